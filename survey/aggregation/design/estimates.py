"""What an estimation gives: value, SE, degrees of freedom, interval, n, design effect."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isnan, sqrt
from typing import Any, Final

import numpy as np
import pandas as pd

from survey.aggregation.design.effects import Effect, design_effect
from survey.aggregation.design.linear import Linear, combined
from survey.aggregation.design.readings import Floats
from survey.aggregation.design.shares import Method, around, korn_graubard, logit
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.variance import covariance
from survey.aggregation.intervals import Interval, wilson
from survey.errors import Unusable, listed

COLUMNS: Final = ("estimate", "se", "df", "low", "high", "n", "deff")


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
    method: Method = "t"
    structure: Structure = field(repr=False, kw_only=True)
    linear: Linear = field(repr=False, kw_only=True)

    def interval(self, df: float | None = None) -> Interval | None:
        """Give the 95 % interval, on other degrees of freedom where they are given.

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
        """Make the interval in the way of this estimate."""
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

    @property
    def influence(self) -> Floats:
        """(n,) linearised values z of all rows of the design: error ≈ Σ w z."""
        return self.linear.dense(len(self.structure.weights))

    def row(self) -> tuple[float | int | None, ...]:
        """Give the numbers in the order of `COLUMNS`."""
        return (self.value, self.se, self.df, self.low, self.high, self.n, self.deff)


def estimate(
    structure: Structure, linear: Linear, deff: Effect = False, method: Method = "t"
) -> Estimate:
    """Put a variance on a linearised estimate."""
    size = len(structure.weights)
    used = linear.used(size)
    n, df = len(linear.rows), structure.degrees(used)
    variance = float(covariance(structure, linear.dense(size)[:, None], used[:, None])[0, 0])
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


class Estimates(Mapping[Hashable, Estimate]):
    """Several estimates of one design, by column or group, with their covariance."""

    def __init__(self, structure: Structure, found: Mapping[Hashable, Estimate]) -> None:
        self.structure = structure
        self.found = dict(found)

    def __getitem__(self, key: Hashable) -> Estimate:
        return self.found[key]

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __repr__(self) -> str:
        return f"Estimates\n{self.table()}"

    def table(self) -> pd.DataFrame:
        """Give a row an estimate: estimate, se, df, low, high, n, deff (NaN where None)."""
        rows = [each.row() for each in self.found.values()]
        return pd.DataFrame(rows, columns=list(COLUMNS), index=self.index()).astype(
            {column: "float64" for column in COLUMNS if column not in ("df", "n")}
        )

    def index(self) -> "pd.Index[Any]":
        """Label rows by key, in levels where keys have parts."""
        keys = list(self.found)
        parts = [key for key in keys if isinstance(key, tuple)]
        if keys and len(parts) == len(keys):
            return pd.MultiIndex.from_tuples(parts)
        return pd.Index(keys, dtype=None if keys else "object")

    @property
    def covariance(self) -> Floats:
        """(k, k) covariance of the estimates, in their order; NaN where one has no value."""
        size = len(self.structure.weights)
        lines = [each.linear for each in self.found.values()]
        if not lines:
            return np.zeros((0, 0))
        z = np.column_stack([line.dense(size) for line in lines])
        used = np.column_stack([line.used(size) for line in lines])
        result = covariance(self.structure, z, used)
        unknown = np.array([each.se is None for each in self.found.values()])
        return np.where(unknown[:, None] | unknown[None, :], np.nan, result)

    def combination(
        self, factors: Mapping[Any, float], constant: float = 0.0, deff: Effect = False
    ) -> Estimate:
        """Give constant + Σ factor × estimate, with all covariances (R: `svycontrast`).

        `factors` name estimates by key. Degrees of freedom are those of all rows behind
        them. Refuses a key that is not there.
        """
        if unknown := [str(key) for key in factors if key not in self.found]:
            names = listed(map(str, self.found))
            raise Unusable("design_unknown_estimate", value=", ".join(unknown), names=names)
        parts = [self.found[key].linear for key in factors]
        return estimate(self.structure, combined(parts, list(factors.values()), constant), deff)
