"""Differences of estimates, and p values of many comparisons at once."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from survey.aggregation.design import Difference, Estimate, difference
from survey.aggregation.design.comparing import tested
from survey.aggregation.design.estimates import estimate
from survey.aggregation.design.linear import Linear, combined
from survey.aggregation.design.readings import settle

LEVEL: Final = 0.05


def contrast(first: Estimate, second: Estimate) -> Difference:
    """Compare two estimates as `difference` does; of one design with their covariance.

    Where two columns differ by the same amount in every row, the difference has no spread,
    and its SE is 0 rather than a rounding error with a p value.
    """
    if first.structure is not second.structure:
        return difference(first, second)
    joint = combined([first.linear, second.linear], [1.0, -1.0])
    size = np.abs(first.influence) + np.abs(second.influence)
    z = settle(joint.z, size[joint.rows])
    made = estimate(first.structure, Linear(joint.value, joint.rows, z))
    known = first.se is not None and second.se is not None
    return tested(made.value, made.se if known else None, made.df)


def holm(p: Sequence[float]) -> list[float]:
    """Adjust p values so that all tests together err at most once in 20 times at 5 %.

    S. Holm, Scandinavian Journal of Statistics 6 (1979), 65: in ascending order the i-th of
    m (from 0) is multiplied by m − i, and none may be smaller than the one before (R:
    `p.adjust`). The order of the values stays.
    """
    order = sorted(range(len(p)), key=lambda at: p[at])
    result, before = [0.0] * len(p), 0.0
    for rank, at in enumerate(order):
        before = max(before, min(1.0, (len(p) - rank) * p[at]))
        result[at] = before
    return result
