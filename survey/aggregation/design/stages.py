"""Stages of sampling: which unit each row belongs to, how many were drawn, of how many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from survey.aggregation.design.arrays import Codes, Floats, Labels
from survey.errors import Unusable


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage: n rows in U units in H strata.

    Units are nested in the units of the stage before, and so are strata: the second stage
    has at least one stratum within every unit of the first.
    """

    units: Codes  # (n,) unit of each row
    strata: Codes  # (U,) stratum of each unit
    names: tuple[str, ...]  # (H,) strata, for messages
    population: Floats  # (H,) units that exist; inf: drawn with replacement
    parents: Codes  # (H,) unit of the stage before; 0 at the first stage
    passed: Floats  # (H,) fraction that the stages before let through; 1 at the first

    @cached_property
    def sampled(self) -> Floats:
        """(H,) units drawn."""
        return np.bincount(self.strata, minlength=len(self.names)).astype(float)

    @property
    def fraction(self) -> Floats:
        """(H,) share of the units that was drawn: n/N."""
        return self.sampled / self.population

    @property
    def row_strata(self) -> Codes:
        """(n,) stratum of each row."""
        return np.asarray(self.strata[self.units])

    @property
    def lonely(self) -> np.ndarray:
        """(H,) strata with one unit drawn of several, whose variance no sample can show."""
        return np.asarray((self.sampled == 1) & ~self.census)

    @property
    def census(self) -> np.ndarray:
        """(H,) strata of which every unit was drawn (R's bound: 1 − n/N under 1e-7)."""
        return np.asarray(1 - self.fraction < 1e-7)

    def within(self, before: "Stage") -> "Stage":
        """Place this stage below another, whose population is known."""
        strata = before.strata[self.parents]
        return replace(self, passed=(before.passed * before.fraction)[strata])


def first_stage(units: Labels, strata: Labels, nest: bool, column: str) -> Stage:
    """Build the stage of the PSUs; with `nest`, the same label in two strata is two PSUs."""
    return _build_stage(units, strata, np.zeros_like(units.codes), nest, column)


def next_stage(units: Labels, strata: Labels, before: Stage, nest: bool, column: str) -> Stage:
    """Build a later stage: the same label in two units of the stage before is two units."""
    return _build_stage(units, strata, before.units, nest, column)


def _build_stage(units: Labels, strata: Labels, parent: Codes, nest: bool, column: str) -> Stage:
    """Nest labels in their parents and number them."""
    row_strata = pair(parent, strata.codes)
    row_units = pair(row_strata if nest else parent, units.codes)
    _, where = np.unique(row_units, return_index=True)
    unit_strata = row_strata[where]
    _refuse_two_strata(row_units, row_strata, unit_strata, (units, strata), column)
    _, first = np.unique(row_strata, return_index=True)
    names = tuple(str(strata.names[code]) for code in strata.codes[first])
    open_end = np.full(len(names), np.inf)
    return Stage(row_units, unit_strata, names, open_end, parent[first], np.ones_like(open_end))


def pair(outer: Codes, inner: Codes) -> Codes:
    """Number the pairs of two codes: 0, 1, …"""
    width = int(inner.max(initial=0)) + 1
    return np.asarray(np.unique(outer * width + inner, return_inverse=True)[1], dtype=np.intp)


def _refuse_two_strata(
    units: Codes, strata: Codes, expected: Codes, labels: Sequence[Labels], column: str
) -> None:
    """Refuse a unit whose rows lie in two strata."""
    odd = np.flatnonzero(strata != expected[units])
    if len(odd):
        row = int(odd[0])
        other = int(np.flatnonzero(units == units[row])[0])
        names = [str(labels[1].names[labels[1].codes[each]]) for each in (other, row)]
        raise Unusable(
            "design_psu_in_two_strata",
            row=row + 2,
            column=column,
            value=str(labels[0].names[labels[0].codes[row]]),
            strata=", ".join(names),
        )
