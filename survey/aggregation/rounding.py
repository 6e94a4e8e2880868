"""Rounding half up, the rule for every printed figure, for fractions and floats."""

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

# Beyond this decimal a float holds only rounding error, which must not decide half up.
_MEANT: Final = 9


def half_up(value: Fraction, decimals: int = 2) -> Fraction:
    """Round half up, exactly: 64.995 becomes 65.00, never 64.99."""
    step = 10**decimals
    return Fraction(math.floor(value * step + Fraction(1, 2)), step)


def half_up_shown(value: float, decimals: int) -> float:
    """Round half up what a person would read: the shortest text of the float."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP))


def meant(value: float) -> Fraction:
    """Return a computed float as a fraction, without what lies beyond its ninth decimal."""
    return Fraction(f"{value:.{_MEANT}f}")
