"""A sample and how it was drawn: columns in, structure and domain out."""

from collections.abc import Mapping
from copy import copy
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.aggregation.design.arrays import Column, Columns, Flags, Floats, several
from survey.aggregation.design.calibration import (
    Totals,
    post_stratified,
    raked,
    read_target,
)
from survey.aggregation.design.effects import effective_n
from survey.aggregation.design.notes import design_notes
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.structuring import DesignPlan, part, read_structure
from survey.aggregation.design.weighting import trimmed
from survey.aggregation.settings import Lonely
from survey.errors import Problem, Unusable


class Sample:
    """Rows, weights and stages; see `Design`, which adds the estimates."""

    def __init__(
        self,
        frame: pd.DataFrame,
        weights: Column | None = None,
        strata: Column | Columns | None = None,
        psu: Column | Columns | None = None,
        ssu: Column | Columns | None = None,
        fpc: Column | Columns | None = None,
        population: Column | None = None,
        *,
        nest: bool = False,
        lonely_psu: Lonely = "adjust",
    ) -> None:
        if ssu is not None and psu is None:
            raise Unusable("design_ssu_without_psu")
        units = several(psu) + several(ssu)
        plan = DesignPlan(
            weights, several(strata), units, several(fpc), population, nest, lonely_psu
        )
        # A lazy copy: what is done to the caller's frame later does not reach the design.
        self.frame = frame.copy(deep=False)
        self.structure: Structure = read_structure(self.frame, plan)
        self.domain: Flags = np.ones(len(frame), dtype=bool)

    def __repr__(self) -> str:
        stages = " / ".join(str(len(stage.strata)) for stage in self.structure.stages)
        return f"<{type(self).__name__}: {self.n} rows, units {stages}, df {self.df}>"

    @property
    def n(self) -> int:
        """Rows in the domain."""
        return int(self.domain.sum())

    @property
    def df(self) -> int:
        """PSUs with rows in the domain less strata with them (R: `degf`)."""
        return self.structure.degrees(self.domain)

    @property
    def weights(self) -> Floats:
        """(rows in the domain,) weights."""
        return np.asarray(self.structure.weights[self.domain])

    @property
    def effective_n(self) -> float:
        """Kish's effective sample size of the domain: what unequal weights leave of n."""
        return effective_n(self.weights)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What a reader of the figures should know, such as strata with one PSU."""
        return design_notes(self.structure)

    def subset(self, rows: npt.ArrayLike | pd.Series) -> Self:
        """Narrow the domain to rows marked True; all other rows stay in the design."""
        marks = rows.to_numpy(na_value=False) if isinstance(rows, pd.Series) else rows
        marks = np.asarray(marks)
        if marks.shape != self.domain.shape or marks.dtype != bool:
            raise Unusable("design_bad_mask", found=str(marks.shape), rows=len(self.domain))
        result = copy(self)
        result.domain = self.domain & marks
        return result

    def trim(self, times_median: float) -> Self:
        """Cap weights at a multiple of their median; the total stays (see `trimmed`)."""
        if self.structure.adjustments:
            raise Unusable("design_trim_late")
        return self._with(part(self.structure, trimmed(self.structure.weights, times_median)))

    def post_stratify(self, column: Column, totals: Totals | pd.Series) -> Self:
        """Scale weights so that the categories of a column have known totals."""
        self._refuse_domain()
        target = read_target(self.frame, column, totals)
        return self._with(post_stratified(self.structure, target))

    def rake(
        self,
        margins: Mapping[str, Totals | pd.Series],
        *,
        tolerance: float = 1e-10,
        max_iterations: int = 200,
    ) -> Self:
        """Scale weights so that several columns have known totals, each by itself."""
        self._refuse_domain()
        targets = [read_target(self.frame, name, totals) for name, totals in margins.items()]
        return self._with(raked(self.structure, targets, tolerance, max_iterations))

    def _with(self, structure: Structure) -> Self:
        result = copy(self)
        result.structure = structure
        return result

    def _refuse_domain(self) -> None:
        # Known totals are those of everybody, so the weights of everybody must meet them.
        if not self.domain.all():
            raise Unusable("design_margins_of_domain")
