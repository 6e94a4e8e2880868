"""95 % intervals of means, totals and shares under a design."""

from math import exp, inf, log
from typing import Literal

from scipy.special import betaincinv, stdtrit

from survey.aggregation.intervals import UPPER, Interval

# How the interval of a share is made; `t` is that of a mean.
ShareMethod = Literal["wilson", "logit", "beta", "t"]


def around(value: float, se: float, df: float, low: float = -inf, high: float = inf) -> Interval:
    """Return value ± t × SE, within bounds."""
    reach = float(stdtrit(df, UPPER)) * se
    return max(low, value - reach), min(high, value + reach)


def logit(share: float, se: float, df: float) -> Interval | None:
    """Return the t interval of log(p/(1 − p)), transformed back (R: `svyciprop` `logit`).

    R takes p from a fitted model, which agrees to about 1e-9. None where p is 0 or 1.
    """
    spread = share * (1 - share)
    if spread <= 0:
        return None
    low, high = around(log(share / (1 - share)), se / spread, df)
    return _expit(low), _expit(high)


def _expit(x: float) -> float:
    """Return 1 / (1 + e^−x), for any x."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def korn_graubard(share: float, se: float, df: float, n: int) -> Interval | None:
    """Return Clopper and Pearson's interval on the effective sample size.

    n* = p(1 − p)/SE², times (t of n − 1 df ÷ t of the design's df)²: E. Korn and
    B. Graubard, Survey Methodology 24 (1998), 193; R: `svyciprop` `beta`.
    """
    if share * (1 - share) <= 0 or n < 2:
        return None
    effective = share * (1 - share) / se**2
    effective *= float(stdtrit(n - 1, UPPER) / stdtrit(df, UPPER)) ** 2
    yes, no = effective * share, effective * (1 - share)
    return float(betaincinv(yes, no + 1, 1 - UPPER)), float(betaincinv(yes + 1, no, UPPER))
