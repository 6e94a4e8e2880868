"""The full outer join of scores and published compliance by year, institution and unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from survey.aggregation.grade.compliance import Compliance, PublishedScore
from survey.aggregation.grade.join_keys import JoinKey
from survey.aggregation.grade.one_score import (
    NO_UNIT,
    FullKey,
    Published,
    Register,
    names_of,
    one_score_per_key,
    register_names,
)
from survey.aggregation.places import nearest, normalise
from survey.aggregation.rounding import half_up
from survey.aggregation.scores.index import WELL_PERCEIVED
from survey.aggregation.scores.records import Record
from survey.aggregation.scores.scores import Tables, typed
from survey.aggregation.tables import COMPLIANCE_COLUMNS, SCORE_COLUMNS
from survey.errors import Problem, join_names

_INSTITUTION: Final = ("institution_code", "institution")
UNIT: Final = ("unit_code", "unit")
QUADRANTS: Final = {
    (True, True): "both",
    (True, False): "paper_only",
    (False, True): "perceived_only",
    (False, False): "neither",
}


@dataclass(frozen=True)
class Merged:
    """The joined table, and notes for its reader."""

    frame: pd.DataFrame
    notes: list[Problem]


def merge(scores: Tables, compliance: Compliance | None = None, year: int | None = None) -> Merged:
    """Join scores with compliance; rows that match nothing stand alone, from either side.

    `year` is the year of the assessment where the responses have no column `year`. The
    column `from_group` (the row in the scores, −1 where there is none) links the tables for
    `suppress`. Without an institution to group by, or without a year, the table has no rows
    and a note says why.
    """
    fault = _unjoinable(scores, compliance, year)
    if fault is not None:
        return Merged(_framed([], scores.by), [fault])
    join = Join.of(scores, compliance or Compliance(), year)
    frame = _framed([*join.survey_rows(), *join.compliance_rows()], scores.by)
    notes = [] if compliance else [Problem("merge_without_compliance")]
    if compliance is not None:
        notes += [*join.published.notes, *join.unmatched()]
    # Many groups share an institution: each doubt is reported once.
    doubts = {(note.code, note.value): note for note in join.doubts()}
    return Merged(frame, [*notes, *doubts.values(), *_unused_year(scores, year)])


def _unused_year(scores: Tables, year: int | None) -> Iterator[Problem]:
    """Note that the requested year gave way to the one in the responses."""
    stated = scores.years - {str(year)}
    if year is not None and stated:
        slots = {"year": join_names(sorted(stated))}
        yield Problem("compliance_year_unused", value=str(year), slots=slots)


def _unjoinable(scores: Tables, compliance: Compliance | None, year: int | None) -> Problem | None:
    """Return the problem that prevents any join; None where there is none."""
    if not set(_INSTITUTION) & set(scores.by):
        return Problem("merge_without_institution")
    if "year" in scores.by or compliance is None:
        return None
    if len(scores.years) > 1:
        return Problem("merge_many_years", slots={"names": join_names(sorted(scores.years))})
    if not scores.years and year is None:
        return Problem("merge_without_year")
    return None


def _framed(rows: list[Record], by: Sequence[str]) -> pd.DataFrame:
    """Build the typed table, sorted by its key."""
    groups = _group_columns(by)
    columns = [*groups, *SCORE_COLUMNS, *COMPLIANCE_COLUMNS, "from_group"]
    rows.sort(key=lambda row: tuple(str(row.get(name) or "") for name in groups))
    frame = typed(pd.DataFrame(rows, columns=columns, dtype=object))
    return frame.astype({"from_group": "int64"})


def _group_columns(by: Sequence[str]) -> list[str]:
    """Return the columns of the key, then those of the other groups."""
    unit = [name for name in ("unit_code", "unit") if name in by]
    return list(dict.fromkeys(["year", *_INSTITUTION, *unit, *by]))


@dataclass(frozen=True)
class Join:
    """Both sides under common keys."""

    scores: Tables
    groups: list[Record]
    keys: list[FullKey | None]
    known: Register
    published: Published
    by_unit: bool

    @classmethod
    def of(cls, scores: Tables, compliance: Compliance, year: int | None) -> "Join":
        """Learn the names of both sides, then derive the key of every row."""
        groups = list(_group_values(scores))
        assumed = next(iter(scores.years)) if len(scores.years) == 1 else str(year or "")
        for group in groups:
            group.setdefault("year", assumed)
        pairs = [(_pair(group, _INSTITUTION), _pair(group, UNIT)) for group in groups]
        known = register_names([names_of(entry) for entry in compliance.entries], pairs)
        by_unit = bool(set(UNIT) & set(scores.by))
        entries = one_score_per_key(compliance.entries, known)
        keys = [_key_of(group, known, by_unit) for group in groups]
        return cls(scores, groups, keys, known, entries, by_unit)

    def survey_rows(self) -> Iterator[Record]:
        """Yield one row per group, with its compliance where there is one."""
        figures: list[Any] = self.scores.scores.to_dict("records")
        for at, (group, key) in enumerate(zip(self.groups, self.keys, strict=True)):
            entry, note = self.published.find(key) if key else (None, "no_compliance")
            codes = [note, *(["code_name_mismatch"] if self.misnamed(group) else [])]
            yield _joined(figures[at] | self.named(group), entry, codes, at)

    def compliance_rows(self) -> Iterator[Record]:
        """Yield one row for each published key that no group matches."""
        # In one order: rows that tie in the table would else change places from run to run.
        for key in sorted(self.published.every_key() - set(self.keys), key=repr):
            _, _, unit = key
            # Scores by institution have no row that a unit's compliance could join.
            if unit != NO_UNIT and not self.by_unit:
                continue
            conflicted = self.published.conflicts.get(key)
            entry = self.published.entries.get(key) or conflicted
            if entry:
                names = (*_INSTITUTION, *UNIT, "sector")
                group = {name: str(getattr(entry, name)) for name in names}
                row: Record = {"year": str(entry.year), **self.named(group)}
                row["notes"] = ("no_survey",)
                codes = ["compliance_conflict"] if conflicted else []
                yield _joined(row, None if conflicted else entry, codes, -1)

    def misnamed(self, group: Record) -> str:
        """Return the name known for a group's code where its own differs, else empty."""
        code, name = _pair(group, _INSTITUTION)
        known = self.known.institutions.names.get(code, "")
        return known if name and known and normalise(known) != normalise(name) else ""

    def doubts(self) -> Iterator[Problem]:
        """Yield problems of groups whose place in the table deserves a look."""
        rest = [name for name in self.scores.by if name not in (*_INSTITUTION, *UNIT)]
        first: dict[tuple[object, ...], tuple[str, ...]] = {}
        for group, key in zip(self.groups, self.keys, strict=True):
            code, name = _pair(group, _INSTITUTION)
            if known := self.misnamed(group):
                slots = {"code": code, "known": known}
                yield Problem("code_name_mismatch", column="institution", value=name, slots=slots)
            if key is None:
                if self.by_unit and (code or name) and not any(_pair(group, UNIT)):
                    yield Problem("unit_empty", column="unit", value=name or code)
                continue
            spelled = tuple(group[name] for name in self.scores.by)
            place = (key, *(group[name] for name in rest))
            if first.setdefault(place, spelled) != spelled:
                yield Problem("several_spellings", column="institution", value=name or code)

    def named(self, group: Record) -> Record:
        """Complete the institution's code and name, each from the other."""
        code, name = _pair(group, _INSTITUTION)
        names = self.known.institutions
        code = names.code(code, name)
        return {**group, "institution_code": code, "institution": names.name(code, name)}

    def unmatched(self) -> Iterator[Problem]:
        """Report names that match nothing in any year, with the nearest. They are never joined."""
        institutions = {institution for _, institution, _ in self.published.every_key()}
        units = {key[1:] for key in self.published.every_key()}
        told: set[tuple[JoinKey, JoinKey]] = set()
        for group, key in zip(self.groups, self.keys, strict=True):
            place = key[1:] if key else (NO_UNIT, NO_UNIT)
            if place[0] not in institutions:
                place = place[0], NO_UNIT
            if place in told or place in units:
                continue
            told.add(place)
            if place[0] not in institutions:
                yield self.unmatched_institution(group)
            elif self.by_unit and place[1] != NO_UNIT:
                yield self.unmatched_unit(group, place[0])

    def unmatched_institution(self, group: Record) -> Problem:
        """Return the problem of an institution without a published score."""
        code, name = _pair(group, _INSTITUTION)
        among = [self.name_of(key) for key in self.published.every_key()]
        return _unmatched("institution", " ".join(filter(None, (code, name))), among)

    def unmatched_unit(self, group: Record, institution: JoinKey) -> Problem:
        """Return the problem of a unit without a published score in its institution."""
        code, name = _pair(group, UNIT)
        among = [
            self.unit_of(key)
            for key in self.published.every_key()
            if key[1] == institution and key[2] != NO_UNIT
        ]
        return _unmatched("unit", name or code, among, group.get("institution", ""))

    def entry_of(self, key: FullKey) -> PublishedScore:
        """Return one entry of a key, disputed or not: it names the institution and unit."""
        return self.published.entries.get(key) or self.published.conflicts[key]

    def name_of(self, key: FullKey) -> str:
        """Return the name of a published key's institution, else its code."""
        entry = self.entry_of(key)
        return entry.institution or entry.institution_code

    def unit_of(self, key: FullKey) -> str:
        """Return the name of a published key's unit, else its code."""
        entry = self.entry_of(key)
        return entry.unit or entry.unit_code


