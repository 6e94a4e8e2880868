"""Figures of groups under a sampling design, held to the estimators that are held to R."""

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.aggregation.design import Design
from survey.aggregation.rows.columns import plan
from survey.aggregation.rows.responses import Intake, chunks
from survey.aggregation.scores import linearised, simple
from survey.aggregation.scores.samples import LEAST_DAYS, Sampling
from survey.aggregation.scores.scores import Tables, score
from survey.aggregation.scores.tallies import tally
from survey.aggregation.settings import Settings
from survey.instrument import ELEMENTS, FORM_COLUMNS, ITEMS, Missing
from survey.sheets import open_sheet
from tests.factories import gianyar

RNG = np.random.default_rng(6)


def people(n: int = 240, *, gaps: bool = True) -> pd.DataFrame:
    """Make answers of people in four strata and days within them; days differ."""
    stratum = RNG.integers(0, 4, n)
    day = RNG.integers(0, 9, n)
    level = 2.6 + 0.3 * RNG.standard_normal(36)[stratum * 9 + day] + 0.2 * stratum
    answers = np.clip(np.rint(level[:, None] + RNG.normal(0, 0.7, (n, 9))), 1, 4)
    forms = (RNG.random((n, 10)) < 0.15).astype(float)
    if gaps:
        answers[RNG.random((n, 9)) < 0.06] = Missing.EMPTY
        forms[RNG.random((n, 10)) < 0.06] = Missing.REFUSED
    frame = pd.DataFrame(
        np.hstack([answers, forms]).astype(np.int8), columns=[*ELEMENTS, *FORM_COLUMNS]
    )
    return frame.assign(
        channel="interview",
        stratum=[f"S{each}" for each in stratum],
        psu=[f"S{s} D{d}" for s, d in zip(stratum, day, strict=True)],
        weight=RNG.uniform(0.5, 3, n).round(3),
        sex=RNG.choice(["L", "P"], n),
    )


def oracle(frame: pd.DataFrame, **design: Any) -> Design:
    """Give the design over answers as numbers, NaN where there is none."""
    numbers = frame.copy()
    for item in (*ELEMENTS, *FORM_COLUMNS):
        numbers[item] = frame[item].astype(float).where(frame[item] >= 0)
    return Design(numbers, **design)


def ikm_of(design: Design) -> Any:
    means = design.mean(list(ELEMENTS), missing="columns")
    return means.combination(dict.fromkeys(ELEMENTS, 25 / 9), deff="replace")


def figures(frame: pd.DataFrame, sampling: Any, by: list[str] | None = None) -> Tables:
    return score(tally(frame, by or [], sampling), Settings())


def same(first: pd.DataFrame, second: pd.DataFrame, *left_out: str) -> None:
    for name in first.columns:
        if name not in left_out:
            a, b = first[name].tolist(), second[name].tolist()
            assert a == pytest.approx(b, rel=1e-10, abs=1e-12) if number(a) else a == b, name


def number(values: list[Any]) -> bool:
    return all(isinstance(each, int | float) and not isinstance(each, bool) for each in values)


def test_without_a_design_nothing_changes() -> None:
    frame = people(gaps=False)
    plain, simple = figures(frame, None), figures(frame, Sampling())
    same(plain.scores, simple.scores, "ikm_deff")
    same(plain.elements, simple.elements)
    same(plain.maladministration, simple.maladministration)
    assert simple.scores["ikm_deff"].tolist() == pytest.approx([1])


def test_of_a_simple_sample_both_estimators_give_the_same_figures() -> None:
    """Value, SE, df and interval of every figure; the exact one asks for no design effect."""
    sums = tally(people(gaps=False), [], Sampling())
    assert sums.sample is not None
    exact = simple.exact_figures(sums.sums, 0, Fraction(1, 9)).found
    other = linearised.designed_figures(sums.sample, (), Fraction(1, 9)).found
    assert exact.keys() == other.keys() == {*ITEMS, "ikm", "freedom", "mal_rate"}
    for name, figure in exact.items():
        assert (figure.value, figure.se, figure.df) == pytest.approx(
            (other[name].value, other[name].se, other[name].df), rel=1e-12
        )
        assert float(figure.exact) == pytest.approx(float(other[name].exact), abs=1e-9)
        assert figure.interval == pytest.approx(other[name].interval, rel=1e-12)
        assert (figure.deff, other[name].deff is None) == (None, name != "ikm")


