"""Published compliance scores: read, checked, and kept as published.

Zone and category stay as printed. They are derived only where nothing was printed, the
row's method is known and was in use that year, and the row's maximum is the method's own.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from survey.aggregation import places
from survey.aggregation.grade.methods import Band, GradeMethod, methods
from survey.aggregation.rounding import half_up
from survey.aggregation.rows.responses import year_of
from survey.errors import Problem, Unusable, join_names
from survey.sheets.headings import heading_keys
from survey.sheets.records import YES, Record, read_records

_NEEDED: Final = ("year", "score")
_NAMES: Final = ("institution_code", "institution")
_COLUMNS: Final = (
    *("year", "method", "institution_code", "institution", "unit_code", "unit", "sector"),
    *("score", "max_score", "zone", "category", "source_url", "note", "units_complete"),
)
_ZONES: Final = ("hijau", "kuning", "merah")
_CATEGORIES: Final = ("A", "B", "C", "D", "E")
Fractions = tuple[Fraction | None, Fraction | None]

_DECIMAL: Final = r"[0-9]{1,9}(?:[.,][0-9]{1,9})?"
# A score may state its own maximum: `27/28`.
_NUMBER: Final = re.compile(rf"({_DECIMAL})(?:\s*/\s*({_DECIMAL}))?")


@dataclass(frozen=True)
class PublishedScore:
    """One published score. `zone_source`, `category_source`: published, derived or none."""

    row: int
    year: int
    method: str
    institution_code: str
    institution: str
    unit_code: str
    unit: str
    sector: str
    score: Fraction
    maximum: Fraction
    zone: str
    zone_source: str
    category: str
    category_source: str
    source_url: str
    units_complete: bool
    notes: tuple[str, ...] = ()

    @property
    def out_of_100(self) -> Fraction:
        """Score on 0–100, rounded half up to two decimals: derived, not published."""
        return half_up(self.score / self.maximum * 100)

    def with_notes(self, *codes: str) -> "PublishedScore":
        """Return a copy with further notes."""
        return replace(self, notes=(*self.notes, *codes))


@dataclass
class Compliance:
    """The contents of a file of scores: entries, problems of rejected rows, notes."""

    entries: list[PublishedScore] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    rows_in: int = 0

    @property
    def rows_rejected(self) -> int:
        """Number of rows with a problem."""
        return len({problem.row for problem in self.problems})


def read_scores(heading: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Compliance:
    """Read rows of text under a heading.

    Raises `Unusable` where a needed column is missing, one occurs twice, or there is no
    row.
    """
    names = heading_keys(heading)
    _refuse_unusable(names)
    result = Compliance()
    unknown = [name for name in names if name and name not in _COLUMNS]
    if unknown:
        result.notes.append(
            Problem("unknown_columns_ignored", row=1, slots={"names": join_names(unknown)})
        )
    for record in read_records(names, rows):
        result.rows_in += 1
        _read_row(result, record)
    if not result.rows_in:
        raise Unusable("no_rows")
    return result


def _refuse_unusable(names: Sequence[str]) -> None:
    """Refuse a heading without the columns a score needs."""
    for name in _COLUMNS:
        if names.count(name) > 1:
            raise Unusable("duplicate_column", row=1, column=name)
    missing = [name for name in _NEEDED if name not in names]
    if not any(name in names for name in _NAMES):
        missing.append(" / ".join(_NAMES))
    if missing:
        raise Unusable("missing_columns", row=1, names=join_names(missing))


def _read_row(result: Compliance, row: Record) -> None:
    """Check one row, and keep it or reject it with all its problems."""
    problems: list[Problem] = [
        row.problem("formula", name) for name in row.cells if row[name].startswith("=")
    ]
    problems += row.overlong()
    method = methods().get(row["method"])
    year = _checked_year(row, problems)
    _checked_names(row, problems)
    zone = _checked_word(row, "zone", row["zone"].casefold(), _ZONES, problems)
    category = _checked_word(row, "category", row["category"].upper(), _CATEGORIES, problems)
    score, maximum = _checked_score(row, method, problems)
    if problems or year is None or score is None or maximum is None:
        result.problems += problems
        return
    entry = PublishedScore(
        row=row.number,
        year=year,
        score=score,
        maximum=maximum,
        zone=zone,
        zone_source="published" if zone else "none",
        category=category,
        category_source="published" if category else "none",
        units_complete=row["units_complete"].casefold() in YES,
        method=row["method"],
        institution_code=row["institution_code"],
        institution=row["institution"],
        unit_code=row["unit_code"],
        unit=row["unit"],
        sector=row["sector"],
        source_url=row["source_url"],
    )
    result.notes += _name_notes(row)
    result.entries.append(graded(entry, result.notes))


def _checked_year(row: Record, problems: list[Problem]) -> int | None:
    if not row["year"]:
        problems.append(row.problem("year_missing", "year"))
        return None
    year = year_of(row["year"])
    if year is None:
        problems.append(row.problem("bad_year", "year"))
    return year


def _checked_names(row: Record, problems: list[Problem]) -> None:
    """Check that the institution is named, by a code that no spreadsheet has altered."""
    if not row["institution_code"] and not row["institution"]:
        problems.append(row.problem("institution_missing", "institution"))
    if places.lost_zero(row["institution_code"]):
        problems.append(row.problem("code_lost_zero", "institution_code"))


def _checked_word(
    row: Record, column: str, value: str, allowed: Sequence[str], problems: list[Problem]
) -> str:
    """Return a zone or category; a word that is not allowed is added to the problems."""
    if value and value not in allowed:
        problems.append(row.problem(f"unknown_{column}", column))
    return value


def _checked_score(row: Record, method: GradeMethod | None, problems: list[Problem]) -> Fractions:
    """Read score and maximum (`91.16`, `91,16`, `27/28`), the maximum else by the method."""
    faults: list[Problem] = []
    score, stated = _parsed(row, "score", faults)
    maximum, _ = _parsed(row, "max_score", faults)
    if None not in (stated, maximum) and stated != maximum:
        faults.append(row.problem("max_contradicts", "score", max=row["max_score"]))
    given = [
        each for each in (stated, maximum, method.maximum if method else None) if each is not None
    ]
    problems += faults or _maximum_faults(row, score, given)
    return score, given[0] if given else None


def _maximum_faults(row: Record, score: Fraction | None, given: list[Fraction]) -> list[Problem]:
    """Check the maximum: the stated one, else the method's."""
    if not given:
        return [row.problem("max_missing", "max_score")]
    if given[0] == 0:
        return [row.problem("max_zero", "max_score")]
    if score is not None and score > given[0]:
        return [row.problem("score_above_max", "score", max=plain(given[0]))]
    return []


