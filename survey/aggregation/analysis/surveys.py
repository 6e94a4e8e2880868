"""A survey as comparisons take it: its rows, how they were drawn, and what may be shown."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import pandas as pd

from survey.aggregation.analysis.index_of import elements
from survey.aggregation.design import Design, Difference
from survey.aggregation.disclosure.protection import protect
from survey.aggregation.scores.samples import DrawnRows, Sampling
from survey.aggregation.settings import Settings
from survey.errors import Problem
from survey.instrument import OFFICIAL, SELF_SELECTED

ComparisonRow = dict[str, Any]
# A unit is (institution, unit), an institution (institution,), everybody ().
Group = tuple[str, ...]
_HIDDEN: Final = "under_min_n"
_KINDS: Final = ("institution", "unit")
KEYS: Final = ("institution_key", "unit_key")
_EVERYBODY: Final = "all"


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the keys of institution and unit, as far as there are columns for them.

    A key is the code, or the name where there is no code: one name may stand for two
    places, and one place may be spelled in two ways.
    """
    for kind, key in zip(_KINDS, KEYS, strict=True):
        code, name = (frame.get(column) for column in (f"{kind}_code", kind))
        if code is not None and name is not None:
            frame = frame.assign(**{key: code.astype(str).where(code.astype(str) != "", name)})
        elif code is not None or name is not None:
            frame = frame.assign(**{key: code if code is not None else name})
    return frame


@dataclass(frozen=True)
class Survey:
    """The rows of a survey (see `placed`), how they were drawn, and its name."""

    frame: pd.DataFrame
    sampling: Sampling
    name: str = ""

    @property
    def official(self) -> "Survey":
        """Leave out respondents who came of their own accord."""
        return replace(self, frame=self.frame[~self.frame["channel"].isin(SELF_SELECTED)])

    def of_channels(self, channels: Collection[str]) -> "Survey":
        """Keep only responses from some channels."""
        return replace(self, frame=self.frame[self.frame["channel"].isin(channels)])

    @cached_property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Return the key columns of everybody, of institutions, of units."""
        institution, unit = KEYS
        found: list[tuple[str, ...]] = [()]
        if institution in self.frame:
            found.append((institution,))
            if unit in self.frame:
                found.append((institution, unit))
        return tuple(found)

    @cached_property
    def groups(self) -> dict[Group, Design]:
        """Return the design of every group, with the group as its domain."""
        found: dict[Group, Design] = {}
        for level in self.levels if len(self.frame) else ():
            sample = DrawnRows(self.frame, level, self.sampling)
            for group in sorted(sample.rows):
                design, rows, _ = sample.of_group(group)
                found[group] = design.subset(rows)
        return found

    def at(self, size: int) -> Iterator[tuple[Group, Design]]:
        """Return the groups of a level: 0 everybody, 1 institutions, 2 units."""
        return ((group, each) for group, each in self.groups.items() if len(group) == size)

    def label(self, group: Group) -> str:
        """Return a group's name for people: names with their codes."""
        parts = [self.names.get(group[: at + 1], each) for at, each in enumerate(group)]
        return "; ".join(parts) or _EVERYBODY

    @cached_property
    def names(self) -> dict[Group, str]:
        """Return the name of every institution and unit, with its code where there is one."""
        found: dict[Group, str] = {}
        for level, kind in zip(self.levels[1:], _KINDS, strict=False):
            for row in self.frame.drop_duplicates(list(level)).to_dict("records"):
                group = tuple(str(row[key]) for key in level)
                name, code = (str(row.get(each) or "") for each in (kind, f"{kind}_code"))
                found[group] = f"{name} ({code})" if name and code else name or code or "(–)"
        return found


def visible(survey: Survey, settings: Settings) -> frozenset[Group]:
    """Return the groups that may be shown: large enough, and revealing no suppressed one."""
    sizes = {group: design.n for group, design in survey.groups.items()}
    unseen = {group for group, design in survey.groups.items() if is_small(design, settings)}
    # Institutions before everybody: a suppressed institution may in turn expose the whole.
    for size in (1, 0):
        for group in [each for each in sizes if len(each) == size]:
            parts = [each for each in sizes if len(each) == size + 1 and each[:size] == group]
            if _exposes({each: sizes[each] for each in parts}, unseen, settings):
                unseen.add(group)
    return frozenset(sizes) - unseen


def _exposes(sizes: Mapping[Group, int], unseen: Collection[Group], settings: Settings) -> bool:
    """Return whether a figure of all parts together would reveal a suppressed part."""
    few = {group for group in sizes if group in unseen}
    totals: dict[Group, list[Group]] = {("", "", ""): list(sizes)}
    return bool(few) and set(protect(dict(sizes), totals, few, settings.min_n)) != few


def is_small(design: Design, settings: Settings) -> bool:
    """Return whether a base, or that of any element, is too small to show."""
    bases = [each.n for each in elements(design).values()] if design.n else []
    return design.n < settings.min_n or any(0 < n < settings.min_n for n in bases)


def two_sides(survey: Survey, settings: Settings) -> tuple[set[Group], frozenset[Group]]:
    """Return the groups with both kinds of channels, and those of them that may be shown."""
    sides = [survey.of_channels(OFFICIAL), survey.of_channels(SELF_SELECTED)]
    both = set(sides[0].groups) & set(sides[1].groups)
    shown = visible(sides[0], settings) & visible(sides[1], settings)
    return both, shown


def tested(found: Difference) -> ComparisonRow:
    """Return a difference with its test."""
    low, high = found.interval or (None, None)
    return {
        "value": found.value,
        "se": found.se,
        "df": found.df,
        "low": low,
        "high": high,
        "p": found.p,
    }


def hidden(**row: Any) -> ComparisonRow:
    """Return a row whose figures are suppressed."""
    return {**row, "notes": (_HIDDEN,)}


def codes(*problems: Problem) -> tuple[str, ...]:
    """Return the codes of notes, each once."""
    return tuple(dict.fromkeys(problem.code for problem in problems))
