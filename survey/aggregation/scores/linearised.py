"""The figures of a group under its sampling design: value, SE, df and interval of each.

One covariance of all linearised values yields every SE. A group is a domain: PSUs without
rows of the group stay in the design. Intervals: t within the scale; for a share by logit,
or Wilson's where no design is stated.
"""

from fractions import Fraction

import numpy as np

from survey.aggregation.design import Estimate
from survey.aggregation.design.arrays import Flags, Floats
from survey.aggregation.design.design import Design
from survey.aggregation.design.estimate import with_variance
from survey.aggregation.design.shares import ShareMethod
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.variance import covariance_of_totals
from survey.aggregation.intervals import Interval
from survey.aggregation.rounding import meant
from survey.aggregation.scores import index
from survey.aggregation.scores.figures import Figure, Figures
from survey.aggregation.scores.lines import (
    Lines,
    any_form,
    freedom_line,
    index_line,
    item_means,
)
from survey.aggregation.scores.samples import DrawnRows
from survey.instrument import ELEMENTS, FORM_COLUMNS


def designed_figures(sample: DrawnRows, group: tuple[str, ...], weight: Fraction) -> Figures:
    """Estimate the figures of a group; `weight` is that of one element."""
    design, rows, notes = sample.of_group(group)
    lines = _lines_of(design, rows, weight)
    scales: dict[str, Interval] = {
        **dict.fromkeys(ELEMENTS, index.ELEMENT_SCALE),
        "ikm": index.scale(weight),
        "freedom": index.FREEDOM_SCALE,
    }
    shares: ShareMethod = "wilson" if sample.plain else "logit"
    methods: dict[str, ShareMethod] = {name: "t" if name in scales else shares for name in lines}
    found = _estimates(design.structure, lines, methods)
    figures = {name: _figure(each, scales.get(name)) for name, each in found.items()}
    return Figures(figures, tuple(notes))


def _lines_of(design: Design, rows: Flags, weight: Fraction) -> Lines:
    """Linearise every figure of a group that has a base."""
    weights = design.structure.weights
    forms = {form: item_values(design, form) for form in FORM_COLUMNS}
    of_elements = item_means(weights, {each: item_values(design, each) for each in ELEMENTS}, rows)
    of_forms = item_means(weights, forms, rows)
    found = of_elements | of_forms
    found |= {"ikm": index_line(of_elements, weight), "freedom": freedom_line(of_forms)}
    if len(found["freedom"].rows):
        found |= item_means(weights, {"mal_rate": any_form(forms)}, rows)
    return {name: line for name, line in found.items() if len(line.rows)}


def item_values(design: Design, item: str) -> Floats:
    """Return the (n,) answers to an item, NaN where there is none."""
    found = design.frame[item].to_numpy(dtype=float)
    # Negative codes are reasons for no answer (`Missing`).
    return np.where(found >= 0, found, np.nan)


def _estimates(
    structure: Structure, lines: Lines, methods: dict[str, ShareMethod]
) -> dict[str, Estimate]:
    """Compute the variances of all lines at once."""
    if not lines:
        return {}
    size = len(structure.weights)
    z = np.column_stack([line.dense(size) for line in lines.values()])
    used = np.column_stack([line.used(size) for line in lines.values()])
    variances = covariance_of_totals(structure, z, used).diagonal()
    return {
        name: with_variance(
            structure, line, float(variance), "replace" if name == "ikm" else False, methods[name]
        )
        for (name, line), variance in zip(lines.items(), variances, strict=True)
    }


def _figure(found: Estimate, bounds: Interval | None) -> Figure:
    """Cut the interval to the scale of its figure; that of a share never leaves it."""
    interval, value = found.interval(), found.linear.value
    if interval is not None and bounds is not None:
        interval = max(bounds[0], interval[0]), min(bounds[1], interval[1])
    return Figure(value, meant(value), found.se, found.df, interval, found.deff)
