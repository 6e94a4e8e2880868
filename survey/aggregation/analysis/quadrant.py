"""The quadrant of a unit with its uncertainty, and what to know about a gap.

The cut is 76.61 on the index rounded half up to two decimals. An unrounded index therefore
counts as well perceived from 76.605 on, and uncertainty is measured from 76.605 throughout:
the side, the interval and the p value can never contradict each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scipy.special import stdtr

from survey.aggregation.design import Estimate
from survey.aggregation.grade.merging import QUADRANTS
from survey.aggregation.rounding import half_up, meant
from survey.aggregation.scores.index import WELL_PERCEIVED
from survey.errors import Problem, Slot

# The lowest unrounded index that is rounded to the cut.
CUT: Final = Fraction(str(WELL_PERCEIVED)) - Fraction(1, 200)
# Methods whose score holds the Ombudsman's interview ("output"), and its weight in per cent
# by year where it was published.
_HOLDS_INTERVIEW: Final = {"opinion-2022": range(2022, 2025)}
_INTERVIEW_WEIGHTS: Final = {2023: ("24,24", "24.24")}


@dataclass(frozen=True)
class Quadrant:
    """A quadrant and how certain it is.

    `name` is empty without a zone. `crosses`: the 95 % interval holds values on both sides
    of the cut (the cut itself belongs to the upper one). `p` is one-sided, for the index
    being on its side of the cut; like `crosses` it is None where it cannot be estimated.
    """

    name: str
    well_perceived: bool | None
    crosses: bool | None
    p: float | None
    notes: tuple[Problem, ...] = ()


def quadrant(found: Estimate, zone: str) -> Quadrant:
    """Place an index (`ikm`) and a zone (`hijau` is compliant; empty is not known).

    p is P(T ≥ |value − 76.605| / SE) with the design's degrees of freedom: the chance of
    being at least this far on one side if the truth were at the cut. It tests the null that
    the true index is at the cut or on the other side. p < 0.025 where the interval does not
    reach the cut.
    """
    if found.value is None:
        return Quadrant("", None, None, None, (Problem("quadrant_doubt_not_estimable"),))
    above = _is_well_perceived(found.value)
    name = QUADRANTS[zone == "hijau", above] if zone else ""
    notes = [] if zone else [Problem("quadrant_no_zone")]
    interval = found.interval()
    if interval is None or not found.se:
        return Quadrant(name, above, None, None, (*notes, Problem("quadrant_doubt_not_estimable")))
    cut = float(CUT)
    p = float(stdtr(found.df, -abs(found.value - cut) / found.se))
    return Quadrant(name, above, interval[0] < cut <= interval[1], p, tuple(notes))


def _is_well_perceived(value: float) -> bool:
    """Compare with the cut after rounding, as the grade does."""
    return half_up(meant(value)) >= half_up(CUT)


def gap_notes(method: str, year: int) -> Iterator[Problem]:
    """Note what a reader of index − compliance should know, by method and year.

    The weight of the interview is stated for the years in which it is known.
    """
    yield Problem("gap_starts_at_25")
    if year in _HOLDS_INTERVIEW.get(method, ()):
        slots: dict[str, Slot] = {"year": str(year), "weight": _weight_of(year)}
        yield Problem("gap_grade_holds_interview", value=method, slots=slots)


def _weight_of(year: int) -> dict[str, str]:
    """Return the weight of the interview in words."""
    if year not in _INTERVIEW_WEIGHTS:
        return {"id": "bobotnya tidak ditemukan", "en": "its weight was not found"}
    indonesian, english = _INTERVIEW_WEIGHTS[year]
    return {"id": f"bobot {indonesian} %", "en": f"weight {english} %"}
