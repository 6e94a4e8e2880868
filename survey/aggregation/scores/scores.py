"""From a tally to scores: the index, its elements, and maladministration, by group."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd

from survey.aggregation.scores import linearised, simple
from survey.aggregation.scores.figures import Figures
from survey.aggregation.scores.records import (
    Record,
    element_records,
    form_records,
    score_records,
)
from survey.aggregation.scores.tallies import Tally
from survey.aggregation.settings import Settings
from survey.aggregation.tables import (
    CODE_COLUMNS,
    DECIMALS,
    ELEMENT_COLUMNS,
    FORM_TABLE_COLUMNS,
    SCORE_COLUMNS,
)


@dataclass(frozen=True)
class Tables:
    """The tables of a release, one row per group (or per group and item)."""

    by: tuple[str, ...]
    scores: pd.DataFrame
    elements: pd.DataFrame
    maladministration: pd.DataFrame
    merged: pd.DataFrame = field(default_factory=pd.DataFrame)
    years: frozenset[str] = frozenset()
    min_n: int = 0


def score(tally: Tally, settings: Settings | None = None) -> Tables:
    """Compute every figure of every group. Nothing is suppressed yet."""
    figures = list(_estimated(tally, (settings or Settings()).weight))
    scores, elements, forms = (
        [write(tally.sums, at, found) for at, found in enumerate(figures)]
        for write in (score_records, element_records, form_records)
    )
    return Tables(
        by=tally.by,
        scores=_table(tally, SCORE_COLUMNS, scores),
        elements=_table(tally, ELEMENT_COLUMNS, elements),
        maladministration=_table(tally, FORM_TABLE_COLUMNS, forms),
        years=tally.years,
    )


def _estimated(tally: Tally, weight: Fraction) -> Iterator[Figures]:
    """Yield each group's figures: exact from sums, or estimated under the design of its rows."""
    sample = tally.sample
    for at, group in enumerate(tally.groups):
        if sample is None:
            yield simple.exact_figures(tally.sums, at, weight)
        else:
            yield linearised.designed_figures(sample, group, weight)


def _table(tally: Tally, columns: tuple[str, ...], records: list[list[Record]]) -> pd.DataFrame:
    rows = [
        {**dict(zip(tally.by, group, strict=True)), **record}
        for group, found in zip(tally.groups, records, strict=True)
        for record in found
    ]
    return typed(pd.DataFrame(rows, columns=[*tally.by, *columns], dtype=object))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Set column types: numbers may be missing; texts and codes are empty instead."""
    for name in frame.columns:
        if name in CODE_COLUMNS:
            codes = [each if isinstance(each, tuple) else () for each in frame[name]]
            frame[name] = pd.Series(codes, index=frame.index, dtype=object)
        elif name in DECIMALS:
            kind = pd.Float64Dtype() if DECIMALS[name] else pd.Int64Dtype()
            frame[name] = frame[name].replace("", pd.NA).astype(kind)
        else:
            frame[name] = frame[name].fillna("").astype(object)
    return frame
