"""The arithmetic of an index: exact, from integers to the rounded figure.

IKM = 25 × Σ weight × NRR (PermenPANRB 14/2017), where NRR is the mean of an element over
those who answered it. Grades: the regulation's table, on the index rounded to two
decimals, half up, so that no value falls between two bands.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from survey.aggregation.rounding import half_up
from survey.aggregation.scores.tallies import Ints

# Lowest index of each grade, in hundredths. Below 25.00 (possible with 0.11) is D as well.
GRADES: Final = ((8831, "A"), (7661, "B"), (6500, "C"))
WELL_PERCEIVED: Final = 76.61


@dataclass(frozen=True)
class MeanOfItems:
    """A weighted sum of item means, `factor × Σ mean`, with its variance."""

    value: Fraction
    variance: Fraction | None  # None with fewer than two responses

    @property
    def se(self) -> float | None:
        """Standard error."""
        return None if self.variance is None else math.sqrt(self.variance)


def mean_of_items(cross: Ints, n: int, factor: Fraction) -> MeanOfItems | None:
    """Compute factor × Σₖ Yₖ/Dₖ and its variance by linearisation, exactly.

    `cross` (2K × 2K) are the cross-products of a group of `n` responses. Each item's mean
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
    value = factor * sum(Fraction(y, d) for y, d in zip(sums, answered, strict=True))
    if n < 2:
        return MeanOfItems(value, None)
    # Over one denominator everything stays a whole number: z × common = column · scale.
    common = math.lcm(*(d * d for d in answered))
    scale = np.array(
        [-y * (common // (d * d)) for y, d in zip(sums, answered, strict=True)]
        + [common // d for d in answered],
        dtype=object,
    )
    squares = int(scale @ cross.astype(object) @ scale)
    variance = factor * factor * Fraction(n, n - 1) * Fraction(squares, common * common)
    return MeanOfItems(value, variance)


def grade(ikm: Fraction) -> str:
    """Grade an index: every value has exactly one grade."""
    hundredths = half_up(ikm) * 100
    return next((letter for lowest, letter in GRADES if hundredths >= lowest), "D")


def rescaled(ikm: float) -> float:
    """Put an index that starts at 25 on 0–100: (ikm − 25) / 75 × 100."""
    return (ikm - 25) / 75 * 100
