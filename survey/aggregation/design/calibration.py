"""Weights that add up to known totals: post-stratification and raking."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import (
    SAME,
    Codes,
    Column,
    Floats,
    called,
    labels,
    refuse_spellings,
)
from survey.aggregation.design.structure import Margin, Structure
from survey.errors import Unusable, join_names

Totals = Mapping[Any, float]


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A variable with known totals: the group of each row, and the total of each group."""

    name: str
    groups: Codes
    totals: Floats


def read_target(frame: pd.DataFrame, column: Column, totals: Totals | pd.Series) -> Target:
    """Match a column's categories with known totals; raises `Unusable` for any unmatched."""
    name = called(column, "margin")
    found = labels(frame, column, "margin")
    refuse_spellings(found.names, name)
    known = dict(totals.items())
    if missing := [str(each) for each in found.names if each not in known]:
        raise Unusable("design_margin_missing", column=name, value=join_names(missing))
    if extra := [str(each) for each in known if each not in found.names]:
        raise Unusable("design_margin_extra", column=name, value=join_names(extra))
    values = np.array([float(known[each]) for each in found.names])
    bad = ~(np.isfinite(values) & (values > 0))
    if bad.any():
        where = int(np.flatnonzero(bad)[0])
        label, value = str(found.names[where]), f"{values[where]:g}"
        raise Unusable("design_bad_margin", column=name, value=value, category=label)
    return Target(name, found.codes, values)


def post_stratified(structure: Structure, target: Target) -> Structure:
    """Scale the weights of each category to its known total (R: `postStratify`)."""
    weights, margin = _adjusted(structure.weights, target)
    return replace(structure, weights=weights, adjustments=(*structure.adjustments, (margin,)))


def raked(
    structure: Structure, targets: list[Target], tolerance: float, max_iterations: int
) -> Structure:
    """Post-stratify by one variable after the other until all totals are met (R: `rake`).

    Stops when no total is further off than `tolerance` × the sum of all. Variances use the
    margins of one more round, in which nothing changes any more. Refuses totals that cannot
    be met in `max_iterations`.
    """
    aligned = _of_one_population(targets)
    weights = structure.weights
    for _ in range(max_iterations):
        settled = _worst_of(weights, aligned)[0] <= tolerance
        weights, margins = _one_round(weights, aligned)
        if settled:
            made = (*structure.adjustments, margins)
            return replace(structure, weights=weights, adjustments=made)
    off, name = _worst_of(weights, aligned)
    raise Unusable(
        "design_raking_failed", column=name, iterations=max_iterations, gap=f"{100 * off:.2g}"
    )


def _one_round(weights: Floats, targets: list[Target]) -> tuple[Floats, tuple[Margin, ...]]:
    """Scale weights to each variable's totals in turn."""
    margins = []
    for target in targets:
        weights, margin = _adjusted(weights, target)
        margins.append(margin)
    return weights, tuple(margins)


def _adjusted(weights: Floats, target: Target) -> tuple[Floats, Margin]:
    """Scale weights to the totals of one variable."""
    factors = target.totals / np.bincount(target.groups, weights=weights)
    after = weights * factors[target.groups]
    return after, Margin(target.groups, weights, after)


def _worst_of(weights: Floats, targets: list[Target]) -> tuple[float, str]:
    """Return the largest error of a total, as a share of the sum, and its variable."""
    gaps = [
        (float(np.abs(found - target.totals).max() / target.totals.sum()), target.name)
        for target in targets
        for found in [np.bincount(target.groups, weights=weights)]
    ]
    return max(gaps)


def _of_one_population(targets: list[Target]) -> list[Target]:
    """Refuse margins of different populations; remove rounding differences between them."""
    if not targets:
        raise Unusable("design_no_margins")
    first = targets[0]
    size = float(first.totals.sum())
    for target in targets[1:]:
        other = float(target.totals.sum())
        if abs(other - size) > SAME * size:
            raise Unusable(
                "design_margin_totals",
                column=target.name,
                value=f"{other:g}",
                other=first.name,
                total=f"{size:g}",
            )
    # Totals that differ by rounding alone could never all be met.
    return [replace(each, totals=each.totals * (size / each.totals.sum())) for each in targets]
