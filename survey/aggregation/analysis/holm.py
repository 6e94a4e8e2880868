"""P values of many comparisons at once."""

from collections.abc import Sequence
from typing import Final

LEVEL: Final = 0.05


def holm(p: Sequence[float]) -> list[float]:
    """Adjust p values so that all tests together err at most once in 20 times at 5 %.

    S. Holm, Scandinavian Journal of Statistics 6 (1979), 65: in ascending order the i-th of
    m (from 0) is multiplied by m − i, and none may be smaller than the one before (R:
    `p.adjust`). Returned in the order given.
    """
    order = sorted(range(len(p)), key=lambda at: p[at])
    result, before = [0.0] * len(p), 0.0
    for rank, at in enumerate(order):
        before = max(before, min(1.0, (len(p) - rank) * p[at]))
        result[at] = before
    return result
