"""Weights: read, checked, trimmed."""

from math import isfinite

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import (
    SAME,
    Column,
    Floats,
    called,
    numeric,
    refuse_values,
    series,
)
from survey.aggregation.design.stages import Stage
from survey.errors import Unusable


def read_weights(frame: pd.DataFrame, column: Column) -> Floats:
    """Read weights; refuses those that are missing, infinite, zero or negative."""
    found = series(frame, column, "weights")
    name = called(column, "weights")
    values = numeric(found, name)
    refuse_values("design_bad_weight", name, ~(np.isfinite(values) & (values > 0)), found)
    return values


def from_populations(stages: tuple[Stage, ...], levels: int) -> Floats:
    """Return the weights that the populations imply: the product of N/n over the stages.

    Refuses a design in which a stage has no population, or an infinite one.
    """
    result = np.ones(len(stages[0].units))
    for stage in stages:
        if not np.isfinite(stage.population).all():
            raise Unusable("design_weights_needed", stages=levels)
        result /= stage.fraction[stage.row_strata]
    return result


def trimmed(weights: Floats, times_median: float) -> Floats:
    """Cap weights at a multiple of their median, and keep their total.

    The excess goes to the weights under the cap in proportion to them, repeatedly until
    none is over it. The cap is that of the untrimmed weights. Trimming trades bias for
    variance. Refuses a cap so low that all weights at the cap add up to less.
    """
    if not (isfinite(times_median) and times_median >= 1):
        raise Unusable("design_bad_trim", value=f"{times_median:g}")
    cap, goal = times_median * float(np.median(weights)), float(weights.sum())
    if cap * len(weights) < goal * (1 - SAME):
        least = goal / len(weights) / float(np.median(weights))
        raise Unusable("design_low_trim", value=f"{times_median:g}", least=f"{least:.3g}")
    result, over = weights.copy(), weights > cap
    while over.any():
        capped = over | (result >= cap)
        result[capped] = cap
        rest = ~capped
        if not rest.any():
            break
        result[rest] *= (goal - cap * int(capped.sum())) / result[rest].sum()
        over = result > cap * (1 + SAME)
    return result
