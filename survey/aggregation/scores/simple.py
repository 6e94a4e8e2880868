"""The figures of a simple random sample, from the sums of a tally: exact until printed.

Intervals: t on n − 1 degrees of freedom within the scale; for a share Wilson's.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from survey.aggregation.intervals import Interval, t_interval, wilson
from survey.aggregation.scores import index
from survey.aggregation.scores.figures import Figure, Figures
from survey.aggregation.scores.tallies import Ints, Sums
from survey.instrument import ELEMENTS, FORM_COLUMNS


@dataclass(frozen=True)
class MeanOfItems:
    """A weighted sum of item means, `factor × Σ mean`, with its variance."""

    value: Fraction
    variance: Fraction | None  # None with fewer than two responses

    @property
    def se(self) -> float | None:
        """Standard error; None without a variance."""
        return None if self.variance is None else math.sqrt(self.variance)


def exact_figures(sums: Sums, at: int, weight: Fraction) -> Figures:
    """Compute the figures of the group in row `at`; `weight` is that of one element."""
    found = (*element_means(sums, at), *form_shares(sums, at), *_totals(sums, at, weight))
    return Figures({name: figure for name, figure in found if figure is not None})


def element_means(sums: Sums, at: int) -> Iterator[tuple[str, Figure | None]]:
    """Yield the mean of each element (NRR) over those who answered it."""
    items = len(ELEMENTS)
    for k, element in enumerate(ELEMENTS):
        own = sums.cross[at][[k, items + k]][:, [k, items + k]]
        n = int(own[0, 0])
        yield element, _figure(mean_of_items(own, n, Fraction(1)), n, index.ELEMENT_SCALE)


def form_shares(sums: Sums, at: int) -> Iterator[tuple[str, Figure | None]]:
    """Yield the share that experienced each form, over those who answered it."""
    diagonal = sums.form_cross[at].diagonal()
    items = len(FORM_COLUMNS)
    for form, n, count in zip(FORM_COLUMNS, diagonal[:items], diagonal[items:], strict=True):
        yield form, share(int(count), int(n))


def _totals(sums: Sums, at: int, weight: Fraction) -> Iterator[tuple[str, Figure | None]]:
    """Yield the figures that depend on all elements or all forms.

    Any form experienced counts as yes; no needs all ten answered. Where nobody answered one
    of the forms, nobody can be a no, so there is no rate.
    """
    n, rows = int(sums.n[at]), int(sums.form_rows[at])
    ikm = mean_of_items(sums.cross[at], n, index.factor(weight))
    yield "ikm", _figure(ikm, n, index.scale(weight))
    free = mean_of_items(sums.form_cross[at], rows, index.FREEDOM_FACTOR, Fraction(100))
    yield "freedom", _figure(free, rows, index.FREEDOM_SCALE)
    yes, no = int(sums.form_any[at]), int(sums.form_none[at])
    yield "mal_rate", None if free is None else share(yes, yes + no)


def _figure(found: MeanOfItems | None, n: int, bounds: Interval) -> Figure | None:
    if found is None:
        return None
    value, df = float(found.value), n - 1
    return Figure(value, found.value, found.se, df, t_interval(value, found.se, df, bounds))


def share(count: int, n: int) -> Figure | None:
    """Return a share with Wilson's interval; None where n is 0."""
    if not n:
        return None
    value = count / n
    se = math.sqrt(value * (1 - value) / (n - 1)) if n > 1 else None
    return Figure(value, Fraction(count, n), se, n - 1, wilson(count, n))


def mean_of_items(
    cross: Ints, n: int, factor: Fraction, constant: Fraction = Fraction(0)
) -> MeanOfItems | None:
    """Compute constant + factor × Σₖ Yₖ/Dₖ and its variance by linearisation, exactly.

    `cross` (2K × 2K) holds the cross-products of a group of `n` responses. Each item's mean
    is a ratio of sums, so zᵢ = Σₖ dᵢₖ(yᵢₖ − Yₖ/Dₖ)/Dₖ and the variance is
    factor² × n/(n − 1) × Σᵢ zᵢ². With every item answered this is the variance of the mean
    of the persons' own indices, covariances of the items included. None where an item has
    no answer.
    """
    items = len(cross) // 2
    answered = [int(cross[k, k]) for k in range(items)]
    sums = [int(cross[k, items + k]) for k in range(items)]
    if not all(answered):
        return None
    value = constant + factor * sum(Fraction(y, d) for y, d in zip(sums, answered, strict=True))
    if n < 2:
        return MeanOfItems(value, None)
    # Over a common denominator everything stays an integer: z × common = column · scale.
    common = math.lcm(*(d * d for d in answered))
    scale = np.array(
        [-y * (common // (d * d)) for y, d in zip(sums, answered, strict=True)]
        + [common // d for d in answered],
        dtype=object,
    )
    squares = int(scale @ cross.astype(object) @ scale)
    variance = factor * factor * Fraction(n, n - 1) * Fraction(squares, common * common)
    return MeanOfItems(value, variance)
