"""Several estimates of one design, with their covariance."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import Floats
from survey.aggregation.design.effects import Effect
from survey.aggregation.design.estimate import ESTIMATE_COLUMNS, Estimate, estimate
from survey.aggregation.design.linear import combined
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.variance import covariance_of_totals
from survey.errors import Unusable, join_names


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
        """Return one row per estimate: estimate, se, df, low, high, n, deff (NaN where None)."""
        rows = [each.row() for each in self.found.values()]
        return pd.DataFrame(rows, columns=list(ESTIMATE_COLUMNS), index=self.index()).astype(
            {column: "float64" for column in ESTIMATE_COLUMNS if column not in ("df", "n")}
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
        result = covariance_of_totals(self.structure, z, used)
        unknown = np.array([each.se is None for each in self.found.values()])
        return np.where(unknown[:, None] | unknown[None, :], np.nan, result)

    def combination(
        self, factors: Mapping[Any, float], constant: float = 0.0, deff: Effect = False
    ) -> Estimate:
        """Return constant + Σ factor × estimate, with all covariances (R: `svycontrast`).

        `factors` name estimates by key. Degrees of freedom are those of all rows behind
        them. Refuses a key that is not there.
        """
        if unknown := [str(key) for key in factors if key not in self.found]:
            names = join_names(map(str, self.found))
            raise Unusable("design_unknown_estimate", value=", ".join(unknown), names=names)
        parts = [self.found[key].linear for key in factors]
        return estimate(self.structure, combined(parts, list(factors.values()), constant), deff)
