"""Complementary suppression over the tables of one release, measure by measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.aggregation.disclosure.protection import protect

Mask = NDArray[np.bool_]
TotalsOf = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Complement:
    """Suppresses what would reveal suppressed bases, where a release holds totals.

    `totals` maps a row to the rows it is the sum of. Without any, nothing more is
    suppressed.
    """

    totals: TotalsOf
    min_n: int

    def rows(self, n: "pd.Series", hidden: Mask) -> Mask:
        """Protect the bases of one measure, one row per group; returns the wider mask."""
        if not self.totals:
            return hidden
        cells = dict(enumerate(n.tolist()))
        more = protect(cells, self.totals, np.flatnonzero(hidden).tolist(), self.min_n)
        return np.isin(np.arange(len(hidden)), list(more))

    def items(self, n: "pd.Series", hidden: Mask, groups: int) -> Mask:
        """Protect the bases of every item; a group's items follow one another."""
        hidden = hidden.copy()
        each = len(hidden) // groups if self.totals else 0
        for item in range(each):
            hidden[item::each] = self.rows(n.iloc[item::each], hidden[item::each])
        return hidden
