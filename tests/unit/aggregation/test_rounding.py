"""Half up: of exact fractions, and of floats as a person reads them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.rounding import half_up, half_up_shown, meant


@given(st.fractions(min_value=0, max_value=100))
def test_half_up_agrees_with_decimals(value: Fraction) -> None:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        assert half_up(value) == Fraction(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
    assert abs(half_up(value) - value) <= Fraction(1, 200)


@pytest.mark.parametrize(("value", "expected"), [(0.00625, 0.0063), (2.5, 2.5), (1.00005, 1.0001)])
def test_floats_are_rounded_half_up_as_they_are_read(value: float, expected: float) -> None:
    assert half_up_shown(value, 4) == expected


def test_rounding_does_not_turn_on_the_last_digits_of_a_float() -> None:
    almost = 64.995 - 1e-12
    assert half_up(Fraction(almost)) == Fraction("64.99")
    assert half_up(meant(almost)) == Fraction("65.00")
