"""A figure of a group, however it was estimated."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from survey.aggregation.intervals import Interval


@dataclass(frozen=True)
class Figure:
    """One figure. A share is between 0 and 1, a mean, the index and freedom on their scale.

    `exact` is what rounding half up starts from. `se` is None where no spread can be known,
    `interval` (95 %) where it cannot be estimated, `deff` where no design effect was asked for.
    """

    value: float
    exact: Fraction
    se: float | None
    df: int
    interval: Interval | None
    deff: float | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of a group; what has no base is absent. `notes` are codes.

    Names: the items (`waktu`, `mal_imbalan`), `ikm`, `freedom`, `mal_rate`.
    """

    found: Mapping[str, Figure]
    notes: tuple[str, ...] = ()

    def get(self, name: str) -> Figure | None:
        """Give a figure, or None."""
        return self.found.get(name)
