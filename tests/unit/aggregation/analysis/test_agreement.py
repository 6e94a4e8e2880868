"""Agreement of perception and compliance, held to scipy and R."""

from math import atanh

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from survey.aggregation.analysis import Agreement, Pair, agreement, pairs_of
from survey.errors import Unusable

TIED = st.lists(st.tuples(st.integers(60, 66), st.integers(60, 66)), min_size=2, max_size=30)
IKM = [71.2, 80.5, 76.6, 88.1, 90.0, 66.4, 79.9, 83.3]
COMPLIANCE = [60.1, 88.2, 70.5, 91.4, 85.0, 65.0, 88.2, 72.9]


def pairs(ikm: list[float], compliance: list[float]) -> list[Pair]:
    return [
        Pair(f"u{k}", x, y, "opinion-2022")
        for k, (x, y) in enumerate(zip(ikm, compliance, strict=True))
    ]


def codes(found: Agreement) -> list[str]:
    return [note.code for note in found.notes]


@given(TIED)
def test_rho_is_scipys(values: list[tuple[int, int]]) -> None:
    x, y = [float(a) for a, _ in values], [float(b) for _, b in values]
    found = agreement(pairs(x, y))
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert (found.rho, found.interval) == (None, None)
        assert "agreement_all_equal" in codes(found)
        return
    assert found.rho == pytest.approx(stats.spearmanr(x, y).statistic)
    assert (found.interval is None) == bool(found.notes)
    if found.interval and found.rho is not None:
        assert -1 < found.interval[0] < found.rho < found.interval[1] < 1


def test_rs_numbers() -> None:
    """R: cor(method = "spearman"), then tanh(atanh(rho) ± qnorm(.975) √((1 + rho²/2)/5))."""
    found = agreement(pairs(IKM, COMPLIANCE))
    assert found.rho == pytest.approx(0.7065994945288, rel=1e-12)
    assert found.interval == pytest.approx((-0.0991547988019, 0.9526974282168), rel=1e-10)
    assert (found.n, found.notes, found.method) == (8, (), "opinion-2022")


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(11)
    truth = 6 / np.pi * np.arcsin(0.6 / 2)  # Spearman's rho of a normal pair with r = 0.6
    hits = 0
    for _ in range(400):
        x = rng.normal(size=40)
        y = 0.6 * x + 0.8 * rng.normal(size=40)
        low, high = agreement(pairs(x.tolist(), y.tolist())).interval or (0, 0)
        hits += low < truth < high
    assert 0.91 < hits / 400 < 0.985
    assert atanh(truth) > 0


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_few_units_have_no_interval(n: int) -> None:
    found = agreement(pairs([70.0, 80.0, 75.0][:n], [60.0, 50.0, 90.0][:n]))
    assert (found.n, found.interval) == (n, None)
    assert "agreement_few" in codes(found)
    assert (found.rho is None) == (n < 2)


def test_perfect_orders_have_no_interval() -> None:
    for sign in (1, -1):
        x = [float(k) for k in range(50, 70)]
        found = agreement(pairs(x, [sign * each for each in x]))
        assert (found.rho, found.interval) == (sign, None)
        assert codes(found) == ["agreement_perfect"]


def test_the_largest_gaps_both_ways() -> None:
    found = agreement(pairs(IKM, COMPLIANCE), k=2)
    assert [(p.unit, p.gap) for p in found.perceived_higher] == [("u0", 11.1), ("u7", 10.4)]
    assert [(p.unit, p.gap) for p in found.compliance_higher] == [("u6", -8.3), ("u1", -7.7)]


def test_gaps_of_one_sign_stay_on_their_side() -> None:
    found = agreement(pairs([80.0, 81.0], [80.0, 70.0]))
    assert [p.unit for p in found.perceived_higher] == ["u1"]
    assert found.compliance_higher == ()


def test_methods_are_never_mixed() -> None:
    mixed = [*pairs(IKM, COMPLIANCE), Pair("x", 80.0, 70.0, "zones-2021")]
    with pytest.raises(Unusable, match="agreement_methods_mixed") as caught:
        agreement(mixed)
    assert "opinion-2022, zones-2021" in str(caught.value)


def test_a_unit_counts_once_and_figures_are_numbers() -> None:
    with pytest.raises(Unusable, match="agreement_unit_twice"):
        agreement([*pairs(IKM, COMPLIANCE), Pair("u0", 80.0, 70.0, "opinion-2022")])
    with pytest.raises(Unusable, match="agreement_not_finite"):
        agreement([Pair("u0", float("nan"), 70.0, "opinion-2022")])


def test_pairs_of_a_merged_table_are_those_with_both() -> None:
    merged = pd.DataFrame(
        {
            "unit": ["a", "b", "c"],
            "ikm": pd.array([80.0, None, 70.0], dtype="Float64"),
            "compliance_100": pd.array([90.0, 80.0, None], dtype="Float64"),
            "method": ["opinion-2022", "opinion-2022", ""],
        }
    )
    assert list(pairs_of(merged)) == [Pair("a", 80.0, 90.0, "opinion-2022")]
