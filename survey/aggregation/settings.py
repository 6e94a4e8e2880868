"""Settings of the figures: light, so that a command can name them without loading pandas."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

# What a stratum with one PSU adds to a variance; the names are those of R's `survey.lonely.psu`.
Lonely = Literal["adjust", "remove", "average", "certainty"]

ELEMENT_WEIGHTS: Final = {
    "exact": Fraction(1, 9),
    "0.111": Fraction("0.111"),
    "0.11": Fraction("0.11"),
}


@dataclass(frozen=True)
class Settings:
    """How scores are computed; printed with every result."""

    element_weight: str = "exact"
    min_n: int = 10

    @property
    def weight(self) -> Fraction:
        """Weight of one element."""
        return ELEMENT_WEIGHTS[self.element_weight]
