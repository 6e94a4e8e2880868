"""The weights and grades of the index."""

from fractions import Fraction

import pytest

from survey.aggregation.rounding import half_up
from survey.aggregation.scores.index import grade
from survey.aggregation.settings import ELEMENT_WEIGHTS

BANDS = {"A": (8831, 10000), "B": (7661, 8830), "C": (6500, 7660), "D": (0, 6499)}


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


def test_published_means_of_bantul() -> None:
    printed = ("3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35")
    means = [Fraction(nrr) for nrr in printed]
    assert half_up(25 * sum(means, Fraction(0)) * ELEMENT_WEIGHTS["exact"]) == Fraction("87.28")
    assert half_up(25 * sum(means, Fraction(0)) * ELEMENT_WEIGHTS["0.11"]) != Fraction("87.28")


def test_the_weight_can_change_the_grade() -> None:
    mean = 9 * Fraction("3.07")
    letters = {name: grade(25 * mean * weight) for name, weight in ELEMENT_WEIGHTS.items()}
    assert letters == {"exact": "B", "0.111": "B", "0.11": "C"}
