"""Estimates under a sampling design: strata, clusters, weights, finite populations.

design = Design(frame, weights="weight", strata="unit", psu="day")
design.mean("speed")                          # value, se, df, low, high, n
design.by("unit", "proportion", "paid_bribe")
difference(this_round.mean("speed"), last_round.mean("speed")).p
covariance(design, z)                         # of any statistic, from linearised values
"""

from survey.aggregation.design.comparing import Difference, difference
from survey.aggregation.design.design import Design, covariance
from survey.aggregation.design.estimate import Estimate
from survey.aggregation.design.joint_estimates import Estimates

__all__ = ["Design", "Difference", "Estimate", "Estimates", "covariance", "difference"]
