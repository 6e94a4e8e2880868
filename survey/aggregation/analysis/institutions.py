"""The score of an institution, by either of two named rules that must not be confused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

import numpy as np

from survey.aggregation.analysis.index_of import EQUAL, ikm, within_scale
from survey.aggregation.design import Design, Estimate
from survey.aggregation.design.grouping import groups_of
from survey.aggregation.design.joint_estimates import Estimates
from survey.aggregation.intervals import Interval
from survey.errors import Problem, Unusable, join_names

Rule = Literal["pooled", "mean_of_units"]


@dataclass(frozen=True)
class Score:
    """The index of an institution, and the rule that produced it.

    `df` is whole under one design and fractional over independent ones. `units` is the
    number of units that the rule kept separate (1 where pooled). `interval` is None where
    the spread cannot be known; `notes` say why.
    """

    rule: Rule
    value: float | None
    se: float | None
    df: float
    interval: Interval | None
    n: int
    units: int
    notes: tuple[Problem, ...] = ()


def pooled(design: Design, weight: Fraction = EQUAL) -> Score:
    """Score all respondents of the design's domain together, as PermenPANRB 14/2017 does."""
    found = ikm(design, weight)
    interval = within_scale(found.value, found.se, found.df, weight)
    notes = () if interval else (Problem("score_interval_not_estimable"),)
    return Score("pooled", found.value, found.se, found.df, interval, found.n, 1, notes)


def by_unit(design: Design, column: str = "unit", weight: Fraction = EQUAL) -> dict[str, Estimate]:
    """Estimate the index of each unit as a domain of one design.

    A row without a unit belongs to none of them.
    """
    groups = groups_of(design.frame, column, design.domain)
    return {str(key): ikm(design.subset(rows), weight) for key, rows in groups}


def mean_of_units(units: Mapping[str, Estimate], weight: Fraction = EQUAL) -> Score:
    """Return the plain mean of the units' indices; the units are fixed, not a sample.

    Units of one design (`by_unit`) keep its covariance and degrees of freedom. Units with
    one design each are independent: SE = √(Σ se²) / U, with Welch and Satterthwaite's
    degrees of freedom (Σ se²)² / Σ (se⁴ / df). A unit without an index leaves no value, and
    one without a known spread no SE. Refuses units of which only some share a design.
    """
    value, se, df = _one_mean(units)
    interval = within_scale(value, se, df, weight)
    n = sum(each.n for each in units.values())
    return Score("mean_of_units", value, se, df, interval, n, len(units), tuple(_notes_of(units)))


def _one_mean(units: Mapping[str, Estimate]) -> tuple[float | None, float | None, float]:
    """Return value, SE and degrees of freedom of the plain mean."""
    values = [each.value for each in units.values() if each.value is not None]
    if len(values) < len(units) or not units:
        return None, None, 0
    mean = float(np.mean(values))
    designs = {id(each.structure) for each in units.values()}
    if len(designs) not in (1, len(units)):
        raise Unusable("score_units_of_mixed_designs")
    if any(each.se is None for each in units.values()):
        return mean, None, 0
    if len(designs) == 1:
        found = _of_one_design(list(units.values()))
        return mean, found.se, found.df
    return mean, *_independent([(each.se or 0.0, each.df) for each in units.values()])


def _of_one_design(parts: list[Estimate]) -> Estimate:
    """Return the mean of estimates of one design, with their covariances."""
    together = Estimates(parts[0].structure, dict(enumerate(parts)))
    return together.combination(dict.fromkeys(range(len(parts)), 1 / len(parts)))


def _independent(parts: list[tuple[float, int]]) -> tuple[float, float]:
    """Return SE and degrees of freedom of the mean of independent (SE, df)."""
    variance = sum(se**2 for se, _ in parts)
    spread = [(se, df) for se, df in parts if se]
    if any(df < 1 for _, df in spread) or not spread:
        return sqrt(variance) / len(parts), 0
    return sqrt(variance) / len(parts), variance**2 / sum(se**4 / df for se, df in spread)


def _notes_of(units: Mapping[str, Estimate]) -> Iterable[Problem]:
    """Note which units leave the mean without a value, an SE, or part of its spread."""
    if not units:
        yield Problem("score_no_units")
    kinds = {
        "score_unit_without_index": [k for k, each in units.items() if each.value is None],
        "score_unit_without_spread": [
            k for k, each in units.items() if each.value is not None and each.se is None
        ],
        "score_unit_all_equal": [k for k, each in units.items() if each.se == 0],
    }
    for code, names in kinds.items():
        if names:
            yield Problem(code, slots={"names": join_names(names)})
