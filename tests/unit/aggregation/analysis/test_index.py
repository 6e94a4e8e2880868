"""The index under a design: the exact arithmetic without one, R's numbers with one."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation import score, tally
from survey.aggregation.analysis import (
    answered,
    channels,
    elements,
    forms,
    freedom,
    ikm,
    pooled,
    within_scale,
)
from survey.aggregation.design import Design, Estimate
from survey.aggregation.intervals import wilson
from survey.aggregation.scores.simple import MeanOfItems, mean_of_items
from survey.aggregation.scores.tallies import cross_products
from survey.aggregation.settings import ELEMENT_WEIGHTS
from survey.errors import Unusable
from survey.instrument import ELEMENTS, FORM_COLUMNS
from tests.unit.aggregation.analysis.rows import answers, fixed

SEEDS = st.integers(0, 2**32 - 1)


def exact(frame: pd.DataFrame, columns: tuple[str, ...], factor: Fraction) -> MeanOfItems | None:
    values = frame[list(columns)].to_numpy(dtype=np.int8)
    return mean_of_items(cross_products(values), len(frame), factor)


def same(found: Estimate, expected: MeanOfItems | None, constant: int = 0) -> None:
    if expected is None:
        assert (found.value, found.se, found.n) == (None, None, 0)
        return
    assert found.value == pytest.approx(float(expected.value + constant), rel=1e-12)
    if expected.se is None:
        assert found.se is None
        return
    assert found.se == pytest.approx(expected.se, rel=1e-12, abs=1e-12)


@given(
    SEEDS,
    st.integers(1, 40),
    st.sampled_from([0.0, 0.1, 0.6]),
    st.sampled_from(sorted(ELEMENT_WEIGHTS)),
)
def test_without_a_design_it_is_the_exact_index(
    seed: int, n: int, missing: float, weight: str
) -> None:
    frame = answers(seed, n, missing)
    # A row without any answer is rejected before it gets here.
    told = [(frame[list(names)] >= 0).any(axis=1) for names in (ELEMENTS, FORM_COLUMNS)]
    frame = frame[told[0] & told[1]]
    share = ELEMENT_WEIGHTS[weight]
    same(ikm(Design(frame), share), exact(frame, ELEMENTS, 25 * share))
    same(freedom(Design(frame)), exact(frame, FORM_COLUMNS, Fraction(-10)), 100)


def test_it_agrees_with_the_scores_that_go_out() -> None:
    frame = answers(8, 60, 0.05)
    tables, design = score(tally(frame.assign(channel="interview"))), Design(frame)
    out = tables.scores.iloc[0]
    found = pooled(design)
    assert (found.rule, found.n, found.df, found.units) == ("pooled", 60, 59, 1)
    assert found.se == pytest.approx(out["ikm_se"], rel=1e-12)
    assert found.interval == pytest.approx((out["ikm_low"], out["ikm_high"]), rel=1e-12)
    assert freedom(design).se == pytest.approx(out["freedom_se"], rel=1e-12)
    means = tables.elements.set_index("element")["mean"]
    for name, element in elements(design).items():
        assert element.value == pytest.approx(means[str(name)])


def test_forms_are_shares_with_wilsons_interval() -> None:
    frame = answers(3, 50, 0.1)
    for name, found in forms(Design(frame)).items():
        told = frame[name][frame[name] >= 0]
        assert found.interval() == pytest.approx(wilson(int(told.sum()), len(told)))


def test_rs_numbers_with_strata_clusters_weights_and_missing_items() -> None:
    """R survey 4.1-1: svytotal of y and d, then svycontrast of 25/9 Σ y/d."""
    design = Design(fixed(), weights="w", strata="stratum", psu="psu")
    found = ikm(design)
    assert (found.value, found.se) == pytest.approx((68.12696870088, 1.13653447211), rel=1e-11)
    assert found.df == 9
    free = freedom(design)
    assert free.value == pytest.approx(100 - 30.48391151332, rel=1e-12)
    assert free.se == pytest.approx(4.36314171121, rel=1e-11)
    both = channels(design)
    assert (both.official.value, both.official.se) == pytest.approx(
        (67.22845371737, 1.54502942602), rel=1e-11
    )
    assert (both.self_selected.value, both.self_selected.se) == pytest.approx(
        (69.11546112148, 2.34653993868), rel=1e-11
    )
    assert (both.difference.value, both.difference.se, both.difference.p) == pytest.approx(
        (-1.88700740411, 3.16300950582, 0.565486106706), rel=1e-10
    )
    assert both.difference.df == 9


@pytest.mark.parametrize("n", [0, 1])
def test_of_nobody_and_of_one_there_is_no_error(n: int) -> None:
    found = pooled(Design(answers(1, 3).iloc[:n]))
    assert (found.value is None) == (n == 0)
    assert (found.se, found.interval, found.n) == (None, None, n)
    assert [note.code for note in found.notes] == ["score_interval_not_estimable"]


def test_an_element_that_nobody_answered_leaves_no_index() -> None:
    frame = answers(1).assign(biaya=-2)
    assert ikm(Design(frame)).value is None
    assert elements(Design(frame))["biaya"].value is None
    assert elements(Design(frame))["waktu"].value is not None
    assert freedom(Design(frame.assign(mal_imbalan=-1))).value is None


@pytest.mark.parametrize("seed", range(5))
def test_elements_that_cancel_out_leave_no_false_error(seed: int) -> None:
    frame = answers(seed, 30).assign(**dict.fromkeys(ELEMENTS, 3))
    frame["w"] = np.random.default_rng(seed).uniform(1, 9, 30)
    turns = np.arange(30) % 3
    frame["waktu"], frame["biaya"], frame["produk"] = 1 + turns, 4 - turns, 3
    design = Design(frame, weights="w")
    assert ikm(design).se == 0
    assert pooled(design).interval is None


def test_a_domain_keeps_the_other_clusters_in_the_design() -> None:
    frame = fixed()
    design = Design(frame, weights="w", strata="stratum", psu="psu")
    part = frame["psu"] < 2
    assert ikm(design.subset(part)).se != pytest.approx(
        ikm(Design(frame[part], weights="w", psu="psu")).se
    )


def test_negative_codes_are_never_averaged() -> None:
    frame = answers(4, 20, 0.3)
    plain = answered(frame)
    assert plain[list(ELEMENTS)].min().min() == 1
    assert ikm(Design(plain)).value == ikm(Design(frame)).value
    assert elements(Design(frame))["waktu"].value == pytest.approx(plain["waktu"].mean())
    assert frame["waktu"].min() < 0


@pytest.mark.parametrize(("column", "value"), [("waktu", 5), ("waktu", 0), ("mal_imbalan", 2)])
def test_an_answer_off_the_scale_is_refused(column: str, value: int) -> None:
    frame = answers(1)
    frame.loc[3, column] = value
    with pytest.raises(Unusable, match="analysis_off_scale: row 5"):
        (ikm if column == "waktu" else forms)(Design(frame))


def test_an_interval_stays_on_the_scale() -> None:
    assert within_scale(99.0, 2.0, 10) == pytest.approx((94.5437, 100.0), abs=1e-4)
    assert within_scale(26.0, 2.0, 10, Fraction("0.11")) == pytest.approx(
        (24.75, 30.4563), abs=1e-4
    )
    assert within_scale(98.5, 2.0, 10, Fraction("0.11")) == pytest.approx((94.0437, 99.0), abs=1e-4)
    assert within_scale(50.0, 0.0, 10) is None


def test_channels_of_one_side_are_not_compared() -> None:
    frame = answers(2, 30)
    frame["channel"] = ["interview"] * 28 + ["unknown", ""]
    found = channels(Design(frame))
    assert (found.difference.value, found.difference.p, found.unplaced) == (None, None, 2)
    assert [note.code for note in found.notes] == ["channels_one_side", "channels_unplaced"]


@given(SEEDS)
def test_channels_without_a_design_are_two_samples(seed: int) -> None:
    """A domain's variance is s²/n up to (n_d − 1)/n_d · n/(n − 1)."""
    frame = answers(seed, 80)
    frame["channel"] = np.where(np.arange(80) < 50, "paper", "kiosk")
    found = channels(Design(frame))
    own = 25 * frame[list(ELEMENTS)].mean(axis=1)
    groups = own[:50], own[50:]
    variance = sum(each.var(ddof=0) / len(each) for each in groups) * 80 / 79
    assert found.difference.value == pytest.approx(groups[0].mean() - groups[1].mean())
    assert found.difference.se == pytest.approx(np.sqrt(variance))
    assert "channels_self_selected" in [note.code for note in found.notes]
