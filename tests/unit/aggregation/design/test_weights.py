"""Trimming, post-stratification and raking."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.design import Design

SEEDS = st.integers(0, 2**32 - 1)
WEIGHTS = st.lists(st.floats(0.1, 100), min_size=3, max_size=40)
SEX, AGE = {"L": 480.0, "P": 520.0}, {"-30": 300.0, "31-50": 450.0, "51-": 250.0}


def people(seed: int, each: int = 6) -> pd.DataFrame:
    """Make a sample with every combination of sex and age, in 9 clusters."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(list(product(SEX, AGE)) * each, columns=["sex", "age"])
    frame["y"] = rng.normal(20, 3, len(frame)) + 4 * (frame["sex"] == "P")
    frame["w"] = rng.uniform(5, 30, len(frame))
    frame["psu"] = rng.permutation(np.arange(len(frame)) % 9)
    return frame


@given(WEIGHTS, st.floats(2, 10))
def test_trimming_keeps_the_total_and_the_cap(weights: list[float], limit: float) -> None:
    given_ = np.array(weights)
    cap = limit * np.median(given_)
    if cap * len(given_) <= given_.sum() * 1.001:
        return
    design = Design(pd.DataFrame({"w": given_}), "w").trim(limit)
    assert design.weights.sum() == pytest.approx(given_.sum())
    assert design.weights.max() <= cap * (1 + 1e-8)
    under = design.weights < cap * (1 - 1e-8)
    factors = design.weights[under] / given_[under]
    assert factors == pytest.approx(np.full(len(factors), factors.max(initial=1)))


def test_trimming_written_out() -> None:
    """Median 2, cap 6: the 4 cut off go to 1, 2, 2 and 5 in proportion, 5 becomes 7 and so on."""
    frame = pd.DataFrame({"w": [1.0, 2.0, 2.0, 5.0, 10.0]})
    trimmed = Design(frame, "w").trim(3).weights
    assert trimmed == pytest.approx([1.6, 3.2, 3.2, 6.0, 6.0])
    equal = np.ones(4)
    assert Design(frame[:4].assign(w=equal), "w").trim(1).weights == pytest.approx(equal)


@given(WEIGHTS)
def test_kishs_effective_n(weights: list[float]) -> None:
    values = np.array(weights)
    design = Design(pd.DataFrame({"w": values}), "w")
    expected = len(values) / (1 + values.var() / values.mean() ** 2)
    assert design.effective_n == pytest.approx(expected)
    assert Design(pd.DataFrame({"w": values})).effective_n == pytest.approx(len(values))


@given(SEEDS)
def test_post_strata_have_their_totals_and_no_variance(seed: int) -> None:
    design = Design(people(seed), "w", psu="psu").post_stratify("sex", SEX)
    found = design.total(design.frame["sex"] == "L")
    assert found.value == pytest.approx(480)
    assert (found.se, found.interval()) == (0, None)


@given(SEEDS)
def test_post_stratified_variance_written_out(seed: int) -> None:
    """Residuals from post-stratum means, on the weights after (Särndal et al. 1992, 7.6)."""
    frame = people(seed)
    mean = frame.groupby("sex")[["w", "y"]].apply(lambda g: np.average(g["y"], weights=g["w"]))
    after = frame["w"] * frame["sex"].map(SEX) / frame.groupby("sex")["w"].transform("sum")
    left = after * (frame["y"] - frame["sex"].map(mean))
    clusters = left.groupby(frame["psu"]).sum()
    found = Design(frame, "w", psu="psu").post_stratify("sex", SEX).total("y")
    assert found.value == pytest.approx(sum(SEX[each] * mean[each] for each in SEX))
    assert found.se == pytest.approx(np.sqrt(len(clusters) * clusters.var(ddof=1)))


@given(SEEDS)
def test_raked_weights_meet_all_margins(seed: int) -> None:
    design = Design(people(seed), "w", psu="psu").rake({"sex": SEX, "age": AGE})
    for column, totals in (("sex", SEX), ("age", AGE)):
        for label, total in totals.items():
            found = design.total(design.frame[column] == label)
            assert found.value == pytest.approx(total, rel=1e-8)
            assert found.se == pytest.approx(0, abs=1e-4)


def test_raking_keeps_the_odds_of_the_sample() -> None:
    """Raking moves margins alone: odds ratios of sex by age stay as they were."""
    frame = people(1)
    design = Design(frame, "w").rake({"sex": SEX, "age": AGE})
    tables = [
        frame.assign(v=each).pivot_table(index="sex", columns="age", values="v", aggfunc="sum")
        for each in (frame["w"], design.structure.weights)
    ]
    cells = [table.to_numpy(dtype=float) for table in tables]
    odds = [t[0, :-1] / t[1, :-1] * t[1, -1] / t[0, -1] for t in cells]
    assert odds[0] == pytest.approx(odds[1])


def test_raking_one_variable_is_post_stratification() -> None:
    design = Design(people(2), "w", psu="psu")
    one, two = design.rake({"sex": SEX}), design.post_stratify("sex", pd.Series(SEX))
    assert (one.mean("y").value, one.mean("y").se) == pytest.approx(
        (two.mean("y").value, two.mean("y").se)
    )


def test_a_design_never_changes() -> None:
    frame = people(3)
    design = Design(frame, "w", psu="psu")
    before = design.mean("y").row()
    design.rake({"sex": SEX, "age": AGE})
    design.trim(2)
    design.subset(frame["sex"] == "L")
    frame["y"] = 0.0
    assert design.mean("y").row() == before
    assert design.post_stratify("sex", SEX).subset(design.frame["sex"] == "L").n == 18


def test_the_variance_after_raking_uses_weights_that_have_settled() -> None:
    """On a balanced table one round meets all margins, but with weights on the way."""
    frame = pd.DataFrame(list(product(SEX, AGE)) * 4, columns=["sex", "age"])
    frame["y"] = np.random.default_rng(9).normal(10, 2, len(frame))
    design = Design(frame, psu=np.arange(24) % 8).rake({"sex": SEX, "age": AGE})
    (margins,) = design.structure.adjustments
    for margin in margins:
        assert margin.after == pytest.approx(design.structure.weights)
