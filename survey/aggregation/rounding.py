"""Rounding half up, exactly: the one rule of every printed figure."""

import math
from fractions import Fraction


def half_up(value: Fraction, decimals: int = 2) -> Fraction:
    """Round half up, exactly: 64.995 becomes 65.00, never 64.99."""
    step = 10**decimals
    return Fraction(math.floor(value * step + Fraction(1, 2)), step)
