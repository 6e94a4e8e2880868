"""The result of an estimation: value, SE, degrees of freedom, interval, n, design effect."""

from dataclasses import dataclass, field
from math import isnan, sqrt
from typing import Final

from survey.aggregation.design.effects import Effect, design_effect
from survey.aggregation.design.linear import Linear
from survey.aggregation.design.shares import ShareMethod, around, korn_graubard, logit
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.variance import covariance_of_totals
from survey.aggregation.intervals import Interval, wilson

ESTIMATE_COLUMNS: Final = ("estimate", "se", "df", "low", "high", "n", "deff")


@dataclass(frozen=True, eq=False)
class Estimate:
    """One estimate.

    `value` is None where nobody is behind it; `se` is None where no spread can be known
    (one row, or one PSU in every stratum) and 0 where there was none. `df` are PSUs with
    rows behind the value less strata with them. `deff` is filled where it was asked for.
    """

    value: float | None
    se: float | None
    df: int
    n: int
    deff: float | None = None
    method: ShareMethod = "t"
    structure: Structure = field(repr=False, kw_only=True)
    linear: Linear = field(repr=False, kw_only=True)

    def interval(self, df: float | None = None) -> Interval | None:
        """Return the 95 % interval, with other degrees of freedom where they are given.

        None where it cannot be estimated: an SE of 0 says nothing about those who were not
        asked. Wilson's interval of a simple random sample alone needs no SE.
        """
        if self.value is None:
            return None
        if self.method == "wilson":
            return wilson(round(self.value * self.n), self.n)
        freedom = self.df if df is None else df
        if not self.se or freedom <= 0:
            return None
        return self.spread(self.value, self.se, freedom)

    def spread(self, value: float, se: float, df: float) -> Interval | None:
        """Return the interval by this estimate's method."""
        if self.method == "logit":
            return logit(value, se, df)
        if self.method == "beta":
            return korn_graubard(value, se, df, self.n)
        return around(value, se, df)

    @property
    def low(self) -> float | None:
        """Lower end of the 95 % interval."""
        found = self.interval()
        return found[0] if found else None

    @property
    def high(self) -> float | None:
        """Upper end of the 95 % interval."""
        found = self.interval()
        return found[1] if found else None

    def row(self) -> tuple[float | int | None, ...]:
        """Return the numbers in the order of `COLUMNS`."""
        return (self.value, self.se, self.df, self.low, self.high, self.n, self.deff)


def estimate(
    structure: Structure, linear: Linear, deff: Effect = False, method: ShareMethod = "t"
) -> Estimate:
    """Compute the variance of a linearised estimate, and return both as an estimate."""
    size = len(structure.weights)
    z, used = linear.dense(size)[:, None], linear.used(size)[:, None]
    variance = float(covariance_of_totals(structure, z, used)[0, 0])
    return with_variance(structure, linear, variance, deff, method)


def with_variance(
    structure: Structure, linear: Linear, variance: float, deff: Effect, method: ShareMethod
) -> Estimate:
    """Return a linearised estimate with a known variance; NaN where it is not known."""
    n, df = len(linear.rows), structure.degrees(linear.used(len(structure.weights)))
    known = n > 1 and structure.has_spread and not isnan(variance)
    return Estimate(
        value=None if isnan(linear.value) else linear.value,
        se=sqrt(variance) if known else None,
        df=df,
        n=n,
        deff=design_effect(structure.weights, linear, variance, deff) if known else None,
        method=method,
        structure=structure,
        linear=linear,
    )
