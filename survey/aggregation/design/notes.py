"""What a reader of the figures should know about a design."""

import numpy as np

from survey.aggregation.design.structure import Structure
from survey.errors import Problem, Slot, join_names


def design_notes(structure: Structure) -> tuple[Problem, ...]:
    """Note strata with a single unit: the estimates stand, but readers should know."""
    found = []
    first = structure.stages[0]
    alone = np.flatnonzero(first.lonely)
    if not structure.has_spread:
        found.append(Problem("design_no_spread"))
    elif len(alone):
        names = join_names(first.names[stratum] for stratum in alone)
        slots: dict[str, Slot] = {"count": len(alone), "names": names, "rule": structure.lonely}
        found.append(Problem("design_lonely", slots=slots))
    return tuple(found)