@pytest.mark.parametrize("by", [[], ["sex"], ["stratum"]])
def test_the_index_of_a_domain_is_that_of_the_estimators(by: list[str]) -> None:
    frame = people()
    drawn = Sampling(weights="weight", strata="stratum", psu="psu")
    found = figures(frame, drawn, by).scores
    design = oracle(frame, weights="weight", strata="stratum", psu="psu")
    for _, row in found.iterrows():
        domain = design
        for name in by:
            domain = domain.subset(frame[name] == row[name])
        expected = ikm_of(domain)
        assert row["ikm"] == pytest.approx(expected.value, abs=0.00501)
        assert row["ikm_se"] == pytest.approx(expected.se, rel=1e-9)
        assert row["ikm_df"] == expected.df
        assert row["ikm_deff"] == pytest.approx(expected.deff, rel=1e-9)
        reach = expected.high - expected.value
        assert row["ikm_high"] - row["ikm_low"] == pytest.approx(2 * reach, rel=1e-9)


def test_elements_forms_and_the_rate() -> None:
    frame = people()
    found = figures(frame, Sampling(weights="weight", strata="stratum", psu="psu"))
    design = oracle(frame, weights="weight", strata="stratum", psu="psu")
    for _, row in found.elements.iterrows():
        mean = design.mean(row["element"])
        assert (row["mean"], row["se"]) == pytest.approx((mean.value, mean.se), rel=1e-10)
    for _, row in found.maladministration.iterrows():
        share = design.proportion(f"mal_{row['form']}")
        assert (row["share"], row["low"], row["high"]) == pytest.approx(
            (share.value, share.low, share.high), rel=1e-10
        )
    forms = frame[list(FORM_COLUMNS)]
    any_form = (forms == 1).any(axis=1)
    known = any_form | (forms == 0).all(axis=1)
    rate = design.proportion(any_form.astype(float).where(known))
    (whole,) = found.scores.to_dict("records")
    assert whole["mal_n"] == known.sum()
    assert (whole["mal_rate"], whole["mal_low"], whole["mal_high"]) == pytest.approx(
        (rate.value, rate.low, rate.high), rel=1e-10
    )


def test_a_weighted_index_is_rounded_half_up_and_graded() -> None:
    """Two people, weights 3 and 1, means 4 and 1: NRR 3.25, IKM 81.25 exactly."""
    frame = people(2, gaps=False)
    frame.loc[0, list(ELEMENTS)] = 4
    frame.loc[1, list(ELEMENTS)] = 1
    frame["weight"] = [3.0, 1.0]
    (row,) = figures(frame, Sampling(weights="weight")).scores.to_dict("records")
    assert (row["ikm"], row["ikm_grade"], row["n"]) == (81.25, "B", 2)
    assert Fraction("81.25") == Fraction(25) * Fraction(13, 4)


def test_all_answers_equal_is_not_estimable() -> None:
    frame = people(30, gaps=False)
    frame[list(ELEMENTS)] = 4
    found = figures(frame, Sampling(strata="stratum", psu="psu", lonely_psu="remove"))
    (row,) = found.scores.to_dict("records")
    assert (row["ikm"], row["ikm_se"]) == (100, 0)
    assert pd.isna(row["ikm_low"])
    assert "ikm_interval_not_estimable" in row["notes"]


def test_tallies_with_a_design_add_up() -> None:
    frame = people()
    drawn = Sampling(weights="weight", strata="stratum", psu="psu")
    parts = [tally(frame.iloc[start:stop], ["sex"], drawn) for start, stop in ((0, 90), (90, 240))]
    whole = figures(frame, drawn, ["sex"])
    same(whole.scores, score(parts[0] + parts[1], Settings()).scores)
    with pytest.raises(ValueError, match="do not add up"):
        _ = parts[0] + tally(frame.iloc[90:], ["sex"])


