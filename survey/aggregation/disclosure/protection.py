"""Complementary suppression: no suppressed figure can be computed from the totals beside it.

Bases add up, and so do sums (n × mean): what holds for a base holds for every figure on it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from survey.aggregation.disclosure.elimination import determined

Unknown = TypeVar("Unknown", int, tuple[str, ...])


def protect(
    cells: Mapping[Unknown, int],
    totals: Mapping[Unknown, Sequence[Unknown]],
    hidden: Collection[Unknown],
    min_n: int,
) -> frozenset[Unknown]:
    """Suppress more cells or totals until no suppressed base can be computed; return them all.

    `cells` holds the base of each cell, `totals` all the keys (cells, or other totals) that
    each total sums, and `hidden` what is suppressed already. In every published total the
    suppressed cells are at least two, hold at least `min_n` together, and are not all at
    the lowest (1) or the highest (`min_n` − 1) value a reader knows to be possible. To that
    end the shown cell with the smallest base is suppressed; a total without any left is
    suppressed itself. An empty cell stands for no person and is never suppressed for this.

    Limits: across overlapping totals (rows and columns of one table) only exact solutions
    of the equations are prevented, not narrow bounds; releases not given here, and figures
    that do not add up, are not considered.
    """
    guard = Guard(cells, totals, set(hidden), min_n)
    while guard.pass_over_totals() or guard.pass_over_solutions():
        pass
    return frozenset(guard.hidden)


@dataclass
class Guard(Generic[Unknown]):
    """A release while more and more of it is suppressed."""

    cells: Mapping[Unknown, int]
    totals: Mapping[Unknown, Sequence[Unknown]]
    hidden: set[Unknown]
    min_n: int

    def pass_over_totals(self) -> bool:
        """Close every total that reveals something; return whether any did."""
        before = len(self.hidden)
        for total in self.totals:
            while self.exposed(total):
                self.hide_one(total)
        return len(self.hidden) > before

    def pass_over_solutions(self) -> bool:
        """Suppress one more key where totals together reveal a base; return whether any did."""
        solved = {key for key in determined(self.equations()) if self.base(key)}
        if not solved:
            return False
        self.hide_one(self.nearest(min(solved)))
        return True

    def exposed(self, total: Unknown) -> bool:
        """Return whether a total reveals what is suppressed in it, or is itself revealed."""
        unknown = [key for key in self.parts(total) if key in self.hidden]
        if total in self.hidden:
            return not unknown and bool(self.shown(total))
        # A reader knows each unknown to be from 1 to min_n − 1: a sum at either end reveals all.
        base, most = sum(map(self.base, unknown)), self.min_n - 1
        at_most = base == most * len(unknown) and all(self.base(key) <= most for key in unknown)
        few = len(unknown) == 1 or base < self.min_n or base == len(unknown)
        return bool(unknown) and (few or at_most)

    def parts(self, total: Unknown) -> Iterator[Unknown]:
        """Yield what a total sums, replacing a suppressed total by its parts."""
        for key in self.totals[total]:
            if key in self.hidden and key in self.totals:
                yield from self.parts(key)
            else:
                yield key

    def shown(self, total: Unknown) -> list[Unknown]:
        """Return the parts of a total that could be suppressed."""
        return [key for key in self.parts(total) if key not in self.hidden and self.base(key)]

    def hide_one(self, total: Unknown) -> None:
        """Suppress the smallest shown part of a total; where there is none, the total."""
        smallest = min(((self.base(key), key) for key in self.shown(total)), default=None)
        self.hidden.add(smallest[1] if smallest else total)

    def base(self, key: Unknown) -> int:
        """Return the base of a cell or a total."""
        return sum(map(self.base, self.totals[key])) if key in self.totals else self.cells[key]

    def equations(self) -> Iterator[dict[Unknown, int]]:
        """Yield what each total reveals: coefficients of the suppressed keys, its own included."""
        for total, keys in self.totals.items():
            own = {total: -1} if total in self.hidden else {}
            yield own | {key: 1 for key in keys if key in self.hidden}

    def nearest(self, solved: Unknown) -> Unknown:
        """Return the total to close: one about the key before others, shown before suppressed."""
        open_ = [each for each in self.totals if each not in self.hidden or self.shown(each)]
        about = [each for each in open_ if each == solved or solved in self.parts(each)]
        return min(about or open_, key=lambda each: (not self.shown(each), each in self.hidden))
