"""Finite populations: sizes or sampling fractions, one column per stage."""

from dataclasses import replace

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import (
    SAME,
    Column,
    Floats,
    called,
    numeric,
    refuse_values,
    series,
)
from survey.aggregation.design.stages import Stage
from survey.errors import Unusable


def with_populations(
    stages: list[Stage], frame: pd.DataFrame, columns: list[Column]
) -> tuple[Stage, ...]:
    """Return the stages with their populations, as R's `svydesign` sets them.

    Without any, the first stage counts as drawn with replacement and later stages are not
    needed: the spread of the PSU totals includes theirs. A stage without a population,
    after one that has it, counts as drawn with replacement.
    """
    if len(columns) > len(stages):
        raise Unusable("design_fpc_stages", given=len(columns), stages=len(stages))
    values = [positive(frame, column) for column in columns]
    sizes = _are_sizes(values, columns)
    result: list[Stage] = []
    for level, stage in enumerate(stages[: len(columns) + 1 if columns else 1]):
        placed = stage.within(result[-1]) if result else stage
        if level < len(values):
            name = called(columns[level], "fpc")
            placed = with_population(placed, values[level], sizes, name)
        result.append(placed)
    return tuple(result)


def positive(frame: pd.DataFrame, column: Column) -> Floats:
    """Read sizes or fractions, infinite ones included (R: drawn with replacement)."""
    found = series(frame, column, "fpc")
    values = numeric(found, called(column, "fpc"))
    refuse_values("design_bad_fpc", called(column, "fpc"), ~(values > 0), found)
    return values


def _are_sizes(values: list[Floats], columns: list[Column]) -> bool:
    """Return whether values are sizes (≥ 1), not fractions (≤ 1); refuses a mixture, as R does."""
    large = any(bool((each > 1).any()) for each in values)
    small = any(bool((each < 1).any()) for each in values)
    if large and small:
        names = ", ".join(called(column, "fpc") for column in columns)
        raise Unusable("design_fpc_mixed", column=names)
    return large


def with_population(stage: Stage, values: Floats, sizes: bool, column: str) -> Stage:
    """Set the populations of a stage's strata from one value (size or fraction) per row."""
    each = one_a_stratum(stage, values, column)
    population = each if sizes else stage.sampled / each
    short = np.flatnonzero(population < stage.sampled * (1 - SAME))
    if len(short):
        where = int(short[0])
        raise Unusable(
            "design_small_population",
            row=first_row(stage, where) + 2,
            column=column,
            value=f"{population[where]:g}",
            stratum=stage.names[where],
            sampled=int(stage.sampled[where]),
        )
    return replace(stage, population=np.maximum(population, stage.sampled))


def one_a_stratum(stage: Stage, values: Floats, column: str) -> Floats:
    """Return the value of each stratum; refuses two values in one stratum."""
    rows = stage.row_strata
    _, first = np.unique(rows, return_index=True)
    expected = values[first][rows]
    odd = np.flatnonzero(~np.isclose(values, expected, rtol=SAME, atol=0))
    if len(odd):
        row = int(odd[0])
        raise Unusable(
            "design_fpc_varies",
            row=row + 2,
            column=column,
            value=f"{values[row]:g}",
            stratum=stage.names[rows[row]],
            other=f"{expected[row]:g}",
        )
    return np.asarray(values[first])


def first_row(stage: Stage, stratum: int) -> int:
    """Return the first row of a stratum."""
    return int(np.flatnonzero(stage.row_strata == stratum)[0])
