"""Groups of rows by one or several columns."""

from collections.abc import Hashable, Iterator

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import (
    Codes,
    Column,
    Columns,
    Flags,
    blank,
    called,
    refuse_spellings,
    series,
    several,
)
from survey.aggregation.design.stages import pair
from survey.errors import Unusable


def groups_of(
    frame: pd.DataFrame, columns: Column | Columns, domain: Flags
) -> Iterator[tuple[Hashable, Flags]]:
    """Return each group with rows in the domain: its key, and a mask of its rows.

    The key is the label, or a tuple of labels where several columns are given. Groups come
    in the order of their labels. A row without a label belongs to no group, as in R.
    """
    found = [_coded(frame, column) for column in several(columns)]
    if not found:
        raise Unusable("design_no_groups")
    there = domain.copy()
    combined = np.zeros(len(frame), dtype=np.intp)
    for codes, _ in found:
        there &= codes >= 0
        combined = pair(combined, np.maximum(codes, 0))
    for group in np.unique(combined[there]):
        rows = there & (combined == group)
        first = int(np.flatnonzero(rows)[0])
        key = tuple(names[codes[first]] for codes, names in found)
        yield (key if len(key) > 1 else key[0]), rows


def _coded(frame: pd.DataFrame, column: Column) -> tuple[Codes, list[Hashable]]:
    """Return the number of each label in their order, −1 where there is none."""
    values = series(frame, column, "group")
    codes, found = pd.factorize(values.where(~blank(values)))
    names: list[Hashable] = list(found)
    refuse_spellings(names, called(column, "group"))
    order = sorted(range(len(names)), key=lambda code: _sort_key(names[code]))
    rank = np.full(len(names) + 1, -1, dtype=np.intp)
    rank[order] = np.arange(len(names))
    return np.asarray(rank[codes]), [names[code] for code in order]


def _sort_key(label: Hashable) -> tuple[int, float, str]:
    """Sort numbers by size, before texts by letter."""
    if isinstance(label, int | float | np.number):
        return 0, float(label), ""
    return 1, 0.0, str(label)
