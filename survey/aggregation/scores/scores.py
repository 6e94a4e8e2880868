"""From a tally to scores: the index, its elements, and maladministration, by group."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pandas as pd

from survey.aggregation.intervals import t_interval, wilson
from survey.aggregation.rounding import half_up
from survey.aggregation.scores import index
from survey.aggregation.scores.design_figures import figures_of
from survey.aggregation.scores.design_records import under_design
from survey.aggregation.scores.tallies import ALL_CHANNELS, Ints, Tally
from survey.aggregation.settings import Settings
from survey.aggregation.tables import DECIMALS, ELEMENT_COLUMNS, FORM_COLUMNS, SCORE_COLUMNS
from survey.instrument import ELEMENTS, FORMS, SELF_SELECTED

Record = dict[str, Any]


@dataclass(frozen=True)
class Tables:
    """The tables of a release, one row a group (or a group and an item)."""

    by: tuple[str, ...]
    scores: pd.DataFrame
    elements: pd.DataFrame
    maladministration: pd.DataFrame
    merged: pd.DataFrame = field(default_factory=pd.DataFrame)
    years: frozenset[str] = frozenset()
    min_n: int = 0


def score(tally: Tally, settings: Settings | None = None) -> Tables:
    """Compute every figure of every group. Nothing is suppressed yet."""
    settings = settings or Settings()
    groups = range(len(tally.groups))
    scores = [score_of(tally, g, settings) for g in groups]
    elements = [elements_of(tally, g) for g in groups]
    forms = [forms_of(tally, g) for g in groups]
    if tally.sample is not None:
        for g in groups:
            found = figures_of(tally.sample, tally.groups[g], float(settings.weight))
            under_design(found, scores[g], elements[g], forms[g])
    return Tables(
        by=tally.by,
        scores=table(tally, SCORE_COLUMNS, [[each] for each in scores]),
        elements=table(tally, ELEMENT_COLUMNS, elements),
        maladministration=table(tally, FORM_COLUMNS, forms),
        years=tally.years,
    )


def table(tally: Tally, columns: tuple[str, ...], records: list[list[Record]]) -> pd.DataFrame:
    """Build a typed table: the group's columns, then the figures."""
    rows = [
        {**dict(zip(tally.by, group, strict=True)), **record}
        for group, found in zip(tally.groups, records, strict=True)
        for record in found
    ]
    return typed(pd.DataFrame(rows, columns=[*tally.by, *columns], dtype=object))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give columns their types: whole numbers may be missing, texts are empty instead."""
    for name in frame.columns:
        if name in DECIMALS:
            kind = pd.Float64Dtype() if DECIMALS[name] else pd.Int64Dtype()
            frame[name] = frame[name].replace("", pd.NA).astype(kind)
        else:
            frame[name] = frame[name].fillna("").astype(object)
    return frame


def score_of(tally: Tally, group: int, settings: Settings) -> Record:
    """Compute the figures of one group."""
    notes: list[str] = []
    n = int(tally.sums.n[group])
    channels = channels_of(tally.sums.channels[group])
    if SELF_SELECTED & set(channels) and set(channels) - SELF_SELECTED:
        notes.append("mixed_channels")
    record = {"n": n, "channels": ";".join(channels), "suppressed": 0}
    record |= ikm_of(tally.sums.cross[group], n, settings.weight, notes.append)
    record |= rate_of(tally, group, notes.append)
    record |= freedom_of(tally, group, notes.append)
    return record | {"notes": ";".join(dict.fromkeys(notes))}


def channels_of(counts: Ints) -> list[str]:
    """Name the channels a group holds."""
    return [name for name, count in zip(ALL_CHANNELS, counts, strict=True) if count]


def ikm_of(cross: Ints, n: int, weight: Fraction, note: Callable[[str], None]) -> Record:
    """Compute the index, its grade and its interval (t, n − 1)."""
    found = index.mean_of_items(cross, n, 25 * weight)
    if found is None:
        note("element_unanswered")
        return {}
    ikm = float(half_up(found.value))
    lowest = float(25 * weight * len(ELEMENTS))
    record = {
        "ikm": ikm,
        "ikm_df": n - 1,
        "ikm_grade": index.grade(found.value),
        "ikm_rescaled": index.rescaled(ikm),
    }
    bounds = lowest, 4 * lowest
    return record | with_interval("ikm", found, n - 1, bounds, note)


def freedom_of(tally: Tally, group: int, note: Callable[[str], None]) -> Record:
    """Compute 100 × (1 − mean share over the ten forms). Our own measure."""
    rows = int(tally.sums.form_rows[group])
    if not rows:
        return {}
    found = index.mean_of_items(tally.sums.form_cross[group], rows, Fraction(-100, len(FORMS)))
    if found is None:
        note("form_unanswered")
        return {}
    found = index.MeanOfItems(found.value + 100, found.variance)
    freedom = {"freedom": float(half_up(found.value))}
    return freedom | with_interval("freedom", found, rows - 1, (0.0, 100.0), note)


def with_interval(
    name: str,
    found: index.MeanOfItems,
    df: int,
    bounds: tuple[float, float],
    note: Callable[[str], None],
) -> Record:
    """Add the standard error and the interval; says so where they cannot be estimated."""
    interval = t_interval(float(found.value), found.se, df, bounds)
    if interval is None:
        note(f"{name}_interval_not_estimable")
    low, high = interval or (None, None)
    return {f"{name}_se": found.se, f"{name}_low": low, f"{name}_high": high}


def rate_of(tally: Tally, group: int, note: Callable[[str], None]) -> Record:
    """Compute the share that reports at least one form.

    Any form experienced counts as yes; no needs all ten answered. Where a form was
    answered by nobody there is no way to a no, so there is no rate.
    """
    any_form, no_form = int(tally.sums.form_any[group]), int(tally.sums.form_none[group])
    n = any_form + no_form
    if not tally.sums.form_cross[group].diagonal()[: len(FORMS)].all():
        if tally.sums.form_rows[group]:
            note("form_unanswered")
        return {"mal_n": n}
    return {"mal_n": n} | share_record("mal_rate", "mal_", any_form, n)


def share_record(name: str, prefix: str, count: int, n: int) -> Record:
    """Give a share with Wilson's interval."""
    low, high = wilson(count, n) or (None, None)
    share = count / n if n else None
    return {name: share, f"{prefix}low": low, f"{prefix}high": high}


