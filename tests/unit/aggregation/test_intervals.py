"""Intervals, held to scipy.stats: another implementation of the same formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.aggregation.intervals import t_interval, wilson


@given(st.integers(1, 500), st.data())
def test_wilson_agrees_with_scipy(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    expected = stats.binomtest(count, n).proportion_ci(method="wilson")
    found = wilson(count, n)
    assert found is not None
    assert found == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_of_nobody() -> None:
    assert wilson(0, 0) is None


@given(st.floats(30, 90), st.floats(0.01, 5), st.integers(1, 300))
def test_t_agrees_with_scipy(value: float, se: float, df: int) -> None:
    low, high = stats.t.interval(0.95, df, loc=value, scale=se)
    found = t_interval(value, se, df, (-1e9, 1e9))
    assert found == pytest.approx((low, high), rel=1e-9)


def test_an_interval_stays_on_the_scale() -> None:
    found = t_interval(99.0, 2.0, 10, (25.0, 100.0))
    assert found is not None
    assert found[1] == 100.0


@pytest.mark.parametrize(("se", "df"), [(None, 0), (0.0, 30), (1.0, 0)])
def test_what_cannot_be_estimated_has_no_interval(se: float | None, df: int) -> None:
    assert t_interval(100.0, se, df, (25.0, 100.0)) is None