def _group_values(scores: Tables) -> Iterator[Record]:
    """Yield the group columns of each row as text."""
    for row in scores.scores[list(scores.by)].itertuples(index=False, name=None):
        texts = ("" if pd.isna(value) else str(value) for value in row)
        yield dict(zip(scores.by, texts, strict=True))


def _pair(group: Record, names: tuple[str, str]) -> tuple[str, str]:
    """Return code and name of a group, empty where missing."""
    return group.get(names[0]) or "", group.get(names[1]) or ""


def _key_of(group: Record, known: Register, by_unit: bool) -> FullKey | None:
    """Return the key of a group; None where institution, year or a requested unit is empty.

    Answers without a unit are not those of the whole institution, so they match no score.
    """
    if not any(_pair(group, _INSTITUTION)) or not group["year"]:
        return None
    if by_unit and not any(_pair(group, UNIT)):
        return None
    return known.key(int(group["year"]), _pair(group, _INSTITUTION), _pair(group, UNIT))


def _joined(row: Record, entry: PublishedScore | None, notes: Sequence[str], at: int) -> Record:
    """Return a row with its compliance beside its scores."""
    codes = (*row["notes"], *filter(None, notes), *(entry.notes if entry else ()))
    row = row | {"from_group": at, "notes": codes}
    if entry is None:
        return row
    row |= {
        "method": entry.method,
        "compliance_score": float(entry.score),
        "compliance_max": float(entry.maximum),
        "compliance_100": float(entry.out_of_100),
        "zone": entry.zone,
        "zone_source": entry.zone_source,
        "category": entry.category,
        "category_source": entry.category_source,
    }
    return row | _compared(row.get("ikm"), entry)


def _compared(ikm: Any, entry: PublishedScore) -> Record:
    """Compare perception with compliance: gap, and quadrant where there is a zone."""
    if ikm is None or pd.isna(ikm):
        return {}
    # From the printed index, so that a reader can recompute the gap from the table.
    gap = half_up(Fraction(str(ikm)) - entry.out_of_100)
    quadrant = QUADRANTS[entry.zone == "hijau", ikm >= WELL_PERCEIVED] if entry.zone else ""
    return {"gap": float(gap), "quadrant": quadrant}


def _unmatched(kind: str, value: str, among: Sequence[str], institution: str = "") -> Problem:
    """Report what matches nothing, and what comes near."""
    near = join_names(nearest(value, among)) or "–"
    slots = {"nearest": near, "institution": institution}
    return Problem(f"unmatched_{kind}", column=kind, value=value, slots=slots)
