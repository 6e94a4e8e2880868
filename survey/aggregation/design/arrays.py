"""Columns of a frame, read into arrays and checked."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.errors import Unusable, join_names

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
# A column is named, or given as values in the order of the frame's rows.
Column = str | npt.NDArray[Any] | pd.Series
Columns = list[Any] | tuple[Column, ...]
# Differences of this size, relative to the numbers they come from, are rounding.
_ROUNDING: Final = 1e-13
# How far two programs may differ in writing one number: a total, a population size.
SAME: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A column of labels: a code (0 …) for each row, and the label of each code."""

    codes: Codes
    names: tuple[Hashable, ...]


def several(columns: Column | Columns | None) -> list[Column]:
    """Return a list of columns, whether none, one or several were named."""
    if columns is None:
        return []
    return list(columns) if isinstance(columns, list | tuple) else [columns]


def called(column: Column, role: str) -> str:
    """Return a column's name for messages and results: its own, else its role."""
    if isinstance(column, str):
        return column
    name = column.name if isinstance(column, pd.Series) else None
    return role if name is None else str(name)


def series(frame: pd.DataFrame, column: Column, role: str) -> pd.Series:
    """Return a column; raises `Unusable` for an unknown name, another length, or other rows."""
    if isinstance(column, str):
        if column not in frame.columns:
            raise Unusable(
                "design_unknown_column", column=column, names=join_names(map(str, frame))
            )
        return frame[column]
    name = called(column, role)
    if len(column) != len(frame):
        raise Unusable("design_length", column=name, found=len(column), rows=len(frame))
    if isinstance(column, pd.Series):
        # Values of a sorted or filtered copy would land on other people's rows.
        if not column.index.equals(frame.index):
            raise Unusable("design_other_rows", column=name)
        return column
    return pd.Series(column, index=frame.index, name=name)


def _sheet_rows(positions: Iterable[int]) -> str:
    """Return rows as a spreadsheet numbers them: the heading is row 1."""
    return join_names(str(position + 2) for position in positions)


def refuse_values(code: str, column: str, bad: Flags, values: pd.Series) -> None:
    """Refuse the values at the marked rows, naming the first value and all rows."""
    if bad.any():
        rows = np.flatnonzero(bad)
        first = int(rows[0])
        raise Unusable(
            code,
            row=first + 2,
            column=column,
            value=str(values.iloc[first]),
            rows=_sheet_rows(rows.tolist()),
        )


def numbers(frame: pd.DataFrame, column: Column, role: str) -> Floats:
    """Read numbers, NaN where missing; refuses text and infinite values.

    Infinite sizes of a population are read by `fractions`, where they have a meaning.
    """
    values = series(frame, column, role)
    result = numeric(values, called(column, role))
    refuse_values("design_not_finite", called(column, role), np.isinf(result), values)
    return result


def numeric(values: pd.Series, name: str) -> Floats:
    """Turn a series into floats; refuses what is no number."""
    found = pd.to_numeric(values, errors="coerce")
    refuse_values("design_not_numeric", name, np.asarray(found.isna() & ~blank(values)), values)
    return np.asarray(found.astype("float64").to_numpy(dtype="float64", na_value=np.nan))


def labels(frame: pd.DataFrame, column: Column, role: str) -> Labels:
    """Read labels; refuses missing and blank ones, for a row without a label has no place."""
    values = series(frame, column, role)
    refuse_values("design_no_label", called(column, role), np.asarray(blank(values)), values)
    codes, names = pd.factorize(values)
    return Labels(np.asarray(codes, dtype=np.intp), tuple(pd.Index(names)))


def blank(values: pd.Series) -> pd.Series:
    """Return a mask of missing values and empty texts."""
    if pd.api.types.is_numeric_dtype(values):
        return values.isna()
    return values.isna() | (values.astype("string").str.strip() == "").fillna(True).astype(bool)


def refuse_spellings(names: Sequence[Hashable], column: str) -> None:
    """Refuse labels that differ only in capitals or blanks: they would be two strata."""
    seen: dict[str, Hashable] = {}
    for name in names:
        key = " ".join(str(name).split()).casefold()
        if key in seen:
            raise Unusable(
                "design_two_spellings", column=column, value=str(name), other=repr(seen[key])
            )
        seen[key] = name


def without_rounding(values: Floats, against: Floats) -> Floats:
    """Set to 0 what is only rounding beside the numbers it was subtracted from.

    Without it, answers that are all equal would get an SE of 1e-17 and an interval. Both
    arrays have one column per quantity, or no columns at all.
    """
    if not len(values):
        return values
    return np.where(np.abs(values) <= _ROUNDING * np.abs(against).max(axis=0), 0.0, values)
