"""The arithmetic of the index, held to exact fractions and to independent oracles."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.rounding import half_up
from survey.aggregation.scores.index import grade, mean_of_items
from survey.aggregation.scores.tallies import cross_products
from survey.aggregation.settings import ELEMENT_WEIGHTS
from survey.instrument import ELEMENTS

ANSWERS = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30)
WITH_GAPS = st.lists(
    st.lists(st.sampled_from([-3, -2, -1, 1, 2, 3, 4]), min_size=9, max_size=9),
    min_size=2,
    max_size=30,
)
BANDS = {"A": (8831, 10000), "B": (7661, 8830), "C": (6500, 7660), "D": (0, 6499)}


def matrix(rows: list[list[int]]) -> "np.typing.NDArray[np.int8]":
    return np.array(rows, dtype=np.int8)


def test_every_hundredth_has_exactly_the_grade_of_its_band() -> None:
    for hundredths in range(2400, 10001):
        letters = [g for g, (low, high) in BANDS.items() if low <= hundredths <= high]
        assert letters == [grade(Fraction(hundredths, 100))]


@pytest.mark.parametrize("edge", [6500, 6499, 7660, 7661, 8830, 8831, 2500, 10000])
@pytest.mark.parametrize("offset", ["-0.0049", "0", "0.0049"])
def test_a_value_near_an_edge_has_the_grade_of_its_rounded_value(edge: int, offset: str) -> None:
    assert grade(Fraction(edge, 100) + Fraction(offset)) == grade(Fraction(edge, 100))


@pytest.mark.parametrize(
    ("value", "expected"), [("64.995", "C"), ("64.9949", "D"), ("76.605", "B")]
)
def test_values_between_bands(value: str, expected: str) -> None:
    assert grade(Fraction(value)) == expected


def test_below_the_lowest_possible_of_the_exact_weight() -> None:
    assert grade(Fraction("24.75")) == "D"


@given(st.fractions(min_value=0, max_value=100))
def test_half_up_agrees_with_decimals(value: Fraction) -> None:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        assert half_up(value) == Fraction(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
    assert abs(half_up(value) - value) <= Fraction(1, 200)


@given(ANSWERS, st.sampled_from(sorted(ELEMENT_WEIGHTS)))
def test_the_index_agrees_with_its_definition_in_fractions(
    rows: list[list[int]], name: str
) -> None:
    weight = ELEMENT_WEIGHTS[name]
    nrr = [Fraction(sum(row[k] for row in rows), len(rows)) for k in range(len(ELEMENTS))]
    found = mean_of_items(cross_products(matrix(rows)), len(rows), 25 * weight)
    assert found is not None
    assert found.value == 25 * sum(mean * weight for mean in nrr)


@given(ANSWERS)
def test_the_variance_is_that_of_the_persons_indices(rows: list[list[int]]) -> None:
    found = mean_of_items(cross_products(matrix(rows)), len(rows), Fraction(25, 9))
    assert found is not None
    own = [Fraction(25 * sum(row), 9) for row in rows]
    n, mean = len(own), sum(own) / len(own)
    if n == 1:
        assert found.variance is None
    else:
        assert found.variance == sum((each - mean) ** 2 for each in own) / (n - 1) / n


@given(WITH_GAPS)
def test_the_variance_with_gaps_is_that_of_the_linearised_values(rows: list[list[int]]) -> None:
    answers = matrix(rows)
    found = mean_of_items(cross_products(answers), len(rows), Fraction(25, 9))
    answered = answers > 0
    if not answered.any(axis=0).all():
        assert found is None
        return
    assert found is not None
    means = np.where(answered, answers, 0).sum(axis=0) / answered.sum(axis=0)
    z = (25 / 9) * (np.where(answered, answers - means, 0) / answered.sum(axis=0)).sum(axis=1)
    n = len(rows)
    assert float(found.variance or 0) == pytest.approx(n / (n - 1) * (z**2).sum(), abs=1e-9)


def test_published_means_of_bantul() -> None:
    printed = ("3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35")
    means = [Fraction(nrr) for nrr in printed]
    assert half_up(25 * sum(means, Fraction(0)) * ELEMENT_WEIGHTS["exact"]) == Fraction("87.28")
    assert half_up(25 * sum(means, Fraction(0)) * ELEMENT_WEIGHTS["0.11"]) != Fraction("87.28")


def test_the_weight_can_change_the_grade() -> None:
    mean = 9 * Fraction("3.07")
    letters = {name: grade(25 * mean * weight) for name, weight in ELEMENT_WEIGHTS.items()}
    assert letters == {"exact": "B", "0.111": "B", "0.11": "C"}
