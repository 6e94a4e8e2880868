"""A figure of a group, however it was estimated."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from survey.aggregation.intervals import Interval


@dataclass(frozen=True)
class Figure:
    """One figure. A share lies between 0 and 1; a mean, the index and freedom on their scales.

    `exact` is the value that rounding half up starts from. `se` is None where no spread can
    be known, `interval` (95 %) where it cannot be estimated, `deff` where no design effect
    was asked for.
    """

    value: float
    exact: Fraction
    se: float | None
    df: int
    interval: Interval | None
    deff: float | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of a group; a figure without a base is absent. `notes` are codes.

    Names: the items (`waktu`, `mal_imbalan`), `ikm`, `freedom`, `mal_rate`.
    """

    found: Mapping[str, Figure]
    notes: tuple[str, ...] = ()

    def get(self, name: str) -> Figure | None:
        """Return a figure, None where it has no base."""
        return self.found.get(name)
