"""Strongest and weakest elements, held to paired t tests, to R, and to what must be refused."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.aggregation.analysis import Extreme, elements, extremes, holm
from survey.aggregation.design import Design, difference
from survey.instrument import ELEMENTS
from tests.unit.aggregation.analysis.rows import answers, fixed

SEEDS = st.integers(0, 2**32 - 1)
SHARES = st.lists(st.floats(0, 1), max_size=12)


def naive_holm(p: list[float]) -> list[float]:
    """Write Holm's adjustment as its definition: the maximum over all smaller p."""
    m = len(p)
    ranked = sorted(p)
    return [
        max(min(1.0, (m - j) * q) for j, q in enumerate(ranked) if j <= ranked.index(each))
        for each in p
    ]


@given(SHARES)
def test_holm_as_defined(p: list[float]) -> None:
    assert holm(p) == pytest.approx(naive_holm(p))


def test_holm_as_r_has_it() -> None:
    """p.adjust(c(.01, .04, .03, .005, .9, .011), "holm")."""
    found = holm([0.01, 0.04, 0.03, 0.005, 0.9, 0.011])
    assert found == pytest.approx([0.05, 0.09, 0.09, 0.03, 0.9, 0.05])


def test_holm_never_falls() -> None:
    # 3 × 0.02 = 0.06, then 2 × 0.021 = 0.042, which may not be smaller.
    assert holm([0.02, 0.021, 0.9]) == pytest.approx([0.06, 0.06, 0.9])


@given(SEEDS)
def test_pairs_without_a_design_are_paired_t_tests(seed: int) -> None:
    frame = answers(seed)
    found = elements(Design(frame))
    for a, b in combinations(ELEMENTS, 2):
        made = difference(found[a], found[b])
        if made.p is not None:
            expected = stats.ttest_rel(frame[a], frame[b])
            assert (made.t, made.p) == pytest.approx((expected.statistic, expected.pvalue))
            assert made.df == len(frame) - 1


@given(SEEDS)
def test_ends_hold_all_others_with_p_over_all_pairs(seed: int) -> None:
    frame = answers(seed, 60)
    frame["sarana"], frame["biaya"] = 4 - (frame.index == 0), 1 + (frame.index == 1)
    found = extremes(Design(frame))
    pairs = list(combinations(ELEMENTS, 2))
    p = [float(stats.ttest_rel(frame[a], frame[b]).pvalue) for a, b in pairs]
    adjusted = dict(zip(pairs, naive_holm(p), strict=True))
    assert (found.tests, found.notes) == (36, ())
    for end, name in ((found.strongest, "sarana"), (found.weakest, "biaya")):
        assert end is not None
        assert end.element == name
        assert {*end.apart, *end.not_apart} == set(ELEMENTS) - {name}
        for each in end.comparisons:
            first, second = sorted((name, each.other), key=ELEMENTS.index)
            assert each.p == pytest.approx(adjusted[first, second], rel=1e-6)
            assert each.value == pytest.approx(frame[name].mean() - frame[each.other].mean())


def test_rs_numbers_under_a_design_with_missing_items() -> None:
    """R survey 4.1-1: svycontrast of y/d − y/d on 9 df, then p.adjust over those with p."""
    design = Design(fixed(), weights="w", strata="stratum", psu="psu")
    made = difference(elements(design)["waktu"], elements(design)["biaya"])
    assert (made.value, made.se, made.p) == pytest.approx(
        (-0.200137017584, 0.336494242482, 0.566647089229), rel=1e-9
    )
    found = extremes(design)
    # Four pairs of columns are the same, and have no p in either program.
    assert found.tests == 32
    assert found.strongest is not None
    assert found.strongest.element == "persyaratan"
    assert found.strongest.not_estimable == ("kompetensi",)
    p = {each.other: each.p for each in found.strongest.comparisons}
    assert (p["prosedur"], p["waktu"]) == pytest.approx((0.024499202913, 0.029585642722), rel=1e-7)
    assert found.weakest is not None
    assert found.weakest.element == "produk"


def test_ties_are_not_told_apart() -> None:
    frame = answers(3, 60)
    frame["prosedur"] = np.roll(frame["persyaratan"], 7)
    found = difference(*(elements(Design(frame))[name] for name in ("persyaratan", "prosedur")))
    assert (found.value, found.p) == pytest.approx((0, 1))


def test_all_equal_answers_are_not_estimable() -> None:
    frame = answers(1).assign(**dict.fromkeys(ELEMENTS, 3))
    found = extremes(Design(frame))
    assert (found.strongest, found.weakest, found.tests) == (None, None, 0)
    assert [note.code for note in found.notes] == ["elements_not_estimable"]
    frame["waktu"] = 4
    found = extremes(Design(frame))
    assert isinstance(found.strongest, Extreme)
    assert (found.strongest.element, found.tests) == ("waktu", 0)
    assert len(found.strongest.not_estimable) == 8
    assert [note.code for note in found.notes] == ["elements_not_estimable"]


def test_means_that_are_all_alike_have_no_ends() -> None:
    values = np.random.default_rng(2).integers(1, 5, 50)
    frame = answers(1, 50).assign(**{e: np.roll(values, k) for k, e in enumerate(ELEMENTS)})
    found = extremes(Design(frame))
    assert (found.strongest, found.tests) == (None, 36)
    assert [note.code for note in found.notes] == ["elements_all_alike"]


@pytest.mark.parametrize("seed", range(5))
def test_a_constant_difference_has_no_false_p(seed: int) -> None:
    frame = answers(seed, 30).assign(w=np.random.default_rng(seed).uniform(1, 9, 30))
    frame["waktu"] = 1 + np.arange(30) % 3
    frame["biaya"] = frame["waktu"] + 1
    found = elements(Design(frame, weights="w"))
    made = difference(found["biaya"], found["waktu"])
    assert made.value == pytest.approx(1)
    assert (made.se, made.p) == (0, None)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_rows(n: int) -> None:
    found = extremes(Design(answers(7, 5).iloc[:n]))
    assert (found.strongest is None) == (n == 0)
    codes = [note.code for note in found.notes]
    assert ("elements_not_estimable" in codes) == (n < 2)
    assert ("elements_unanswered" in codes) == (n == 0)


def test_an_element_that_nobody_answered_is_left_out() -> None:
    found = extremes(Design(answers(1).assign(biaya=-3)))
    assert [note.code for note in found.notes] == ["elements_unanswered"]
    assert found.weakest is not None
    assert len(found.weakest.comparisons) == 7
