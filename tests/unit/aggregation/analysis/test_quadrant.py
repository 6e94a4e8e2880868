"""Quadrants with their doubt, and notes on gaps."""

from fractions import Fraction
from typing import Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.aggregation.analysis import gap_notes, ikm, quadrant
from survey.aggregation.analysis.quadrant import CUT
from survey.aggregation.design import Design, Estimate
from survey.aggregation.grade.methods import methods
from survey.aggregation.rounding import half_up
from survey.aggregation.scores.index import WELL_PERCEIVED, grade
from survey.instrument import ELEMENTS
from tests.unit.aggregation.analysis.rows import answers

SEEDS = st.integers(0, 2**32 - 1)


def around(value: float) -> Estimate:
    """Give an estimate with SE 1 near a value."""
    spread = np.array([-1.0, 1.0] * 10) * np.sqrt(19)
    return Design(pd.DataFrame({"y": value + spread})).mean("y")


@given(SEEDS)
def test_p_is_the_one_sided_t_test_against_the_cut(seed: int) -> None:
    frame = answers(seed, 30)
    own = 25 * frame[list(ELEMENTS)].mean(axis=1)
    found = quadrant(ikm(Design(frame)), "hijau")
    above = own.mean() >= 76.605
    side: Literal["greater", "less"] = "greater" if above else "less"
    assert found.well_perceived == above
    assert found.name == ("both" if above else "paper_only")
    assert found.p == pytest.approx(stats.ttest_1samp(own, 76.605, alternative=side).pvalue)


@given(st.floats(60, 95))
def test_interval_and_p_say_the_same(value: float) -> None:
    found = quadrant(around(value), "merah")
    assert found.p is not None
    assert 0 < found.p <= 0.5 + 1e-9
    assert found.crosses == (found.p > 0.025)
    assert found.well_perceived == (found.name == "perceived_only")


@given(st.integers(7600000, 7720000))
def test_the_side_is_that_of_the_grade(steps: int) -> None:
    value = Fraction(steps, 100000)
    found = quadrant(around(float(value)), "kuning")
    assert found.well_perceived == (grade(value) in "AB") == (value >= CUT)


def test_the_cut_rounds_to_what_is_published() -> None:
    assert float(half_up(CUT)) == WELL_PERCEIVED
    assert half_up(CUT - Fraction(1, 10**9)) == Fraction("76.60")
    # Floating point just under the cut is the cut.
    at = quadrant(around(76.605 - 2e-14), "hijau")
    assert (at.well_perceived, at.crosses) == (True, True)
    assert at.p == pytest.approx(0.5)


def test_doubt_is_measured_from_the_unrounded_cut() -> None:
    reach = stats.t.ppf(0.975, 19)
    for low, crosses in ((76.604, True), (76.6075, False)):
        found = quadrant(around(low + reach), "hijau")
        assert (found.crosses, (found.p or 0) > 0.025) == (crosses, crosses)


def test_without_a_zone_there_is_no_quadrant_but_a_side() -> None:
    found = quadrant(around(90), "")
    assert (found.name, found.well_perceived, found.crosses) == ("", True, False)
    assert [note.code for note in found.notes] == ["quadrant_no_zone"]


def test_doubt_needs_a_spread() -> None:
    flat = answers(1).assign(**dict.fromkeys(ELEMENTS, 4))
    for frame, name in ((flat, "both"), (flat.iloc[:1], "both"), (flat.iloc[:0], "")):
        found = quadrant(ikm(Design(frame)), "hijau")
        assert (found.name, found.crosses, found.p) == (name, None, None)
        assert [note.code for note in found.notes] == ["quadrant_doubt_not_estimable"]


@pytest.mark.parametrize(
    ("method", "year", "words"),
    [
        ("opinion-2022", 2023, "weight 24.24 %"),
        ("opinion-2022", 2022, "its weight was not found"),
        ("opinion-2022", 2024, "its weight was not found"),
        ("opinion-2022", 2025, ""),
        ("opinion-2025", 2025, ""),
        ("zones-2021", 2021, ""),
    ],
)
def test_gaps_are_told_what_they_hold(method: str, year: int, words: str) -> None:
    notes = list(gap_notes(method, year))
    assert notes[0].code == "gap_starts_at_25"
    told = [note for note in notes if note.code == "gap_grade_holds_interview"]
    assert [words in note.message("en") for note in told] == [True] * bool(words)
    assert [str(year) in note.message("id") for note in told] == [True] * bool(words)


def test_a_method_without_bands_gives_none() -> None:
    opinion = methods()["opinion-2025"]
    assert opinion.maximum is None
    assert all(opinion.band(Fraction(score)) is None for score in range(101))
