"""Rounds against each other, held to Welch's t test and the noncentral t."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.aggregation.analysis import Basis, RoundIndex, compare_rounds, ikm, trend
from survey.aggregation.analysis.trend import detectable
from survey.aggregation.design import Design, Difference
from survey.errors import Unusable
from survey.instrument import ELEMENTS
from tests.unit.aggregation.analysis.rows import answers

SEEDS = st.integers(0, 2**32 - 1)
BASIS = Basis("exact", frozenset({"interview"}), "1-4")


def figure(name: str, seed: int, n: int = 40, low: float = 0.0, **cells: int) -> RoundIndex:
    return RoundIndex(name, ikm(Design(answers(seed, n, low=low).assign(**cells))), BASIS)


def flat(name: str) -> RoundIndex:
    return figure(name, 1, **dict.fromkeys(ELEMENTS, 3))


@given(SEEDS, st.integers(10, 50), st.floats(-1, 1))
def test_a_change_is_welchs_t_test(seed: int, n: int, low: float) -> None:
    frames = answers(seed, n), answers(seed + 1, 30, low=low)
    now, before = (RoundIndex("r", ikm(Design(frame)), BASIS) for frame in frames)
    found = compare_rounds(now, before)
    own = [25 * frame[list(ELEMENTS)].mean(axis=1) for frame in frames]
    expected = stats.ttest_ind(*own, equal_var=False)
    assert found.difference.p == pytest.approx(expected.pvalue)
    assert found.difference.df == pytest.approx(expected.df)
    ends = expected.confidence_interval()
    assert found.difference.interval == pytest.approx((ends.low, ends.high))
    if expected.pvalue >= 0.05:
        assert found.verdict == "no_change_shown"
    else:
        assert found.verdict == ("improved" if expected.statistic > 0 else "declined")


def test_verdicts() -> None:
    good, bad = figure("2023", 1), figure("2024", 2, low=0.8)
    assert compare_rounds(bad, good).verdict == "declined"
    assert compare_rounds(good, bad).verdict == "improved"
    assert compare_rounds(good, replace(good, estimate=figure("x", 1).estimate)).verdict == (
        "no_change_shown"
    )


@pytest.mark.parametrize("df", [8, 20, 60, 300])
def test_the_detectable_change_has_a_power_of_80_per_cent(df: int) -> None:
    shift = detectable(Difference(1.0, 2.0, df, 0.5, 0.6, (0.0, 2.0)))
    assert shift is not None
    edge = float(stats.t.ppf(0.975, df))
    power = stats.nct.sf(edge, df, shift / 2) + stats.nct.cdf(-edge, df, shift / 2)
    assert power == pytest.approx(0.8, abs=0.002)


def test_last_and_best() -> None:
    former = [figure("2021", 3), figure("2022", 4, low=-0.5), figure("2023", 5, low=0.6)]
    found = trend(figure("2024", 6), former)
    assert found.last is not None
    assert found.best is not None
    assert (found.last.against, found.last.verdict) == ("2023", "improved")
    assert (found.best.against, found.best.verdict) == ("2022", "declined")
    assert [note.code for note in found.notes] == ["trend_best_was_picked"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"element_weight": "0.11"}, "element_weight"),
        ({"channels": frozenset({"interview", "online"})}, "channels"),
        ({"scale": "1-6"}, "scale"),
    ],
)
def test_figures_of_other_settings_are_refused(change: dict[str, Any], name: str) -> None:
    before = replace(figure("2023", 1), basis=replace(BASIS, **change))
    with pytest.raises(Unusable, match=f"trend_settings_differ.*2023.*{name} differ"):
        compare_rounds(figure("2024", 2), before)
    found = trend(figure("2024", 2), [before])
    assert (found.last, found.best) == (None, None)
    assert [note.code for note in found.notes] == ["trend_settings_differ", "trend_no_former"]


def test_an_older_round_is_never_passed_off_as_the_last() -> None:
    other = replace(figure("2023", 1), basis=replace(BASIS, scale="1-6"))
    found = trend(figure("2024", 2), [figure("2022", 3), other])
    assert found.last is None
    assert found.best is not None
    assert found.best.against == "2022"


def test_nothing_to_compare() -> None:
    now = figure("2024", 2)
    assert [note.code for note in trend(now, []).notes] == ["trend_no_former"]
    empty = figure("2023", 1, waktu=-1)
    assert [note.code for note in trend(now, [empty]).notes] == [
        "trend_no_index",
        "trend_no_former",
    ]
    assert [note.value for note in trend(empty, [now]).notes] == ["2023"]
    with pytest.raises(Unusable, match="trend_no_index"):
        compare_rounds(now, empty)


def test_no_spread_is_not_estimable() -> None:
    for now, before in ((flat("b"), flat("a")), (figure("b", 1, n=1), figure("a", 2))):
        found = trend(now, [before])
        assert found.last is not None
        assert (found.last.verdict, found.last.detectable) == ("not_estimable", None)
        assert [note.code for note in found.notes] == ["trend_not_estimable"]
    # One side that is flat still leaves the other's error.
    assert compare_rounds(figure("b", 1), flat("a")).difference.p is not None
