from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from survey.aggregation.scores.scores import score
from survey.aggregation.scores.tallies import tally
from survey.aggregation.settings import Settings
from survey.instrument import ELEMENTS, Missing
from tests.factories import frame

RANDOM = np.random.default_rng(7)
ELEMENT_ROWS = RANDOM.integers(1, 5, size=(40, 9)).tolist()
FORM_ROWS = RANDOM.choice([0, 0, 0, 0, 1], size=(40, 10)).tolist()


def only(data: Any, settings: Settings | None = None) -> dict[str, Any]:
    records: Any = score(tally(data), settings).scores.to_dict("records")
    assert len(records) == 1
    return dict(records[0])


def test_nine_fours_give_one_hundred_and_no_interval() -> None:
    found = only(frame([[4] * 9] * 12))
    assert (found["ikm"], found["ikm_grade"], found["ikm_se"]) == (100.0, "A", 0.0)
    assert found["notes"] == ("ikm_interval_not_estimable",)
    assert only(frame([[4] * 9] * 12), Settings("0.11"))["ikm"] == 99.0


def test_the_interval_is_that_of_the_persons_indices() -> None:
    found = only(frame(ELEMENT_ROWS))
    own = 25 * np.array(ELEMENT_ROWS).mean(axis=1)
    low, high = stats.t.interval(0.95, 39, own.mean(), stats.sem(own))
    assert found["ikm_se"] == pytest.approx(stats.sem(own), rel=1e-12)
    assert (found["ikm_low"], found["ikm_high"]) == pytest.approx((low, high), rel=1e-9)
    assert found["ikm_df"] == 39


def test_an_element_nobody_answered_leaves_no_index() -> None:
    found = only(frame([[Missing.REFUSED, *row[1:]] for row in ELEMENT_ROWS]))
    assert pd.isna(found["ikm"])
    assert found["ikm_grade"] == ""
    assert found["notes"] == ("element_unanswered",)


def test_the_mean_is_over_those_who_answered() -> None:
    rows = [[Missing.EMPTY] + [4] * 8] * 5 + [[2] + [4] * 8] * 5
    elements = score(tally(frame(rows))).elements.set_index("element")
    assert [elements.at["persyaratan", name] for name in ("n", "mean", "c2")] == [5, 2.0, 5]
    assert only(frame(rows))["ikm"] == round(25 * (2 + 8 * 4) / 9, 2)


def test_elements_have_their_own_intervals() -> None:
    elements = score(tally(frame(ELEMENT_ROWS))).elements
    for place, row in enumerate(elements.to_dict("records")):
        answers = np.array(ELEMENT_ROWS)[:, place]
        low, high = stats.t.interval(0.95, 39, answers.mean(), stats.sem(answers))
        assert row["element"] == ELEMENTS[place]
        assert row["mean"] == pytest.approx(answers.mean())
        assert (row["low"], row["high"]) == pytest.approx((max(1, low), min(4, high)))
        assert [row[f"c{answer}"] for answer in (1, 2, 3, 4)] == [
            (answers == answer).sum() for answer in (1, 2, 3, 4)
        ]


def test_maladministration_counts_any_yes_and_ten_noes() -> None:
    unknown = Missing.DONT_KNOW
    forms = [[0] * 10] * 3 + [[1] + [unknown] * 9] * 2 + [[unknown] + [0] * 9] * 4
    found = only(frame([[3] * 9] * 9, forms))
    assert (found["mal_n"], found["mal_rate"]) == (5, 2 / 5)
    expected = stats.binomtest(2, 5).proportion_ci(method="wilson")
    assert (found["mal_low"], found["mal_high"]) == pytest.approx((expected.low, expected.high))


def test_freedom_and_its_error() -> None:
    found = only(frame(ELEMENT_ROWS, FORM_ROWS))
    own = 100 * (1 - np.array(FORM_ROWS).mean(axis=1))
    assert found["freedom"] == pytest.approx(own.mean(), abs=0.005)
    assert found["freedom_se"] == pytest.approx(stats.sem(own))


def test_a_form_never_asked_leaves_no_rate() -> None:
    forms = [[Missing.NOT_ASKED, *row[1:]] for row in FORM_ROWS]
    found = only(frame(ELEMENT_ROWS, forms))
    assert found["mal_n"] > 0
    assert pd.isna(found["mal_rate"])
    assert found["notes"] == ("form_unanswered",)


def test_channels_are_said_and_mixing_is_noted() -> None:
    channels = ["interview"] * 20 + ["online"] * 20
    found = only(frame(ELEMENT_ROWS, channel=channels))
    assert found["channels"] == ("interview", "online")
    assert found["notes"] == ("mixed_channels",)
    assert only(frame(ELEMENT_ROWS, channel=["interview", "paper"] * 20))["notes"] == ()


def test_one_response_has_no_error() -> None:
    found = only(frame([[3] * 9]))
    assert found["ikm"] == 75.0
    assert found["notes"] == ("ikm_interval_not_estimable",)