def elements_of(tally: Tally, group: int) -> list[Record]:
    """Give the mean of each element (NRR) over those who answered it, with its interval."""
    items = len(ELEMENTS)
    cross = tally.sums.cross[group]
    records = []
    for k, element in enumerate(ELEMENTS):
        own = cross[[k, items + k]][:, [k, items + k]]
        n = int(own[0, 0])
        counts = {f"c{answer}": int(c) for answer, c in enumerate(tally.sums.counts[group, k], 1)}
        records.append({"element": element, "n": n, **mean_record(own, n), **counts})
    return records


def mean_record(own: Ints, n: int) -> Record:
    """Give the mean of one item with its standard error and interval (t, n − 1)."""
    found = index.mean_of_items(own, n, Fraction(1))
    if found is None:
        return {}
    value = float(found.value)
    low, high = t_interval(value, found.se, n - 1, (1.0, 4.0)) or (None, None)
    return {"mean": value, "se": found.se, "low": low, "high": high}


def forms_of(tally: Tally, group: int) -> list[Record]:
    """Give the share that experienced each form, over those who answered it."""
    diagonal = tally.sums.form_cross[group].diagonal()
    return [
        {"form": form, "n": int(n), **share_record("share", "", int(count), int(n))}
        for form, n, count in zip(
            FORMS, diagonal[: len(FORMS)], diagonal[len(FORMS) :], strict=True
        )
    ]
