"""The variance of a total, stage by stage, under any design.

The recursion is R `survey`'s (`svyrecvar`: T. Lumley, Complex Surveys, 2010, section 2.4,
after W. Cochran, Sampling Techniques, 1977, chapter 11). With t the weighted totals of the
units of a stratum h in stage s, of which n were drawn of N:

    V = Σ_s Σ_h  passed · (1 − n/N) · n/(n − 1) · Σ_units (t − mean of t)²

where `passed` is the product of the fractions n/N of the stages before.
"""

import numpy as np

from survey.aggregation.design.arrays import Codes, Flags, Floats, without_rounding
from survey.aggregation.design.stages import Stage
from survey.aggregation.design.structure import Margin, Structure
from survey.aggregation.settings import Lonely

# R sweeps the margins of a raking ten times; the residuals have settled by then.
_SWEEPS = 10


def covariance_of_totals(structure: Structure, z: Floats, used: Flags | None = None) -> Floats:
    """Return the (k, k) covariance of the totals Σ w z of n × k linearised values.

    z are 0 outside the domain that is asked for: its rows stay in the design, so that PSUs
    without any count as totals of 0. `used` (n × k) marks the rows in the domain and is
    needed under the rule `average` alone, which leaves out strata without such rows (as R
    does, though not after an adjustment to known totals, which counts on every stratum).
    NaN where the rule has nothing to average over.
    """
    weighted = _residuals(structure, z * structure.weights[:, None])
    if used is None or structure.adjustments:
        used = np.ones(z.shape, dtype=bool)
    result = np.zeros((z.shape[1], z.shape[1]))
    for stage in structure.stages:
        part = _deviations(stage, weighted, structure.lonely)
        if structure.lonely == "average":
            part = part * np.sqrt(_averaging(stage, used))[_unit_parents(stage)]
        result += part.T @ part
    return result


def _deviations(stage: Stage, weighted: Floats, lonely: Lonely) -> Floats:
    """Return the scaled deviations (U, k) of unit totals, whose squares add up to the variance."""
    totals = _add_up(weighted, stage.units, len(stage.strata))
    means = _add_up(totals, stage.strata, len(stage.names)) / stage.sampled[:, None]
    apart = without_rounding(totals - means[stage.strata], totals)
    if lonely == "adjust":
        # A lonely unit is compared with the whole sample, whose linearised values add up
        # to 0. For totals this is wide; R up to 4.1 does the same.
        alone = stage.lonely[stage.strata]
        apart[alone] = totals[alone]
    return np.asarray(apart * np.sqrt(_factors(stage))[stage.strata][:, None])


def _factors(stage: Stage) -> Floats:
    """Return passed · (1 − n/N) · n/(n − 1) of each stratum, without the last where n is 1."""
    n = stage.sampled
    small = np.where(n > 1, n / np.maximum(n - 1, 1), 1.0)
    return np.where(stage.census, 0.0, stage.passed * (1 - stage.fraction) * small)


def _averaging(stage: Stage, used: Flags) -> Floats:
    """Return (parents, k) factors that assign lonely strata the average of the others.

    Strata in use ÷ strata whose variance is known; NaN where there is none of these.
    """
    there = _add_up(used.astype(float), stage.row_strata, len(stage.names)) > 0
    parents = int(stage.parents.max(initial=0)) + 1
    wanted = _add_up(there.astype(float), stage.parents, parents)
    known = _add_up((there & ~stage.lonely[:, None]).astype(float), stage.parents, parents)
    empty = np.where(wanted > 0, np.nan, 1.0)
    return np.where(known > 0, wanted / np.maximum(known, 1), empty)


def _unit_parents(stage: Stage) -> Codes:
    """Return the (U,) unit of the stage before that each unit lies in."""
    return np.asarray(stage.parents[stage.strata])


def _add_up(values: Floats, groups: Codes, count: int) -> Floats:
    """Add up the rows of each group, column by column: (n, k) → (count, k)."""
    sums = [np.bincount(groups, weights=column, minlength=count) for column in values.T]
    return np.column_stack(sums) if sums else np.zeros((count, 0))


def _residuals(structure: Structure, weighted: Floats) -> Floats:
    """Remove what known totals explain, which does not vary (R's `postStratify`, `rake`).

    The values are weighted ones, w z. After raking, the margins are swept repeatedly, with
    plain means of z as R has them: exact where the weights within a group are equal.
    """
    result = weighted
    for margins in structure.adjustments:
        if len(margins) == 1:
            result = _swept(result, margins[0], margins[0].before)
            continue
        for margin in margins * _SWEEPS:
            result = _swept(result, margin, np.ones_like(margin.after))
    return without_rounding(result, weighted)


def _swept(weighted: Floats, margin: Margin, base: Floats) -> Floats:
    """Subtract the mean of each group, weighted by `base`."""
    count = int(margin.groups.max(initial=0)) + 1
    plain = weighted / margin.after[:, None]
    size = np.bincount(margin.groups, weights=base, minlength=count)
    means = _add_up(plain * base[:, None], margin.groups, count) / size[:, None]
    return np.asarray(weighted - means[margin.groups] * margin.after[:, None])
