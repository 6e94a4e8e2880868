from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.aggregation.scores import tallies
from survey.aggregation.scores.scores import score
from survey.aggregation.scores.tallies import Sums, Tally, empty, tally
from survey.errors import Unusable
from survey.instrument import ITEMS, Missing
from tests.factories import at_most, frame


def random_frame(seed: int, rows: int) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    elements = random.choice(
        [-2, -1, 1, 2, 3, 4], size=(rows, 9), p=[0.05, 0.05, 0.1, 0.2, 0.3, 0.3]
    )
    forms = random.choice([-3, 0, 1], size=(rows, 10), p=[0.1, 0.8, 0.1])
    unit = random.choice(["a", "b", "c"], size=rows)
    channel = random.choice(["interview", "online", "unknown"], size=rows)
    return frame(elements.tolist(), forms.tolist(), unit=unit, channel=channel)


def same(a: Tally, b: Tally) -> bool:
    return (a.by, a.groups) == (b.by, b.groups) and all(
        np.array_equal(getattr(a.sums, field.name), getattr(b.sums, field.name))
        for field in fields(Sums)
    )


@at_most(30)
@given(st.integers(0, 1000), st.integers(1, 60), st.integers(1, 9))
def test_chunks_and_order_change_nothing(seed: int, rows: int, size: int) -> None:
    data = random_frame(seed, rows)
    whole = tally(data, ["unit"])
    parts = [tally(data[at : at + size], ["unit"]) for at in range(0, rows, size)]
    chunks = sum(parts, empty(["unit"]))
    shuffled = tally(data.sample(frac=1, random_state=seed), ["unit"])
    assert same(whole, chunks)
    assert same(whole, shuffled)
    for name in ("scores", "elements", "maladministration"):
        a, b = getattr(score(whole), name), getattr(score(chunks), name)
        assert a.to_csv() == b.to_csv()


def test_every_sum_is_a_whole_number() -> None:
    sums = tally(random_frame(1, 20)).sums
    assert {getattr(sums, field.name).dtype for field in fields(Sums)} == {np.dtype(np.int64)}


def test_the_sums_are_what_they_say() -> None:
    rows = [[1, 2, 3, 4, 1, 2, 3, 4, -1], [4, 4, 4, 4, 4, 4, 4, 4, 4]]
    forms = [[0] * 10, [1] + [Missing.DONT_KNOW] * 9]
    sums = tally(frame(rows, forms, channel=["token", "paper"])).sums
    assert sums.n.tolist() == [2]
    assert sums.counts[0, 0].tolist() == [1, 0, 0, 1]
    assert sums.missing[0, ITEMS.index("sarana")].tolist() == [1, 0, 0, 0]
    assert sums.missing[0, ITEMS.index("mal_konflik")].tolist() == [0, 0, 1, 0]
    assert sums.cross[0, 0, 9 + 1] == 2 + 4  # d of persyaratan × d·y of prosedur
    assert sums.cross[0, 9, 9 + 1] == 1 * 2 + 4 * 4
    assert (sums.form_rows[0], sums.form_any[0], sums.form_none[0]) == (2, 1, 1)
    assert sums.channels[0].tolist() == [0, 1, 0, 0, 1, 0]


def test_the_empty_tally_changes_nothing() -> None:
    data = tally(random_frame(2, 10), ["unit"])
    assert same(data + empty(["unit"]), data)


def test_tallies_of_different_groupings_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        empty(["unit"]) + empty(["sex"])


def test_too_many_groups_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MAX_GROUPS", 2)
    with pytest.raises(Unusable, match="too_many_groups"):
        tally(random_frame(3, 40), ["unit"])
