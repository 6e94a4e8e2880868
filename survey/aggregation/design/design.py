"""Estimates from a sample drawn by a stated design, as R's `survey` makes them."""

from collections.abc import Hashable
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from survey.aggregation.design import linear, variance
from survey.aggregation.design.arrays import Column, Columns, Floats
from survey.aggregation.design.estimate import Estimate, estimate
from survey.aggregation.design.estimators import Estimators
from survey.aggregation.design.grouping import groups_of
from survey.aggregation.design.joint_estimates import Estimates
from survey.errors import Unusable

Statistic = Literal["mean", "total", "ratio", "proportion"]


class Design(Estimators):
    """A sample and how it was drawn. Columns are named, or arrays with one value per row.

    weights: people that a row stands for. Without: from `population` or `fpc`, else 1.
    strata: strata of the first stage, or a list with strata of each stage.
    psu: primary sampling unit (an interview day, a place), or a list with the units of
        each stage. Without: rows were drawn directly.
    ssu: units of the stages after the first; the same as more columns in `psu`.
    fpc: for each stage, how many units there are in the stratum (≥ 1), or the fraction that
        was drawn (≤ 1). Without: drawn with replacement, and later stages are ignored.
    population: people in each row's stratum (of the first stage), one number per stratum.
        Implies the weights where there are none, and the fpc where rows were drawn directly.
    nest: the same PSU label in two strata means two PSUs (else it is refused).
    lonely_psu: what a stratum with one PSU adds to a variance: its distance from the whole
        sample (`adjust`), nothing (`remove`, `certainty`), or the mean of the other strata
        (`average`). A stratum that was drawn completely adds nothing in any case.

    Every estimate counts the rows of its domain that are not missing; all other rows stay
    in the design. A design never changes: `subset`, `trim`, `post_stratify` and `rake` return
    new ones. Raises `Unusable` where a column cannot be what it is said to be.
    """

    def by(
        self,
        groups: Column | Columns,
        statistic: Statistic,
        columns: Column | Columns,
        denominator: Column | None = None,
        **options: Any,
    ) -> Estimates:
        """Estimate for every group of the domain (R: `svyby`), with all covariances.

        Keys are the group's label, or a tuple of labels where several columns group; where
        several columns are estimated, the column follows as a last part. Options are those
        of the statistic. Each estimate has the degrees of freedom of its own group.
        """
        found: dict[Hashable, Estimate] = {}
        for key, rows in groups_of(self.frame, groups, self.domain):
            made = self.subset(rows).estimate(statistic, columns, denominator, **options)
            if isinstance(made, Estimate):
                found[key] = made
                continue
            head = key if isinstance(key, tuple) else (key,)
            found |= {(*head, name): each for name, each in made.items()}
        return Estimates(self.structure, found)

    def estimate(
        self,
        statistic: Statistic,
        columns: Column | Columns,
        denominator: Column | None = None,
        **options: Any,
    ) -> Estimate | Estimates:
        """Return an estimate by the name of its statistic."""
        if statistic not in get_args(Statistic):
            names = ", ".join(get_args(Statistic))
            raise Unusable("design_unknown_statistic", value=str(statistic), names=names)
        if statistic != "ratio":
            made: Estimate | Estimates = getattr(self, statistic)(columns, **options)
            return made
        if denominator is None or isinstance(columns, list | tuple):
            raise Unusable("design_ratio_columns")
        return self.ratio(columns, denominator, **options)

    def linearised(
        self, value: float, z: npt.ArrayLike, rows: npt.ArrayLike | None = None
    ) -> Estimate:
        """Return the caller's own estimate with its SE: value − truth ≈ Σ w z.

        z has one value per row of the frame (n,), unweighted and finite. `rows` marks the rows
        behind the estimate, without it those of the domain; z of other rows are left out.
        """
        marks = self.domain if rows is None else self.subset(rows).domain
        values = _checked(z, len(marks), 1)
        positions = np.flatnonzero(marks)
        return estimate(self.structure, linear.Linear(value, positions, values[positions]))

    def covariance(self, z: npt.ArrayLike) -> Floats:
        """Return the (k, k) covariance of the totals Σ w z of (n, k) linearised values.

        z are unweighted, one row per row of the frame; those outside the domain count as 0.
        """
        return covariance(self, z)


def covariance(design: Design, z: npt.ArrayLike) -> Floats:
    """Return the (k, k) covariance of the totals Σ w z of (n, k) linearised values.

    The workhorse of every estimate, for statistics that are not here: write the statistic's
    error as Σ w z (z unweighted, one per row of the frame, finite) and ask for the
    covariance. z outside the domain count as 0. Raises `Unusable` for another shape.
    """
    values = _checked(z, len(design.domain), 2)
    used = np.broadcast_to(design.domain[:, None], values.shape)
    return variance.covariance_of_totals(design.structure, np.where(used, values, 0.0), used)


def _checked(z: npt.ArrayLike, rows: int, dimensions: int) -> Floats:
    """Refuse linearised values that are not finite, or not one per row."""
    values = np.asarray(z, dtype=float)
    if values.ndim != dimensions or len(values) != rows or not np.isfinite(values).all():
        raise Unusable("design_bad_values", found=str(values.shape), rows=rows)
    return values
