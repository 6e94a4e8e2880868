"""Differences of two estimates: two groups of one survey, or two surveys."""

from dataclasses import dataclass
from math import hypot, sqrt

from scipy.special import stdtr

from survey.aggregation.design.estimate import Estimate, estimate
from survey.aggregation.design.linear import combined
from survey.aggregation.design.shares import around
from survey.aggregation.intervals import Interval


@dataclass(frozen=True, slots=True)
class Difference:
    """First less second estimate, with a t test of no difference.

    `p` is two-sided. Where the SE is 0 or not known, `t`, `p` and `interval` are None. `df`
    is whole within one design, and fractional between two.
    """

    value: float | None
    se: float | None
    df: float
    t: float | None
    p: float | None
    interval: Interval | None


def difference(first: Estimate, second: Estimate) -> Difference:
    """Compare two estimates.

    Within one design their covariance counts, and the degrees of freedom are those of all rows
    behind either. Between two designs (two rounds) they are independent, and the degrees of
    freedom are Welch and Satterthwaite's, (a + b)² / (a²/df + b²/df) with a, b the squares
    of the SEs. A calibrated or trimmed design is not the one it came from: compare
    estimates of the same one.
    """
    if first.structure is second.structure:
        joint = estimate(first.structure, combined([first.linear, second.linear], [1.0, -1.0]))
        # The difference may have a known spread although one group, of a single row, has none.
        known = first.se is not None and second.se is not None
        return _tested(joint.value, joint.se if known else None, joint.df)
    return _independent(first, second)


def _independent(first: Estimate, second: Estimate) -> Difference:
    """Compare estimates of two samples that were drawn independently."""
    known = first.value is not None and second.value is not None
    value = first.value - second.value if known else None  # type: ignore[operator]
    if first.se is None or second.se is None:
        return _tested(value, None, 0)
    se = hypot(first.se, second.se)
    return _tested(value, se, _welch(first, second) if se else 0)


def _welch(first: Estimate, second: Estimate) -> float:
    """Return Welch and Satterthwaite's degrees of freedom; 0 where a part has none."""
    result = 0.0
    for each in (first, second):
        if each.se:
            if each.df < 1:
                return 0.0
            result += each.se**4 / each.df
    total = sqrt(sum((each.se or 0) ** 2 for each in (first, second)))
    return total**4 / result


def _tested(value: float | None, se: float | None, df: float) -> Difference:
    if value is None or not se or df <= 0:
        return Difference(value, se, df, None, None, None)
    t = value / se
    return Difference(value, se, df, t, 2 * float(stdtr(df, -abs(t))), around(value, se, df))
