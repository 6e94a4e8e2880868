"""The last step before publication: small bases are suppressed, with all they lead to.

A figure's base is the number of respondents behind it. Under the minimum it is suppressed,
and so is every figure it could be computed from or lead back to: the index falls with any
of its elements, the gap and the quadrant with the index, and the rate of maladministration
and freedom with any of the forms (the tenth follows from the rate and the other nine).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from survey.aggregation.disclosure.complement import Complement, Mask, TotalsOf
from survey.aggregation.scores.scores import Tables

_NOTE: Final = "under_min_n"
IKM: Final = (
    *("ikm", "ikm_se", "ikm_low", "ikm_high", "ikm_df", "ikm_deff", "ikm_grade", "ikm_rescaled"),
    *("gap", "quadrant"),
)
RATE: Final = ("mal_n", "mal_rate", "mal_low", "mal_high")
FREEDOM: Final = ("freedom", "freedom_se", "freedom_low", "freedom_high")
_TEXTS: Final = frozenset({"ikm_grade", "quadrant"})


def suppress(tables: Tables, min_n: int, totals: TotalsOf | None = None) -> Tables:
    """Suppress every figure with a base under `min_n`, in every table.

    A base of 0 is shown: it stands for no figure and no person. `totals` maps rows of the
    scores to the rows they are the sum of: as much more is then suppressed as keeps anyone
    from computing a suppressed figure from them, by `protect`, for each measure on its own
    base.
    """
    guard = Complement(totals or {}, min_n)
    group = guard.rows(tables.scores["n"], is_under_min_n(tables.scores["n"], min_n))
    elements, forms = (
        guard.items(items["n"], _small_items(items, group, min_n), len(group))
        for items in (tables.elements, tables.maladministration)
    )
    rate = group | is_under_min_n(tables.scores["mal_n"], min_n) | _any_of(forms, group)
    hidden = {
        "group": group,
        "ikm": group | _any_of(elements, group),
        "mal": guard.rows(tables.scores["mal_n"], rate),
        "freedom": group | _any_of(forms, group),
    }
    return replace(
        tables,
        scores=_hide_scores(tables.scores, hidden),
        elements=_hide_items(tables.elements, elements, "element"),
        maladministration=_hide_items(tables.maladministration, forms, "form"),
        merged=_hide_merged(tables, hidden),
        min_n=min_n,
    )


def is_under_min_n(n: "pd.Series", min_n: int) -> Mask:
    """Return a mask of the bases too small to show."""
    return ((n > 0) & (n < min_n)).fillna(False).to_numpy(dtype=bool)


def _small_items(items: pd.DataFrame, group: Mask, min_n: int) -> Mask:
    """Return a mask of item rows suppressed by their own base or with their group."""
    each = len(items) // len(group) if len(group) else 0
    return is_under_min_n(items["n"], min_n) | np.repeat(group, each)


def _any_of(items: Mask, group: Mask) -> Mask:
    """Return a mask of the groups with any suppressed item."""
    return np.asarray(items.reshape(len(group), -1).any(axis=1)) if len(group) else group


def _hide_items(items: pd.DataFrame, rows: Mask, key: str) -> pd.DataFrame:
    """Suppress every figure of an item: all columns after its key."""
    columns = list(items.columns)
    return _hide(items, rows, columns[columns.index(key) + 1 :])


def _hide(frame: pd.DataFrame, rows: Mask, columns: Iterable[str]) -> pd.DataFrame:
    frame = frame.copy()
    for name in columns:
        if name in frame:
            frame.loc[rows, name] = "" if name in _TEXTS else pd.NA
    return frame


def _hide_scores(frame: pd.DataFrame, hidden: dict[str, Mask]) -> pd.DataFrame:
    """Suppress figures of groups, and mark and note that they are."""
    frame = _hide(frame, hidden["group"], ["n"])
    for measure, columns in (("ikm", IKM), ("mal", RATE), ("freedom", FREEDOM)):
        frame = _hide(frame, hidden[measure], columns)
    frame.loc[hidden["group"], "suppressed"] = 1
    codes = [
        _noted(notes, {measure for measure, mask in hidden.items() if mask[at]})
        for at, notes in enumerate(frame["notes"])
    ]
    return frame.assign(notes=pd.Series(codes, index=frame.index, dtype=object))


def _noted(notes: tuple[str, ...], hidden: set[str]) -> tuple[str, ...]:
    """Add the note, and drop notes that would reveal something about suppressed figures."""
    if not hidden:
        return notes
    return (*(note for note in notes if not _tells(note, hidden)), _NOTE)


def _tells(note: str, hidden: set[str]) -> bool:
    """Return whether a note concerns a suppressed measure; one on compliance never does."""
    about = note.split("_", 1)[0]
    of_measure = {"element": "ikm", "form": "mal"}.get(about, about)
    return of_measure in hidden


def _hide_merged(tables: Tables, hidden: dict[str, Mask]) -> pd.DataFrame:
    """Suppress in the merged table what is suppressed in the scores, linked by `from_group`."""
    merged = tables.merged
    if "from_group" not in merged:
        return merged
    linked = merged["from_group"].to_numpy(dtype=int)
    masks = {
        name: np.array([at >= 0 and bool(mask[at]) for at in linked], dtype=bool)
        for name, mask in hidden.items()
    }
    return _hide_scores(merged, masks).drop(columns="from_group")
