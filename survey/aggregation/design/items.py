"""Columns to estimate: numbers, and shares of a category."""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import (
    Column,
    Flags,
    Floats,
    blank,
    called,
    numbers,
    refuse_values,
    series,
)
from survey.errors import Unusable, join_names


def item(frame: pd.DataFrame, column: Column) -> Floats:
    """Read a numeric (or yes/no) column, NaN where missing."""
    return numbers(frame, column, "values")


def indicator(frame: pd.DataFrame, column: Column, level: Hashable | None) -> Floats:
    """Mark the rows of a category with 1, the others with 0, missing ones with NaN.

    Without a level the column holds 0 and 1 (or no and yes) itself. Refuses other numbers,
    and a level that no row has: it would be a spelling mistake that reads as 0 %.
    """
    name = called(column, "values")
    values = series(frame, column, name)
    if level is None:
        found = item(frame, column)
        refuse_values("design_not_binary", name, ~np.isin(found, (0, 1)) & ~np.isnan(found), values)
        return found
    missing = np.asarray(blank(values))
    same = np.asarray((values == level).fillna(False), dtype=bool)
    if not same.any():
        names = join_names(str(each) for each in values[~missing].unique())
        raise Unusable("design_unknown_level", column=name, value=str(level), names=names)
    return np.where(missing, np.nan, same.astype(float))


def complete(columns: list[Floats]) -> Flags:
    """Mark the rows in which no column is missing."""
    return np.asarray(~np.isnan(np.column_stack(columns)).any(axis=1))
