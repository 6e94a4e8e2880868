"""Estimates with their linearised values: what each person contributes to the error.

For every estimate T: T − true value ≈ Σ w z (Taylor; K. Wolter, Introduction to Variance
Estimation, 2007, chapter 6), so that its variance is that of a total.
"""

from dataclasses import dataclass
from math import nan

import numpy as np

from survey.aggregation.design.arrays import Codes, Flags, Floats, without_rounding


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A value (NaN where nobody is behind it) and z of the rows behind it; 0 elsewhere."""

    value: float
    rows: Codes  # (m,) positions
    z: Floats  # (m,)

    def dense(self, n: int) -> Floats:
        """(n,) z of all rows of the design."""
        result = np.zeros(n)
        result[self.rows] = self.z
        return result

    def used(self, n: int) -> Flags:
        """(n,) marks of the rows behind the value."""
        result = np.zeros(n, dtype=bool)
        result[self.rows] = True
        return result


def mean(weights: Floats, x: Floats, domain: Flags) -> Linear:
    """Weighted mean; z = (x − mean) / Σw. Missing x are outside the domain, as in R."""
    rows = np.flatnonzero(domain & ~np.isnan(x))
    if not len(rows):
        return nothing()
    values, w = x[rows], weights[rows]
    value = float((values * w).sum() / w.sum())
    return Linear(value, rows, without_rounding(values - value, values) / w.sum())


def total(weights: Floats, x: Floats, domain: Flags) -> Linear:
    """Weighted total; z = x. Missing x count as 0: the total of those who answered."""
    rows = np.flatnonzero(domain & ~np.isnan(x))
    if not len(rows):
        return nothing()
    return Linear(float((x[rows] * weights[rows]).sum()), rows, x[rows])


def ratio(weights: Floats, y: Floats, x: Floats, domain: Flags) -> Linear:
    """Ratio of two totals, R = Y/X; z = (y − R x) / X. None where X is 0."""
    rows = np.flatnonzero(domain & ~np.isnan(y) & ~np.isnan(x))
    upper, lower, w = y[rows], x[rows], weights[rows]
    size = float((lower * w).sum())
    if size == 0:
        return nothing()
    value = float((upper * w).sum() / size)
    return Linear(value, rows, without_rounding(upper - value * lower, upper) / size)


def nothing() -> Linear:
    """Return the estimate of a group in which nobody answered."""
    return Linear(nan, np.empty(0, dtype=np.intp), np.empty(0))


def combined(parts: list[Linear], factors: list[float], constant: float = 0.0) -> Linear:
    """Return constant + Σ factor × estimate, all of one structure, with their covariance.

    Parts may cancel out (one item up, another down): what is left then is only rounding.
    """
    rows = np.unique(np.concatenate([part.rows for part in parts]))
    z, size = np.zeros(len(rows)), np.zeros(len(rows))
    for part, factor in zip(parts, factors, strict=True):
        places = np.searchsorted(rows, part.rows)
        z[places] += factor * part.z
        size[places] += np.abs(factor * part.z)
    value = sum((f * p.value for f, p in zip(factors, parts, strict=True)), constant)
    return Linear(value, rows, without_rounding(z, size))
