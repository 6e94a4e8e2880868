"""What a reader can solve: the unknowns that a system of linear equations determines, exactly."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

Variable = TypeVar("Variable")
Equation = dict[Variable, Fraction]


def determined(equations: Iterable[Mapping[Variable, int]]) -> set[Variable]:
    """Return the unknowns that can have only one value, given every equation's coefficients.

    The right-hand sides do not matter: the equations are known to have a solution. Rows are
    sparse, since a published total concerns few of all the cells.
    """
    reduced: dict[Variable, Equation[Variable]] = {}
    for equation in equations:
        row = {name: Fraction(factor) for name, factor in equation.items() if factor}
        for pivot in [name for name in row if name in reduced]:
            _subtract(row, reduced[pivot], row[pivot])
        if row:
            _insert(reduced, row)
    # A row reduced to its pivot alone: no free unknown can change that value.
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def _insert(reduced: dict[Variable, Equation[Variable]], row: Equation[Variable]) -> None:
    """Add a row, and eliminate its leading unknown from the others."""
    pivot, lead = next(iter(row.items()))
    scaled = {name: factor / lead for name, factor in row.items()}
    for other in reduced.values():
        if pivot in other:
            _subtract(other, scaled, other[pivot])
    reduced[pivot] = scaled


def _subtract(row: Equation[Variable], other: Equation[Variable], times: Fraction) -> None:
    """Subtract a multiple of another row in place; unknowns that cancel out are removed."""
    for name, factor in other.items():
        left = row.get(name, Fraction(0)) - times * factor
        if left:
            row[name] = left
        else:
            row.pop(name, None)
