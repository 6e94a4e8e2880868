"""95 % intervals of simple random samples."""

import math
from statistics import NormalDist
from typing import Final

from scipy.special import stdtrit

CONFIDENCE: Final = 0.95
UPPER: Final = 1 - (1 - CONFIDENCE) / 2
Z: Final = NormalDist().inv_cdf(UPPER)

Interval = tuple[float, float]


def t_interval(value: float, se: float | None, df: int, bounds: Interval) -> Interval | None:
    """Return value ± t × SE, within the bounds of the scale.

    None where it cannot be estimated: fewer than two responses, or all answers equal (the
    SE is then 0, which says nothing about those who were not asked).
    """
    if not se or df < 1:
        return None
    reach = float(stdtrit(df, UPPER)) * se
    return max(bounds[0], value - reach), min(bounds[1], value + reach)


def wilson(count: int, n: int) -> Interval | None:
    """Return Wilson's score interval of a share (Wilson 1927); None where n is 0."""
    if n == 0:
        return None
    share, z2 = count / n, Z * Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    # Exactly 0 and 1 at the ends, where rounding would leave a trace.
    low = 0.0 if count == 0 else centre - reach
    high = 1.0 if count == n else centre + reach
    return low, high
