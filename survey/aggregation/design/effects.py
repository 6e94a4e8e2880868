"""Design effects: how many times a simple random sample's variance the design has."""

from typing import Literal

import numpy as np

from survey.aggregation.design.arrays import SAME, Floats
from survey.aggregation.design.linear import Linear

# True: against a sample without replacement, with its finite population correction;
# "replace": against one with replacement; False: not asked for. The words are R's.
Effect = bool | Literal["replace"]


def design_effect(
    weights: Floats, linear: Linear, variance: float, against: Effect
) -> float | None:
    """Return variance ÷ variance of a simple random sample of as many rows.

    s² = n/(n − 1) · Σ w (z − z̄)² / Σ w, as R's `svyvar`; N = Σ w; the total Σ w z of a
    simple random sample varies by N² s²/n, times (N − n)/N without replacement. None where
    that is 0 or, without replacement, where the weights do not add up to more than n.
    """
    n, w = len(linear.rows), weights[linear.rows]
    size = float(w.sum())
    if not against or n < 2 or (against is True and size - n <= SAME * n):
        return None
    apart = linear.z - (w * linear.z).sum() / size
    simple = n / (n - 1) * float((w * apart**2).sum()) * size / n
    if against is True:
        simple *= (size - n) / size
    return float(variance / simple) if simple > 0 else None


def effective_n(weights: Floats) -> float:
    """Return Kish's effective sample size (Σw)² / Σw² (L. Kish, Survey Sampling, 1965)."""
    return float(weights.sum() ** 2 / np.square(weights).sum()) if len(weights) else 0.0
