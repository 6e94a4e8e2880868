"""Every release is attacked by solving what it says for what it hides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from survey.aggregation.disclosure.protection import protect
from survey.aggregation.disclosure.suppression import suppress
from survey.aggregation.grade.merging import merge
from survey.aggregation.scores.scores import Tables, score
from survey.aggregation.scores.tallies import Sums, Tally, tally
from survey.aggregation.settings import Settings
from survey.instrument import ELEMENTS, FORM_COLUMNS, Missing
from survey.services.reporting import from_round as figures_of_round
from survey.services.reporting.releasing import Options, Reading, no_answer, release_of
from tests.attack import Name, Reader, figures
from tests.factories import frame
from tests.unit.aggregation.grade.test_merging import banten

MIN_N = 5
pytestmark = pytest.mark.slow
# The data are small as they are drawn: making them smaller would take minutes.
ATTACKS = settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
PLACES = (("Kota Serang", "A"), ("Kota Serang", "B"), ("Kota Cilegon", "C"), ("Kota Cilegon", "D"))


@dataclass(frozen=True)
class Data:
    """Answers of few people in few units, some items answered by hardly anybody."""

    sizes: tuple[int, ...]
    gaps: float
    seed: int

    def frame(self) -> pd.DataFrame:
        rng = np.random.default_rng(self.seed)
        places = [place for place, n in zip(PLACES, self.sizes, strict=True) for _ in range(n)]
        rows = len(places)
        elements = rng.integers(1, 5, (rows, len(ELEMENTS)))
        forms = (rng.random((rows, len(FORM_COLUMNS))) < 0.2).astype(int)
        for items in (elements, forms):
            often = np.where(rng.random(items.shape[1]) < self.gaps, 0.6, 0.0)
            items[rng.random(items.shape) < often] = Missing.REFUSED
        elements[(elements < 0).all(axis=1), 0] = 3
        institutions, units = zip(*places, strict=True)
        sex = rng.choice(["L", "P"], rows)
        return frame(
            elements.tolist(), forms.tolist(), institution=institutions, unit=units, sex=sex
        )


data = st.builds(
    Data,
    st.tuples(*[st.integers(0, 14)] * len(PLACES)).filter(any),
    st.sampled_from([0.0, 0.1, 0.4]),
    st.integers(0, 2**16),
)


def released(frame: pd.DataFrame, by: Sequence[str]) -> Reader:
    """Release as the command does."""
    sums = tally(frame, by)
    options = Options(by, 2024, settings=Settings(min_n=MIN_N))
    found = release_of(Reading(sums, rows_in=len(frame)), banten(), options, [])
    return Reader(found.tables, found.manifest)


def with_totals(sums: Tally, levels: Sequence[int]) -> tuple[Tally, dict[int, list[int]]]:
    """Add a row for the sum of all groups that agree in their first columns, for each level."""
    heads = {group[:level] for group in sums.groups for level in levels}
    names = {head: head + ("",) * (len(sums.by) - len(head)) for head in heads}
    total = Sums.zeros(len(names))
    for at, head in enumerate(names):
        parts = [g for g, group in enumerate(sums.groups) if group[: len(head)] == head]
        for name in vars(total):
            getattr(total, name)[at] = getattr(sums.sums, name)[parts].sum(axis=0)
    order = sorted(range(len(names)), key=list(names.values()).__getitem__)
    rows = [list(names.values())[at] for at in order]
    part = Tally(sums.by, tuple(rows), Sums(**{k: v[order] for k, v in vars(total).items()}))
    whole = sums + part
    return whole, {
        whole.groups.index(names[head]): [
            whole.groups.index(group) for group in sums.groups if group[: len(head)] == head
        ]
        for head in heads
    }


def released_with_totals(frame: pd.DataFrame, by: Sequence[str], levels: Sequence[int]) -> Reader:
    """Release groups and their totals together."""
    sums = tally(frame, by)
    whole, totals = with_totals(sums, levels)
    tables = score(whole)
    public = suppress(replace(tables, merged=merge(tables, banten(), 2024).frame), MIN_N, totals)
    manifest = {"rows_used": len(frame), "no_answer": no_answer(sums, public)}
    return Reader(public, manifest, totals)


def leaks(reader: Reader, truth: Tables) -> set[Name]:
    """Give hidden figures that are determined. A figure of nobody is none."""
    printed, real = reader.printed(), figures(truth)
    assert printed.keys() <= real.keys()
    return {name for name in reader.solved() - printed.keys() if real.get(name)} & {*real}


def documented(reader: Reader) -> set[Name]:
    """Give the one base that the rows used give away: docs/files.md says so."""
    hidden = [g for g, n in enumerate(reader.tables.scores["n"]) if pd.isna(n)]
    return {("n", hidden[0])} if len(hidden) == 1 else set()


@pytest.mark.parametrize(
    "by", [("institution",), ("institution", "unit"), ("institution", "unit", "sex"), ("sex",)]
)
@ATTACKS
@given(data)
def test_no_release_gives_away_what_it_hides(by: Sequence[str], data: Data) -> None:
    frame = data.frame()
    reader = released(frame, by)
    assert leaks(reader, score(tally(frame, by))) == documented(reader)


@pytest.mark.parametrize(
    ("by", "levels"),
    [
        (("institution", "unit"), (1,)),
        (("institution", "unit"), (0, 1)),
        (("institution", "unit", "sex"), (2,)),
        (("institution", "unit", "sex"), (0, 1, 2)),
    ],
)
@ATTACKS
@given(data)
def test_no_total_gives_away_what_is_hidden(
    by: Sequence[str], levels: Sequence[int], data: Data
) -> None:
    frame = data.frame()
    truth = score(with_totals(tally(frame, by), levels)[0])
    reader = released_with_totals(frame, by, levels)
    assert {name[0] for name in leaks(reader, truth)} <= {"n"}  # by the rows used alone
    assert leaks(replace(reader, rows_used=False), truth) == set()


CHANNEL_SETS = {"all": None, **figures_of_round.CHANNEL_SETS}


def test_three_sets_of_channels_give_away_one_person() -> None:
    """All channels less the chosen ones are the open ones: the three may not be shown together."""
    channels = ["interview"] * 12 + ["online"]
    rows = frame([[3] * 9] * 13, unit="Dinas Sosial", channel=channels)
    shown = {
        name: tally(rows if chosen is None else rows[rows["channel"].isin(chosen)], ["unit"])
        for name, chosen in CHANNEL_SETS.items()
    }
    n = {name: suppress(score(sums), MIN_N).scores["n"].iloc[0] for name, sums in shown.items()}
    assert pd.isna(n["open"])
    assert n["all"] - n["official"] == 1

    official, open_, all_ = (place("Dinas Sosial", name) for name in ("official", "open", "all"))
    hidden = protect({official: 12, open_: 1}, {all_: [official, open_]}, [open_], MIN_N)
    assert hidden == {official, open_}


def place(*names: str) -> tuple[str, ...]:
    return names
