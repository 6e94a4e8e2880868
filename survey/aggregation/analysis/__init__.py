"""What the scores say, with standard errors and tests, or a coded reason why not.

design = Design(answered(frame), strata="unit", psu="day")
ikm(design)                                   # the index with SE, df and interval
mean_of_units(by_unit(design))                # an institution, by a named rule
extremes(design).weakest.not_apart            # elements that might as well be the weakest
quadrant(ikm(design), zone="hijau").crosses   # is the quadrant in doubt?
"""

from survey.aggregation.analysis.agreement import Agreement, Pair, agreement, pairs_of
from survey.aggregation.analysis.channels import Channels, channels
from survey.aggregation.analysis.elements import Comparison, Extreme, Extremes, extremes
from survey.aggregation.analysis.holm import holm
from survey.aggregation.analysis.index_of import (
    answered,
    elements,
    forms,
    freedom,
    ikm,
    within_scale,
)
from survey.aggregation.analysis.institutions import Score, by_unit, mean_of_units, pooled
from survey.aggregation.analysis.quadrant import Quadrant, gap_notes, quadrant
from survey.aggregation.analysis.trend import (
    Basis,
    Change,
    RoundIndex,
    Trend,
    compare_rounds,
    trend,
)

__all__ = [
    "Agreement",
    "Basis",
    "Change",
    "Channels",
    "Comparison",
    "Extreme",
    "Extremes",
    "Pair",
    "Quadrant",
    "RoundIndex",
    "Score",
    "Trend",
    "agreement",
    "answered",
    "by_unit",
    "channels",
    "compare_rounds",
    "elements",
    "extremes",
    "forms",
    "freedom",
    "gap_notes",
    "holm",
    "ikm",
    "mean_of_units",
    "pairs_of",
    "pooled",
    "quadrant",
    "trend",
    "within_scale",
]