def test_days_are_the_units_where_there_are_enough() -> None:
    frame = people(160)
    few = frame[(frame["stratum"] != "S1") | frame["psu"].isin([f"S1 D{day}" for day in range(7)])]
    drawn = Sampling(strata="stratum", day="psu")
    found = figures(few, drawn, ["stratum"]).scores.set_index("stratum")
    assert LEAST_DAYS == 8
    for stratum, row in found.iterrows():
        own = few[few["stratum"] == stratum]
        enough = own["psu"].nunique() >= 8
        expected = ikm_of(oracle(own, psu="psu" if enough else None))
        assert ("days_not_modelled" in row["notes"]) == (not enough)
        assert row["ikm_se"] == pytest.approx(expected.se, rel=1e-9)
        assert row["ikm_df"] == expected.df
    assert found["notes"].tolist().count(("days_not_modelled",)) == 1


def test_margins_and_trimming() -> None:
    frame = people()
    totals = {"sex": {"L": 5200.0, "P": 4800.0}}
    drawn = Sampling(weights="weight", strata="stratum", trim=1.6, margins=totals)
    design = oracle(frame, weights="weight", strata="stratum").trim(1.6)
    expected = ikm_of(design.post_stratify("sex", totals["sex"]))
    (row,) = figures(frame, drawn).scores.to_dict("records")
    assert (row["ikm_se"], row["ikm_df"]) == pytest.approx((expected.se, expected.df), rel=1e-9)
    both = totals | {"stratum": {"S0": 2e3, "S1": 3e3, "S2": 4e3, "S3": 1e3}}
    raked = ikm_of(oracle(frame).rake(both))
    (row,) = figures(frame, Sampling(margins=both)).scores.to_dict("records")
    assert row["ikm_se"] == pytest.approx(raked.se, rel=1e-9)


def test_groups_of_none_one_and_two() -> None:
    frame = people(3, gaps=False)
    frame["sex"] = ["L", "P", "P"]
    found = figures(frame, Sampling(strata="stratum", lonely_psu="remove"), ["sex"]).scores
    assert found["n"].tolist() == [1, 2]
    assert pd.isna(found["ikm_se"].iloc[0])
    empty = figures(frame.iloc[:0], None)
    assert empty.scores["n"].tolist() == [0]


def test_days_of_a_counter_make_the_interval_wide() -> None:
    """The real file of 201 answers over 13 days: 2.4 times as wide, design effect about 4.6."""
    sheet = open_sheet(gianyar())
    columns = plan(sheet.heading, ["date"])
    (chunk,) = chunks(sheet.rows, columns.names)
    frame = Intake().take(chunk, columns).frame
    (naive,) = figures(frame, None).scores.to_dict("records")
    (days,) = figures(frame, Sampling(day="date")).scores.to_dict("records")
    assert frame["date"].nunique() == 13
    assert (days["ikm"], days["ikm_df"]) == (naive["ikm"], 12)
    assert days["ikm_deff"] == pytest.approx(4.6, abs=0.05)
    width = (days["ikm_high"] - days["ikm_low"]) / (naive["ikm_high"] - naive["ikm_low"])
    assert width == pytest.approx(2.4, abs=0.05)


@pytest.mark.parametrize("at", range(10))
def test_elements_that_cancel_out_leave_no_spread(at: int) -> None:
    """Everybody has the same index, by other elements: nothing is known of others."""
    frame = people(41 + at, gaps=False)
    frame[list(ELEMENTS)] = 3
    kinds = ([4, 1, 2, 3], [1, 4, 1, 4], [2, 3, 3, 2])
    for kind, answers in enumerate(kinds):
        rows = np.arange(len(frame)) % 3 == kind
        frame.loc[rows, ["waktu", "biaya", "produk", "sarana"]] = answers
    (row,) = figures(frame, Sampling(weights="weight")).scores.to_dict("records")
    assert row["ikm_se"] == 0
    assert "ikm_interval_not_estimable" in row["notes"]
