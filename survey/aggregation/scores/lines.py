"""The index, freedom and the rate of maladministration as linearised estimates.

Each is a sum of item means over those who answered each item. With d = 1 for an answer,
T = c + f Σₖ Σ w d y / Σ w d is linearised to z = f Σₖ dₖ (yₖ − meanₖ) / Σ w dₖ (Taylor;
K. Wolter, Introduction to Variance Estimation, 2007, chapter 6), so that T's error is Σ w z.
Without a design this is `simple.mean_of_items`, digit by digit.
"""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from survey.aggregation.design.arrays import Flags, Floats
from survey.aggregation.design.linear import Linear, combined, mean, nothing
from survey.aggregation.scores import index

Lines = dict[str, Linear]


def item_means(weights: Floats, answers: Mapping[str, Floats], rows: Flags) -> Lines:
    """Linearise the mean of each item over those who answered it; NaN is no answer."""
    return {item: mean(weights, values, rows) for item, values in answers.items()}


def index_line(elements: Lines, weight: Fraction) -> Linear:
    """Return the index as a sum of all elements' means; nothing where one has no answer."""
    return _summed(elements, float(index.factor(weight)))


def freedom_line(forms: Lines) -> Linear:
    """Return 100 less the mean share over all forms, in %; nothing where one has no answer."""
    return _summed(forms, float(index.FREEDOM_FACTOR), 100.0)


def _summed(means: Lines, factor: float, constant: float = 0.0) -> Linear:
    """Return constant + factor × Σ mean; nothing unless every mean has a base."""
    if not all(len(line.rows) for line in means.values()):
        return nothing()
    return combined(list(means.values()), [factor] * len(means), constant)


def any_form(forms: Mapping[str, Floats]) -> Floats:
    """Return (n,) whether any form was experienced.

    1 where any form was, 0 where all ten are answered no, else NaN: an unanswered form
    might have been the one.
    """
    answers = np.column_stack(list(forms.values()))
    yes, no = (answers == 1).any(axis=1), (answers == 0).all(axis=1)
    return np.where(yes | no, yes.astype(float), np.nan)
