"""From the heading of a response file to the columns of the typed frame."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from survey.aggregation.tables import TAKEN
from survey.errors import Problem, Unusable, join_names
from survey.instrument import (
    CHANNELS,
    DESCRIPTIVE_COLUMNS,
    DESIGN_COLUMNS,
    ELEMENTS,
    ITEMS,
    U_HEADINGS,
)
from survey.sheets.headings import heading_key

_KNOWN = frozenset((*ITEMS, *DESCRIPTIVE_COLUMNS, *DESIGN_COLUMNS))


@dataclass(frozen=True)
class ColumnPlan:
    """What each column of a file is; `by` are the columns to group by.

    `carried`: further columns kept in the typed frame, whose labels may not be empty.
    """

    names: tuple[str, ...]
    by: tuple[str, ...]
    notes: tuple[Problem, ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Items the file holds, in the order of the instrument."""
        return tuple(item for item in ITEMS if item in self.names)

    @property
    def design(self) -> tuple[str, ...]:
        """Columns that state a sampling design."""
        return tuple(name for name in DESIGN_COLUMNS if name in self.names)

    def under(self, by: tuple[str, ...], carried: tuple[str, ...] = ()) -> "ColumnPlan":
        """Return the plan with the group and margin columns named as in an earlier file.

        Files may spell a heading differently; their tallies add up under one name.
        """
        names = dict(zip(self.by, by, strict=True))
        names |= dict(zip(self.carried, carried, strict=True))
        renamed = tuple(names.get(name, name) for name in self.names)
        return replace(self, names=renamed, by=by, carried=carried)

    def has(self, name: str) -> bool:
        """Return whether the file has a column."""
        return name in self.names


def plan(
    heading: Sequence[str],
    by: Sequence[str] = (),
    channels: Iterable[str] | None = None,
    carried: Iterable[str] = (),
) -> ColumnPlan:
    """Read a heading.

    Raises `Unusable` for a heading without an element, a column that occurs twice, a group
    or margin column that is missing, is an item or is named like a figure, or a requested
    channel that does not exist.
    """
    names = _numbered_apart(column_key(name, place) for place, name in enumerate(heading, start=1))
    _refuse_unusable(names)
    if channels is not None:
        _refuse_channels(names, channels)
    groups = tuple(group_column(name, names) for name in by)
    kept = tuple(group_column(name, names) for name in carried)
    return ColumnPlan(
        names, tuple(dict.fromkeys(groups)), tuple(_heading_notes(heading, names)), kept
    )


def _numbered_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Number unknown columns of one name; a repeated known column is refused elsewhere."""
    given = list(names)
    found: list[str] = []
    for name in given:
        numbered = (f"{name}_{number}" for number in count(2))
        free = (each for each in numbered if each not in found and each not in given)
        found.append(next(free) if name in found and name not in _KNOWN else name)
    return tuple(found)


def column_key(name: str, place: int) -> str:
    """Return the key of a known column, or any other heading as it was typed.

    `place` (from 1) names a column without a heading.
    """
    key = heading_key(name)
    key = U_HEADINGS.get(key, key)
    return key if key in _KNOWN else name.strip() or f"column_{place}"


def _refuse_unusable(names: Sequence[str]) -> None:
    """Refuse a heading from which only wrong figures could come."""
    for name, times in Counter(names).items():
        if times > 1:
            raise Unusable("duplicate_column", row=1, column=name)
    if "ssu" in names and "psu" not in names:
        raise Unusable("design_ssu_without_psu", row=1, column="ssu")
    if not any(name in ELEMENTS for name in names):
        raise Unusable("no_item_columns", row=1, names=join_names((*ELEMENTS, "U1…U9")))


def _refuse_channels(names: Sequence[str], channels: Iterable[str]) -> None:
    """Refuse a choice of channels that this file cannot satisfy."""
    allowed = (*CHANNELS, "unknown")
    for channel in channels:
        if channel not in allowed:
            raise Unusable("unknown_channel_option", value=channel, allowed=join_names(allowed))
    if "channel" not in names:
        raise Unusable("no_channel_column", row=1)


def group_column(name: str, names: Sequence[str]) -> str:
    """Return the column to group by, however its name is spelled; raises `Unusable`."""
    wanted = column_key(name, 0)
    alike = [each for each in names if heading_key(each) == heading_key(wanted)]
    found = wanted if wanted in alike else next(iter(alike), None)
    if found is None:
        groupable = [each for each in names if each not in ITEMS]
        raise Unusable("unknown_group_column", column=name, names=join_names(groupable))
    if found in ITEMS:
        raise Unusable("group_by_item", column=found)
    if found in TAKEN:
        raise Unusable("group_name_taken", column=found)
    return found


def _heading_notes(heading: Sequence[str], names: Sequence[str]) -> Iterable[Problem]:
    """Yield notes on what a reader of the result should know about the heading."""
    if any(heading_key(name) in U_HEADINGS for name in heading):
        yield Problem("u_headings", row=1)
    unknown = [name for name in names if name not in _KNOWN]
    if unknown:
        yield Problem("unknown_columns", row=1, slots={"names": join_names(unknown, 40)})
