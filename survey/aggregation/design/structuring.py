"""From the columns of a frame to the structure of a design."""

from dataclasses import dataclass, field, replace
from typing import Final, get_args

import numpy as np
import pandas as pd

from survey.aggregation.design.arrays import (
    SAME,
    Column,
    Floats,
    Labels,
    called,
    labels,
    refuse_spellings,
)
from survey.aggregation.design.fractions import (
    first_row,
    one_a_stratum,
    positive,
    with_population,
    with_populations,
)
from survey.aggregation.design.stages import Stage, first_stage, next_stage
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.weighting import from_populations, read_weights
from survey.aggregation.settings import Lonely
from survey.errors import Unusable

_RULES: Final = get_args(Lonely)


@dataclass(frozen=True, slots=True)
class DesignPlan:
    """How a sample was drawn, in columns; see `Design`."""

    weights: Column | None = None
    strata: list[Column] = field(default_factory=list)
    units: list[Column] = field(default_factory=list)
    fpc: list[Column] = field(default_factory=list)
    population: Column | None = None
    nest: bool = False
    lonely: Lonely = "adjust"


def read_structure(frame: pd.DataFrame, plan: DesignPlan) -> Structure:
    """Read and check a design."""
    if plan.lonely not in _RULES:
        raise Unusable("design_unknown_rule", value=plan.lonely, names=", ".join(_RULES))
    bare = _read_stages(frame, plan)
    stages = with_populations(bare, frame, plan.fpc)
    people = None if plan.population is None else _read_people(frame, plan.population, bare[0])
    if people is not None and not plan.units and not plan.fpc:
        # People were drawn directly, so their number is that of the first stage's units.
        name = called(plan.population or "", "population")
        stages = (with_population(stages[0], people, sizes=True, column=name),)
    return Structure(_read_or_derive(frame, plan, stages, people), stages, plan.lonely)


def _read_stages(frame: pd.DataFrame, plan: DesignPlan) -> list[Stage]:
    """Build the stages, without their populations."""
    rows = Labels(np.arange(len(frame), dtype=np.intp), tuple(range(2, len(frame) + 2)))
    units = [(labels(frame, each, "psu"), called(each, "psu")) for each in plan.units]
    strata = [_read_strata(frame, each) for each in plan.strata]
    levels = units or [(rows, "row")]
    whole = Labels(np.zeros(len(frame), dtype=np.intp), ("all",))
    layers = strata or [whole]
    if len(layers) > len(levels):
        raise Unusable("design_strata_stages", given=len(layers), stages=len(levels))
    stages = [first_stage(levels[0][0], layers[0], plan.nest, levels[0][1])]
    for level, (found, name) in enumerate(levels[1:], 1):
        # As in R, the last strata given hold for the stages after.
        layer = layers[min(level, len(layers) - 1)]
        stages.append(next_stage(found, layer, stages[-1], plan.nest, name))
    return stages


def _read_strata(frame: pd.DataFrame, column: Column) -> Labels:
    """Read strata; refuses one stratum in two spellings."""
    found = labels(frame, column, "strata")
    refuse_spellings(found.names, called(column, "strata"))
    return found


def _read_people(frame: pd.DataFrame, column: Column, first: Stage) -> Floats:
    """Read the people of each row's stratum; refuses fewer than were interviewed there."""
    name = called(column, "population")
    values = positive(frame, column)
    each = one_a_stratum(first, values, name)
    asked = np.bincount(first.row_strata, minlength=len(first.names))
    short = np.flatnonzero(each < asked * (1 - SAME))
    if len(short):
        where = int(short[0])
        raise Unusable(
            "design_small_population",
            row=first_row(first, where) + 2,
            column=name,
            value=f"{each[where]:g}",
            stratum=first.names[where],
            sampled=int(asked[where]),
        )
    return values


def _read_or_derive(
    frame: pd.DataFrame, plan: DesignPlan, stages: tuple[Stage, ...], people: Floats | None
) -> Floats:
    """Read the weights, or derive them: people ÷ rows of a stratum, N/n, else 1."""
    if plan.weights is not None:
        return read_weights(frame, plan.weights)
    if people is not None:
        rows = stages[0].row_strata
        return np.asarray(people / np.bincount(rows)[rows])
    if plan.fpc:
        return from_populations(stages, len(plan.units) or 1)
    return np.ones(len(frame))


def part(structure: Structure, weights: Floats) -> Structure:
    """Return the same sample with other weights."""
    return replace(structure, weights=weights)
