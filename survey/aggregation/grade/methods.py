"""Methods of the Ombudsman's grade, as data: a new method is a new entry in methods.json."""

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from survey.aggregation.rounding import half_up


@dataclass(frozen=True)
class Band:
    """A range of scores, from `lowest` up to the next band."""

    lowest: Fraction
    zone: str
    category: str


@dataclass(frozen=True)
class GradeMethod:
    """One scale of scores. Without bands nothing is ever derived."""

    key: str
    first_year: int
    last_year: int | None
    maximum: Fraction | None
    bands: tuple[Band, ...]
    institution_is_mean_of_units: bool

    def in_use(self, year: int) -> bool:
        """Return whether the method was in use in a year; without a last year it still is."""
        return self.first_year <= year <= (self.last_year or year)

    def band(self, score: Fraction) -> Band | None:
        """Return the band of a score on this method's own maximum, None without one.

        The score is first rounded half up to two decimals, so that none falls between
        bands.
        """
        rounded = half_up(score)
        return next((band for band in reversed(self.bands) if rounded >= band.lowest), None)


@cache
def methods() -> dict[str, GradeMethod]:
    """Return the known methods by key."""
    text = resources.files("survey.aggregation.data").joinpath("methods.json").read_text("utf-8")
    return {key: _from_json(key, entry) for key, entry in json.loads(text).items()}


def _from_json(key: str, entry: dict[str, Any]) -> GradeMethod:
    first, last = entry["years"]
    maximum = entry["maximum"]
    bands = tuple(
        Band(Fraction(band["from"]), band["zone"], band.get("category", ""))
        for band in entry["bands"]
    )
    return GradeMethod(
        key=key,
        first_year=first,
        last_year=last,
        maximum=None if maximum is None else Fraction(str(maximum)),
        bands=bands,
        institution_is_mean_of_units=bool(entry.get("institution_is_mean_of_units")),
    )
