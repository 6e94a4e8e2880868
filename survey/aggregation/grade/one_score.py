"""One published score per key: no conflicting ones, and means of complete lists of units."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from survey.aggregation.grade.compliance import PublishedScore, plain
from survey.aggregation.grade.join_keys import JoinKey, KnownNames
from survey.aggregation.grade.methods import methods
from survey.aggregation.rounding import half_up
from survey.errors import Problem

NO_UNIT: JoinKey = ("name", "")
FullKey = tuple[int, JoinKey, JoinKey]  # year, institution, unit


@dataclass(frozen=True)
class Register:
    """Institutions and units by every spelling found."""

    institutions: KnownNames
    units: dict[JoinKey, KnownNames]

    def key(self, year: int, institution: tuple[str, str], unit: tuple[str, str]) -> FullKey:
        """Return the key of an institution, or of a unit in it.

        An empty unit stands for the institution itself.
        """
        owner = self.institutions.key(*institution)
        return year, owner, self.units_of(owner).key(*unit)

    def units_of(self, institution: JoinKey) -> KnownNames:
        """Return the known units of an institution."""
        return self.units[institution]


@dataclass(frozen=True)
class Published:
    """The score of each key; `conflicts` are keys with different scores, none of them used."""

    entries: dict[FullKey, PublishedScore]
    conflicts: dict[FullKey, PublishedScore]
    notes: list[Problem]

    def find(self, key: FullKey) -> tuple[PublishedScore | None, str]:
        """Return the score of a key and an empty note, or None and the note that says why."""
        if key in self.conflicts:
            return None, "compliance_conflict"
        entry = self.entries.get(key)
        return entry, "" if entry else "no_compliance"

    def has(self, key: FullKey) -> bool:
        """Return whether anything was published for a key."""
        return key in self.entries or key in self.conflicts

    def every_key(self) -> set[FullKey]:
        """Return all keys for which anything was published."""
        return self.entries.keys() | self.conflicts.keys()


def register_names(*sides: Sequence[tuple[tuple[str, str], tuple[str, str]]]) -> Register:
    """Learn the names of both sides: pairs of (code, name) of institution and unit."""
    institutions = KnownNames()
    for side in sides:
        institutions.learn(institution for institution, _ in side)
    units: dict[JoinKey, KnownNames] = defaultdict(KnownNames)
    for side in sides:
        for institution, unit in side:
            units[institutions.key(*institution)].learn([unit])
    return Register(institutions, units)


def names_of(entry: PublishedScore) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return (code, name) of the institution, and of the unit."""
    return (entry.institution_code, entry.institution), (entry.unit_code, entry.unit)


def one_score_per_key(entries: Sequence[PublishedScore], known: Register) -> Published:
    """Merge entries of one key, and add institutions estimated from their units."""
    by_key: dict[FullKey, list[PublishedScore]] = defaultdict(list)
    for entry in entries:
        by_key[known.key(entry.year, *names_of(entry))].append(entry)
    result = Published({}, {}, [])
    for key, same in by_key.items():
        if agree(same):
            result.entries[key] = _fullest(same)
        else:
            result.conflicts[key] = same[0]
            result.notes.append(_list_conflict(same))
    result.entries.update(_estimates(result))
    return result


def agree(same: Sequence[PublishedScore]) -> bool:
    """Return whether all sources print one score by one method, without contradiction."""
    scores = {(entry.score, entry.maximum) for entry in same}
    zones = {entry.zone for entry in same if entry.zone_source == "published"}
    categories = {entry.category for entry in same if entry.category_source == "published"}
    methods_named = {entry.method for entry in same if entry.method}
    return len(scores) == 1 and len(methods_named) <= 1 and len(zones) <= 1 and len(categories) <= 1


def _fullest(same: Sequence[PublishedScore]) -> PublishedScore:
    """Return the first entry, with the zone and category that any source printed."""
    best = same[0]
    for entry in same[1:]:
        for column in ("zone", "category"):
            if getattr(entry, f"{column}_source") == "published":
                value = {column: getattr(entry, column), f"{column}_source": "published"}
                best = replace(best, **value)
    return best


def _list_conflict(same: Sequence[PublishedScore]) -> Problem:
    """Report different scores with their sources."""
    first = same[0]
    name = " / ".join(filter(None, (first.institution or first.institution_code, first.unit)))
    scores = "; ".join(
        f"{float(entry.score):.2f}/{plain(entry.maximum)} {entry.zone} {entry.category}".strip()
        + (f" {entry.method}" if entry.method else "")
        + f" (#{entry.row}, {entry.source_url or '–'})"
        for entry in same
    )
    slots = {"key": f"{name} {first.year}", "scores": scores}
    return Problem("compliance_conflict", row=same[-1].row, column="score", slots=slots)


def _estimates(found: Published) -> dict[FullKey, PublishedScore]:
    """Estimate institutions without a score of their own by the mean of a complete list."""
    lists: dict[tuple[int, JoinKey], list[PublishedScore]] = defaultdict(list)
    for (year, institution, unit), entry in found.entries.items():
        if unit != NO_UNIT:
            lists[year, institution].append(entry)
    # With a disputed unit the list is not complete.
    disputed = {(year, institution) for year, institution, _ in found.conflicts}
    return {
        (year, institution, NO_UNIT): mean_of(units)
        for (year, institution), units in lists.items()
        if not found.has((year, institution, NO_UNIT))
        and (year, institution) not in disputed
        and _may_be_averaged(units)
    }


def _may_be_averaged(units: Sequence[PublishedScore]) -> bool:
    """Return whether the method scores an institution by its units, and all are known."""
    method = methods().get(units[0].method)
    return (
        method is not None
        and method.institution_is_mean_of_units
        and all(unit.units_complete and unit.method == method.key for unit in units)
        and all(unit.maximum == method.maximum for unit in units)
    )


def mean_of(units: Sequence[PublishedScore]) -> PublishedScore:
    """Return the mean of units as an institution's score.

    It is an estimate of ours: zone and category are derived, the number of units is noted.
    """
    method = methods()[units[0].method]
    score = half_up(sum((unit.score for unit in units), Fraction(0)) / len(units))
    band = method.band(score)
    return replace(
        units[0],
        unit="",
        unit_code="",
        sector="",
        source_url="",
        score=score,
        zone=band.zone if band else "",
        zone_source="derived" if band else "none",
        category=band.category if band else "",
        category_source="derived" if band else "none",
        notes=(f"mean_of_units:{len(units)}",),
    )
