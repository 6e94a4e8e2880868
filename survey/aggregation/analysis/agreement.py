"""Do units that are perceived well also comply well? Rank correlation, and the largest gaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import atanh, isfinite, sqrt, tanh

import numpy as np
import pandas as pd

from survey.aggregation.intervals import Interval, Z
from survey.aggregation.rounding import half_up
from survey.errors import Problem, Unusable


@dataclass(frozen=True)
class Pair:
    """A unit with its index and its compliance out of 100, by one method."""

    unit: str
    ikm: float
    compliance: float
    method: str

    @property
    def gap(self) -> float:
        """Index − compliance, rounded half up to two decimals as in merged.csv."""
        return float(half_up(Fraction(str(self.ikm)) - Fraction(str(self.compliance))))


@dataclass(frozen=True)
class Agreement:
    """Spearman's rho over n units, its 95 % interval, and the largest gaps both ways."""

    method: str
    n: int
    rho: float | None
    interval: Interval | None
    perceived_higher: tuple[Pair, ...]
    compliance_higher: tuple[Pair, ...]
    notes: tuple[Problem, ...]


def pairs_of(merged: pd.DataFrame, unit: str = "unit") -> Iterator[Pair]:
    """Return the rows of a merged table with both figures. Suppressed figures are empty."""
    both = merged[["ikm", "compliance_100"]].notna().all(axis=1)
    columns = [unit, "ikm", "compliance_100", "method"]
    for name, ikm, compliance, method in merged.loc[both, columns].itertuples(index=False):
        yield Pair(str(name), float(ikm), float(compliance), str(method))


def agreement(pairs: Sequence[Pair], k: int = 5) -> Agreement:
    """Correlate the ranks of units, and list the `k` largest gaps to either side.

    Raises `Unusable` where scores are by more than one method, where a unit occurs twice
    (it would count as two), or where a figure is not a number.
    """
    _checked(pairs)
    rho, perfect = _spearman([pair.ikm for pair in pairs], [pair.compliance for pair in pairs])
    n = len(pairs)
    by_gap = sorted(pairs, key=lambda pair: (pair.gap, pair.unit))
    below = [pair for pair in by_gap if pair.gap < 0]
    above = sorted((p for p in by_gap if p.gap > 0), key=lambda pair: (-pair.gap, pair.unit))
    return Agreement(
        method=pairs[0].method if pairs else "",
        n=n,
        rho=rho,
        interval=None if rho is None or perfect else _bonett_wright(rho, n),
        perceived_higher=tuple(above[:k]),
        compliance_higher=tuple(below[:k]),
        notes=tuple(_notes_of(n, rho, perfect)),
    )


def _checked(pairs: Sequence[Pair]) -> None:
    """Refuse pairs that cannot be compared."""
    names = sorted({pair.method for pair in pairs})
    if len(names) > 1:
        raise Unusable("agreement_methods_mixed", column="method", names=", ".join(names))
    for pair in pairs:
        if not (isfinite(pair.ikm) and isfinite(pair.compliance)):
            raise Unusable("agreement_not_finite", value=pair.unit)
    for unit, count in Counter(pair.unit for pair in pairs).items():
        if count > 1:
            raise Unusable("agreement_unit_twice", column="unit", value=unit)


def _spearman(x: Sequence[float], y: Sequence[float]) -> tuple[float | None, bool]:
    """Return Spearman's rho, with mean ranks for ties, and whether it is exactly ±1.

    None where all values of a side are equal, or there are fewer than two.
    """
    # Twice the rank, less n + 1, is whole and adds up to 0, so that ±1 is exact.
    ranks = [[int(2 * rank) - len(each) - 1 for rank in pd.Series(each).rank()] for each in (x, y)]
    a, b = (np.array(each, dtype=object) for each in ranks)
    across, square = int((a * b).sum()), int((a * a).sum()) * int((b * b).sum())
    if square == 0:
        return None, False
    return across / sqrt(square), across * across == square


def _bonett_wright(rho: float, n: int) -> Interval | None:
    """Return tanh(atanh rho ± 1.96 SE), SE² = (1 + rho²/2)/(n − 3); None with n < 4.

    D. Bonett and T. Wright, Psychometrika 65 (2000), 23.
    """
    if n < 4:
        return None
    reach = Z * sqrt((1 + rho * rho / 2) / (n - 3))
    return tanh(atanh(rho) - reach), tanh(atanh(rho) + reach)


def _notes_of(n: int, rho: float | None, perfect: bool) -> Iterator[Problem]:
    """Note why there is no interval, or no rho."""
    if n < 4:
        yield Problem("agreement_few")
    if rho is None and n > 1:
        yield Problem("agreement_all_equal")
    if perfect:
        yield Problem("agreement_perfect")
