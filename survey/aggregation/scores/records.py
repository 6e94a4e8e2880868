"""From the sums and figures of a group to its records: rounded, graded, annotated."""

from collections.abc import Iterator
from typing import Any

from survey.aggregation.rounding import half_up
from survey.aggregation.scores import index
from survey.aggregation.scores.figures import Figure, Figures
from survey.aggregation.scores.tallies import ALL_CHANNELS, Sums
from survey.instrument import ELEMENTS, FORMS, SELF_SELECTED

Record = dict[str, Any]


def score_records(sums: Sums, at: int, figures: Figures) -> list[Record]:
    """Return the group's own row: index, freedom and rate of maladministration."""
    channels = _channels_of(sums, at)
    record: Record = {"n": int(sums.n[at]), "channels": channels, "suppressed": 0}
    record["mal_n"] = int(sums.form_any[at] + sums.form_none[at])
    if ikm := figures.get("ikm"):
        record |= _index_record(ikm)
    if freedom := figures.get("freedom"):
        value = float(half_up(freedom.exact))
        record |= {"freedom": value, "freedom_se": freedom.se, **_ends(freedom, "freedom_")}
    if rate := figures.get("mal_rate"):
        record |= {"mal_rate": rate.value, **_ends(rate, "mal_")}
    forms = bool(sums.form_rows[at])
    notes = (*_notes_of(figures, channels, asked=forms), *figures.notes)
    return [record | {"notes": notes}]


def _index_record(ikm: Figure) -> Record:
    """Return the index and its grade, each from the unrounded value."""
    rounded = float(half_up(ikm.exact))
    return {
        "ikm": rounded,
        "ikm_grade": index.grade(ikm.exact),
        # From the printed index, so that a reader can recompute it.
        "ikm_rescaled": index.rescaled(rounded),
        "ikm_se": ikm.se,
        "ikm_df": ikm.df,
        "ikm_deff": ikm.deff,
        **_ends(ikm, "ikm_"),
    }


def element_records(sums: Sums, at: int, figures: Figures) -> list[Record]:
    """Return one record per element: its mean, and the count of each answer."""
    records = []
    for k, element in enumerate(ELEMENTS):
        counts = {f"c{answer}": int(c) for answer, c in enumerate(sums.counts[at, k], 1)}
        record = {"element": element, "n": int(sums.cross[at, k, k]), **counts}
        if mean := figures.get(element):
            record |= {"mean": mean.value, "se": mean.se, **_ends(mean)}
        records.append(record)
    return records


def form_records(sums: Sums, at: int, figures: Figures) -> list[Record]:
    """Return one record per form: the share that experienced it."""
    records = []
    for k, form in enumerate(FORMS):
        record: Record = {"form": form, "n": int(sums.form_cross[at, k, k])}
        if share := figures.get(f"mal_{form}"):
            record |= {"share": share.value, **_ends(share)}
        records.append(record)
    return records


def _ends(figure: Figure, prefix: str = "") -> Record:
    low, high = figure.interval or (None, None)
    return {f"{prefix}low": low, f"{prefix}high": high}


def _channels_of(sums: Sums, at: int) -> tuple[str, ...]:
    counts = sums.channels[at]
    return tuple(name for name, count in zip(ALL_CHANNELS, counts, strict=True) if count)


def _notes_of(figures: Figures, channels: tuple[str, ...], *, asked: bool) -> Iterator[str]:
    """Yield notes on what is not comparable, missing or without an interval.

    `asked`: at least one form was answered, so that a missing rate deserves a note.
    """
    if SELF_SELECTED & set(channels) and set(channels) - SELF_SELECTED:
        yield "mixed_channels"
    if figures.get("ikm") is None:
        yield "element_unanswered"
    if asked and figures.get("freedom") is None:
        yield "form_unanswered"
    for name in ("ikm", "freedom"):
        figure = figures.get(name)
        if figure is not None and figure.interval is None:
            yield f"{name}_interval_not_estimable"
