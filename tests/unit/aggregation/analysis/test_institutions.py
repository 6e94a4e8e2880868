"""An institution by its two rules."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.analysis import by_unit, ikm, mean_of_units, pooled
from survey.aggregation.design import Design, Estimate
from survey.errors import Unusable
from survey.instrument import ELEMENTS
from tests.unit.aggregation.analysis.rows import answers

SEEDS = st.integers(0, 2**32 - 1)


def units(seed: int) -> dict[str, pd.DataFrame]:
    return {f"u{k}": answers(seed + k, n, low=k / 4) for k, n in enumerate((8, 25, 60))}


def apart(frames: dict[str, pd.DataFrame]) -> dict[str, Estimate]:
    return {name: ikm(Design(frame)) for name, frame in frames.items()}


def codes(found: dict[str, Estimate]) -> list[str]:
    return [note.code for note in mean_of_units(found).notes]


@given(SEEDS)
def test_independent_units_add_their_variances(seed: int) -> None:
    frames = units(seed)
    own = [25 * frame[list(ELEMENTS)].mean(axis=1) for frame in frames.values()]
    parts = [each.var() / len(each) for each in own]
    found = mean_of_units(apart(frames))
    assert found.rule == "mean_of_units"
    assert found.value == pytest.approx(np.mean([each.mean() for each in own]))
    assert found.se == pytest.approx(np.sqrt(sum(parts)) / 3)
    below = sum(part**2 / (len(each) - 1) for part, each in zip(parts, own, strict=True))
    assert found.df == pytest.approx(sum(parts) ** 2 / below)
    assert (found.n, found.units, found.notes) == (93, 3, ())


@given(SEEDS)
def test_units_as_strata_of_one_design_have_the_same_error(seed: int) -> None:
    frames = units(seed)
    frame = pd.concat([each.assign(unit=name) for name, each in frames.items()], ignore_index=True)
    one = mean_of_units(by_unit(Design(frame, strata="unit")))
    many = mean_of_units(apart(frames))
    assert (one.value, one.se) == pytest.approx((many.value, many.se))
    assert one.df == 93 - 3 >= many.df


def test_clusters_that_span_units_count_as_covariance() -> None:
    frame = pd.concat([answers(1, 30).assign(unit=u) for u in ("a", "b")], ignore_index=True)
    frame["day"] = np.tile(np.arange(30) % 6, 2)
    found = by_unit(Design(frame, psu="day"))
    # The two units hold the same answers on the same days: their mean is as unsure as each.
    assert mean_of_units(found).se == pytest.approx(found["a"].se)


def test_the_two_rules_differ_where_units_differ_in_size() -> None:
    frames = units(3)
    everyone = pd.concat(frames.values(), ignore_index=True)
    means = [found.value for found in apart(frames).values()]
    sizes = [len(frame) for frame in frames.values()]
    together, apart_ = pooled(Design(everyone)), mean_of_units(apart(frames))
    assert together.value == pytest.approx(np.average(np.array(means, dtype=float), weights=sizes))
    assert together.value is not None
    assert abs(together.value - (apart_.value or 0)) > 0.5


def test_a_unit_of_one_leaves_no_error() -> None:
    for found in (
        apart({"a": answers(1, 1), "b": answers(2, 30)}),
        by_unit(Design(answers(1, 30).assign(unit=["a"] + ["b"] * 29))),
    ):
        score = mean_of_units(found)
        assert score.value == pytest.approx(np.mean([each.value or 0 for each in found.values()]))
        assert (score.se, score.interval) == (None, None)
        assert [note.code for note in score.notes] == ["score_unit_without_spread"]
        assert "units a " in score.notes[0].message("en")


def test_a_unit_without_an_index_leaves_no_mean() -> None:
    found = apart({"a": answers(1).assign(waktu=-1), "b": answers(2)})
    assert (mean_of_units(found).value, mean_of_units(found).interval) == (None, None)
    assert codes(found) == ["score_unit_without_index"]


def test_a_unit_whose_answers_are_equal_is_told() -> None:
    flat = answers(1).assign(**dict.fromkeys(ELEMENTS, 3))
    found = apart({"a": flat, "b": answers(2)})
    assert codes(found) == ["score_unit_all_equal"]
    assert mean_of_units(found).df == pytest.approx(39)
    assert mean_of_units({"a": found["a"], "c": ikm(Design(flat))}).interval is None


def test_no_units_and_mixed_designs() -> None:
    assert codes({}) == ["score_no_units"]
    found = by_unit(Design(answers(1))) | {"other": ikm(Design(answers(2)))}
    with pytest.raises(Unusable, match="score_units_of_mixed_designs"):
        mean_of_units(found)
