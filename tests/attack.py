"""What a reader can work out of a release: its linear equations, and what they determine.

Unknowns are the counts and figures of every group. Those that are printed count as known; an
equation then says something about the others. Only the coefficients matter: the system is
known to have a solution, so an unknown is determined where no solution of the homogeneous
system moves it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from survey.aggregation.scores.scores import Tables
from survey.instrument import ELEMENTS, FORM_COLUMNS, SCALE

Name = tuple[object, ...]
Equation = dict[Name, int]

PRIME: Final = 2**61 - 1

SCORES: Final = {
    **dict.fromkeys(("n", "ikm_df"), "n"),
    **dict.fromkeys(("ikm", "ikm_rescaled", "gap"), "ikm"),
    **{name: name for name in ("mal_n", "mal_rate", "freedom")},
}
COUNTS: Final = {f"c{answer}": answer for answer in SCALE}
ADD_UP: Final = ("n", "mal_n", "any", "none")
ITEMS_ADD_UP: Final = ("answered", "missing", "sum")


@dataclass(frozen=True)
class Reader:
    """What is printed: tables, the manifest, and which rows are the sum of which others."""

    tables: Tables
    manifest: Mapping[str, Any]
    totals: Mapping[int, Sequence[int]] = field(default_factory=dict)
    rows_used: bool = True

    def printed(self) -> dict[Name, float]:
        """Give every figure that is shown."""
        return figures(self.tables)

    def solved(self) -> set[Name]:
        """Give what is not printed, and yet has one value only."""
        known = self.printed()
        groups = range(len(self.tables.scores))
        rows = [row for group in groups for row in self.of_group(group, known)]
        rows += [*self.of_totals(), *self.of_manifest(groups)]
        return determined([{k: v for k, v in row.items() if k not in known} for row in rows])

    def of_group(self, g: int, known: Mapping[Name, float]) -> Iterator[Equation]:
        """Say how the figures of one group hang together."""
        for item in (*ELEMENTS, *FORM_COLUMNS):
            yield {("n", g): 1, ("answered", g, item): -1, ("missing", g, item): -1}
            if ("answered", g, item) in known:
                yield {("sum", g, item): 1, ("mean", g, item): -int(known["answered", g, item])}
        for item in ELEMENTS:
            counts: dict[Name, int] = {("count", g, item, answer): answer for answer in SCALE}
            yield {("answered", g, item): -1, **dict.fromkeys(counts, 1)}
            yield {("sum", g, item): -1, **counts}
        yield {("ikm", g): -9, **{("mean", g, item): 25 for item in ELEMENTS}}
        yield {("freedom", g): 1, **{("mean", g, item): 10 for item in FORM_COLUMNS}}
        yield {("mal_n", g): 1, ("any", g): -1, ("none", g): -1}
        if ("mal_n", g) in known:
            yield {("any", g): 1, ("mal_rate", g): -int(known["mal_n", g])}

    def of_totals(self) -> Iterator[Equation]:
        """Say that what adds up adds up."""
        for total, parts in self.totals.items():
            for kind in ADD_UP:
                yield {(kind, total): -1, **{(kind, part): 1 for part in parts}}
            for item in (*ELEMENTS, *FORM_COLUMNS):
                for kind in ITEMS_ADD_UP:
                    yield {(kind, total, item): -1, **{(kind, part, item): 1 for part in parts}}
            for item in ELEMENTS:
                for answer in SCALE:
                    yield {
                        ("count", group, item, answer): -1 if group == total else 1
                        for group in (total, *parts)
                    }

    def of_manifest(self, groups: Sequence[int]) -> Iterator[Equation]:
        """Say what the account of rows and the reasons for no answer tell."""
        single = [group for group in groups if group not in self.totals]
        if self.rows_used and "rows_used" in self.manifest:
            yield {("n", group): 1 for group in single}
        for item in self.manifest["no_answer"]:
            yield {("missing", group, item): 1 for group in single}


def figures(tables: Tables) -> dict[Name, float]:
    """Name the figures of tables; of a hidden one nothing may be left, under any heading."""
    found: dict[Name, float] = {}
    scores = tables.scores.reset_index(drop=True)
    linked = tables.merged[tables.merged["suppressed"].notna()] if len(tables.merged) else scores
    for frame in (linked.reset_index(drop=True), scores):
        for column, kind in SCORES.items():
            if column in frame:
                values = frame[column].items()
                found = {(kind, g): float(v) for g, v in values if not pd.isna(v)} | found
    for items, kind, prefix in (
        (tables.elements, "element", ""),
        (tables.maladministration, "form", "mal_"),
    ):
        groups = len(scores)
        each = len(items) // groups if groups else 1
        for at, row in enumerate(items.to_dict("records")):
            place = (at // each, prefix + str(row[kind]))
            named = {"answered": row["n"], "mean": row.get("mean", row.get("share"))}
            found |= {(k, *place): float(v) for k, v in named.items() if not pd.isna(v)}
            found |= {
                ("count", *place, answer): float(row[name])
                for name, answer in COUNTS.items()
                if name in row and not pd.isna(row[name])
            }
    return found


def determined(equations: Sequence[Equation]) -> set[Name]:
    """Give the unknowns no solution of the homogeneous system moves.

    Reduced modulo a large prime: exact, but for a coincidence nobody will live to see.
    """
    reduced: dict[Name, dict[Name, int]] = {}
    holds: defaultdict[Name, set[Name]] = defaultdict(set)
    for equation in sorted(equations, key=len):
        row = {name: factor % PRIME for name, factor in equation.items() if factor}
        for pivot in [name for name in row if name in reduced]:
            subtract(row, reduced[pivot], row[pivot])
        if not row:
            continue
        pivot, lead = next(iter(row.items()))
        inverse = pow(lead, -1, PRIME)
        row = {name: factor * inverse % PRIME for name, factor in row.items()}
        for other in [each for each in holds.pop(pivot, set()) if pivot in reduced[each]]:
            subtract(reduced[other], row, reduced[other][pivot])
            for name in row:
                holds[name].add(other)
        reduced[pivot] = row
        for name in row:
            holds[name].add(pivot)
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def subtract(row: dict[Name, int], other: Mapping[Name, int], times: int) -> None:
    """Subtract a multiple of another row in place."""
    for name, factor in other.items():
        left = (row.get(name, 0) - times * factor) % PRIME
        if left:
            row[name] = left
        else:
            row.pop(name, None)
