"""What a variance needs to know of a design, without the answers themselves."""

from dataclasses import dataclass

import numpy as np

from survey.aggregation.design.arrays import Codes, Flags, Floats
from survey.aggregation.design.stages import Stage
from survey.aggregation.settings import Lonely


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """One adjustment to known totals: groups of rows, and weights before and after."""

    groups: Codes  # (n,)
    before: Floats  # (n,)
    after: Floats  # (n,)


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """Weights and stages of n rows. Two estimates of one structure have a covariance."""

    weights: Floats  # (n,) people that each row stands for
    stages: tuple[Stage, ...]
    lonely: Lonely
    # One adjustment is one margin (post-stratification) or a round of several (raking).
    adjustments: tuple[tuple[Margin, ...], ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is no design: equal weights, no strata, clusters or margins."""
        first = self.stages[0]
        single = len(first.names) == 1 and len(first.strata) == len(first.units)
        open_end = len(self.stages) == 1 and bool(np.isinf(first.population).all())
        equal = bool(np.allclose(self.weights, self.weights[:1], rtol=1e-12, atol=0))
        return single and open_end and equal and not self.adjustments

    @property
    def has_spread(self) -> bool:
        """Whether any stratum of any stage has two units, so that they can differ."""
        return any(bool((stage.sampled > 1).any()) for stage in self.stages)

    def degrees(self, used: Flags) -> int:
        """Count PSUs with rows in use, less the strata with them (R's `degf`)."""
        first = self.stages[0]
        units = np.unique(first.units[used])
        return len(units) - len(np.unique(first.strata[units]))
