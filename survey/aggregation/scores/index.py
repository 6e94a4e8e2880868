"""The definition of the index: its weights, its scale and its grades.

IKM = 25 × Σ weight × NRR (PermenPANRB 14/2017), where NRR is the mean of an element over
those who answered it. Grades: the regulation's table, on the index rounded to two
decimals, half up, so that no value falls between two bands.
"""

from fractions import Fraction
from typing import Final

from survey.aggregation.intervals import Interval
from survey.aggregation.rounding import half_up
from survey.instrument import ELEMENTS, FORMS, SCALE

# Freedom from maladministration is 100 × (1 − mean share over the ten forms). Our own measure.
FREEDOM_FACTOR: Final = Fraction(-100, len(FORMS))
FREEDOM_SCALE: Final = (0.0, 100.0)
ELEMENT_SCALE: Final = (float(SCALE[0]), float(SCALE[-1]))

# Lowest index of each grade, in hundredths. Below 25.00 (possible with 0.11) is D as well.
# Whole numbers, so that no float decides between two grades.
_GRADES: Final = ((8831, "A"), (7661, "B"), (6500, "C"))
WELL_PERCEIVED: Final = 76.61


def factor(weight: Fraction) -> Fraction:
    """Return what one point of an element's mean adds to the index; `weight` is the element's."""
    return 25 * weight


def scale(weight: Fraction) -> Interval:
    """Return the lowest and highest possible index: 25 and 100 where the weights add up to 1."""
    lowest = float(factor(weight) * len(ELEMENTS))
    return lowest, 4 * lowest


def grade(ikm: Fraction) -> str:
    """Return the grade of an unrounded index, A to D; every value has exactly one."""
    hundredths = half_up(ikm) * 100
    return next((letter for lowest, letter in _GRADES if hundredths >= lowest), "D")


def rescaled(ikm: float) -> float:
    """Return an index that starts at 25 on 0–100: (ikm − 25) / 75 × 100."""
    return (ikm - 25) / 75 * 100
