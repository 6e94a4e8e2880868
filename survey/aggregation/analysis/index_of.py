"""The index, its elements, and maladministration, under any design.

They are the lines of the scores (`scores.lines`), but answers off the scale are refused.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from survey.aggregation.design import Design, Estimate, Estimates
from survey.aggregation.design.arrays import Floats, numbers, refuse_values
from survey.aggregation.design.estimate import estimate
from survey.aggregation.design.shares import around
from survey.aggregation.intervals import Interval
from survey.aggregation.scores.index import scale as scale_of
from survey.aggregation.scores.lines import Lines, freedom_line, index_line, item_means
from survey.instrument import ELEMENTS, EXPERIENCED, FORM_COLUMNS, ITEMS, SCALE

EQUAL: Final = Fraction(1, len(ELEMENTS))


def ikm(design: Design, weight: Fraction = EQUAL) -> Estimate:
    """Estimate the index, 25 × Σ weight × mean, of the design's domain.

    Items that are missing or hold a negative `Missing` are not answered. The value is None
    where nobody answered one of the elements. Raises `Unusable` for a value off the scale.
    """
    return estimate(design.structure, index_line(means(design, ELEMENTS, SCALE), weight))


def freedom(design: Design) -> Estimate:
    """Estimate 100 × (1 − mean share over the ten forms). Our own measure."""
    return estimate(design.structure, freedom_line(means(design, FORM_COLUMNS, EXPERIENCED)))


def elements(design: Design) -> Estimates:
    """Estimate the mean of each element over those who answered it, with covariances."""
    return design.mean(columns(design, ELEMENTS, SCALE), missing="columns")


def forms(design: Design) -> Estimates:
    """Estimate the share that experienced each form, of those who answered it.

    Keys are `mal_` + form. Intervals are Wilson's without a design, else by logit.
    """
    return design.proportion(columns(design, FORM_COLUMNS, EXPERIENCED), missing="columns")


def answered(frame: pd.DataFrame) -> pd.DataFrame:
    """Copy a frame with NaN for every negative code (`Missing`) of the items it has."""
    names = [name for name in ITEMS if name in frame.columns]
    return frame.assign(**{name: item_answers(frame, name) for name in names})


def item_answers(frame: pd.DataFrame, name: str) -> Floats:
    """Return the (n,) answers to one item, NaN where there is none."""
    found = numbers(frame, name, name)
    return np.where(found < 0, np.nan, found)


def columns(design: Design, names: Sequence[str], scale: Sequence[int]) -> list[pd.Series]:
    """Return items as named series; raises `Unusable` for values off the scale."""
    result = []
    for name in names:
        found = item_answers(design.frame, name)
        off = ~np.isnan(found) & ~np.isin(found, scale)
        refuse_values("analysis_off_scale", name, off, design.frame[name])
        result.append(pd.Series(found, index=design.frame.index, name=name))
    return result


def means(design: Design, names: Sequence[str], scale: Sequence[int]) -> Lines:
    """Linearise the mean of each item in the design's domain."""
    read = {str(each.name): each.to_numpy() for each in columns(design, names, scale)}
    return item_means(design.structure.weights, read, design.domain)


def within_scale(
    value: float | None, se: float | None, df: float, weight: Fraction = EQUAL
) -> Interval | None:
    """Return the 95 % interval of an index, within its scale (25 to 100 with equal weights).

    None where it cannot be estimated: an SE of 0 says nothing about those not asked.
    """
    if value is None or not se or df <= 0:
        return None
    return around(value, se, df, *scale_of(weight))
