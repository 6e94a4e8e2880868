"""Means, totals, ratios and shares of columns."""

from collections.abc import Callable, Hashable
from typing import Literal, overload

import pandas as pd

from survey.aggregation.design import linear
from survey.aggregation.design.arrays import Column, Columns, Flags, Floats, called, several
from survey.aggregation.design.effects import Effect
from survey.aggregation.design.estimate import Estimate, estimate
from survey.aggregation.design.items import complete, indicator, item
from survey.aggregation.design.joint_estimates import Estimates
from survey.aggregation.design.sample import Sample
from survey.aggregation.design.shares import ShareMethod
from survey.errors import Unusable

# Which rows count where several columns are asked for: those with every column answered,
# as in R, or for each column those with that column answered.
MissingRule = Literal["rows", "columns"]
Formula = Callable[[Floats, Floats, Flags], linear.Linear]
ColumnReader = Callable[[pd.DataFrame, Column], Floats]


class Estimators(Sample):
    """A sample that estimates; see `Design`.

    `deff` asks for the design effect: True against a simple random sample without
    replacement, "replace" against one with. A list of columns returns all estimates
    with their covariance; `missing` says which rows then count.
    """

    @overload
    def mean(
        self, columns: Column, *, deff: Effect = ..., missing: MissingRule = ...
    ) -> Estimate: ...
    @overload
    def mean(
        self, columns: Columns, *, deff: Effect = ..., missing: MissingRule = ...
    ) -> Estimates: ...
    def mean(
        self, columns: Column | Columns, *, deff: Effect = False, missing: MissingRule = "rows"
    ) -> Estimate | Estimates:
        """Weighted mean of a column; of a list of columns, all means with covariance."""
        return self._each(columns, linear.mean, item, deff, missing, "t")

    @overload
    def total(
        self, columns: Column, *, deff: Effect = ..., missing: MissingRule = ...
    ) -> Estimate: ...
    @overload
    def total(
        self, columns: Columns, *, deff: Effect = ..., missing: MissingRule = ...
    ) -> Estimates: ...
    def total(
        self, columns: Column | Columns, *, deff: Effect = False, missing: MissingRule = "rows"
    ) -> Estimate | Estimates:
        """Weighted total of a column, over those who answered; of a list, all totals."""
        return self._each(columns, linear.total, item, deff, missing, "t")

    @overload
    def proportion(
        self,
        columns: Column,
        level: Hashable = ...,
        *,
        method: ShareMethod | None = ...,
        deff: Effect = ...,
        missing: MissingRule = ...,
    ) -> Estimate: ...
    @overload
    def proportion(
        self,
        columns: Columns,
        level: Hashable = ...,
        *,
        method: ShareMethod | None = ...,
        deff: Effect = ...,
        missing: MissingRule = ...,
    ) -> Estimates: ...
    def proportion(
        self,
        columns: Column | Columns,
        level: Hashable = None,
        *,
        method: ShareMethod | None = None,
        deff: Effect = False,
        missing: MissingRule = "rows",
    ) -> Estimate | Estimates:
        """Share of a level, or of the 1s of a 0/1 column.

        The interval is Wilson's where there is no design (equal weights, no strata, PSUs,
        population or margins), else by `logit`; `beta` is Korn and Graubard's.
        """
        plain = self.structure.is_plain
        if method == "wilson" and not plain:
            raise Unusable("design_not_plain")

        def read(frame: pd.DataFrame, column: Column) -> Floats:
            return indicator(frame, column, level)

        way: ShareMethod = method or ("wilson" if plain else "logit")
        return self._each(columns, linear.mean, read, deff, missing, way)

    def ratio(self, numerator: Column, denominator: Column, *, deff: Effect = False) -> Estimate:
        """Ratio of the totals of two columns, over the rows that have both."""
        upper, lower = item(self.frame, numerator), item(self.frame, denominator)
        found = linear.ratio(self.structure.weights, upper, lower, self.domain)
        return estimate(self.structure, found, deff)

    def _each(
        self,
        columns: Column | Columns,
        formula: Formula,
        read: ColumnReader,
        deff: Effect,
        missing: MissingRule,
        method: ShareMethod,
    ) -> Estimate | Estimates:
        weights, names = self.structure.weights, several(columns)
        values = [read(self.frame, column) for column in names]
        if not isinstance(columns, list | tuple):
            found = formula(weights, values[0], self.domain)
            return estimate(self.structure, found, deff, method)
        domain = self.domain
        if missing == "rows" and values:
            domain = domain & complete(values)
        return Estimates(
            self.structure,
            {
                called(name, f"column {place}"): estimate(
                    self.structure, formula(weights, each, domain), deff, method
                )
                for place, (name, each) in enumerate(zip(names, values, strict=True), 1)
            },
        )