def _parsed(row: Record, column: str, problems: list[Problem]) -> Fractions:
    """Read a number and, in the score, the maximum after a slash; None for each that is absent."""
    if not row[column]:
        if column == "score":
            problems.append(row.problem("score_missing", column))
        return None, None
    found = _NUMBER.fullmatch(row[column])
    if found is None or (found[2] and column != "score"):
        problems.append(row.problem("score_not_a_number", column))
        return None, None
    return _decimal(found[1]), _decimal(found[2]) if found[2] else None


def _decimal(text: str) -> Fraction:
    """Read a decimal with a point or a comma."""
    return Fraction(text.replace(",", "."))


def plain(value: Fraction) -> str:
    """Return a number as text for a message."""
    return f"{float(value):g}"


def _name_notes(row: Record) -> Iterable[Problem]:
    """Yield notes where name and code disagree with the known places, or are unknown."""
    known = places.known_places()
    code, name = row["institution_code"], row["institution"]
    if code in known:
        if name and places.normalise(known[code]) != places.normalise(name):
            slots = {"code": code, "known": known[code]}
            yield row.problem("code_name_mismatch", "institution", **slots)
    elif code and code[:2] in known:
        nearest = join_names(places.nearest(name, known.values())) or "–"
        yield row.problem("unknown_institution", "institution_code", nearest=nearest)
    elif not code and _doubtful_government(name):
        nearest = join_names(places.nearest(name, known.values())) or "–"
        yield row.problem("unknown_institution", "institution", nearest=nearest)


def _doubtful_government(name: str) -> bool:
    """Return whether a name without a code claims or nearly matches a government's.

    Vertical bodies (police, land offices) have no code and are not meant.
    """
    known = {places.normalise(each) for each in places.known_places().values()}
    plain_name = places.normalise(name)
    if plain_name in known:
        return False
    claims = plain_name.split(" ", 1)[0] in {"provinsi", "kabupaten", "kota"}
    return claims or bool(places.nearest(name, known, cutoff=0.9))


def graded(entry: PublishedScore, notes: list[Problem]) -> PublishedScore:
    """Derive zone and category where allowed; note what contradicts the method."""

    def note(code: str, column: str, /, **slots: str | int) -> None:
        notes.append(Problem(code, entry.row, column, getattr(entry, column), slots=slots))

    band = _band_of(entry, note)
    if band is None:
        return entry
    result = entry
    if not entry.zone:
        result = replace(result, zone=band.zone, zone_source="derived")
    if not entry.category and band.category:
        result = replace(result, category=band.category, category_source="derived")
    # What was published stands: a contradiction is noted, never corrected.
    contradictions = [
        (f"{column}_contradicts_method", column, derived)
        for column, derived in (("zone", band.zone), ("category", band.category))
        if derived and getattr(result, column) != derived
    ]
    for code, column, derived in contradictions:
        note(code, column, derived=derived)
    return result.with_notes(*(code for code, _, _ in contradictions))


def _band_of(entry: PublishedScore, note: Callable[..., None]) -> Band | None:
    """Return the band of an entry; None where its method does not allow deriving one."""
    method = methods().get(entry.method)
    if method is None:
        if entry.method:
            note("unknown_method", "method", names=join_names(methods()))
        return None
    if not method.in_use(entry.year):
        note("method_year", "method", year=entry.year)
        return None
    return method.band(entry.score) if entry.maximum == method.maximum else None
