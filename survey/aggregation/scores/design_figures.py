"""The figures of a group under its sampling design: value, SE, df and interval of each.

Every figure is linearised: its error is Σ w z, with z = Σ (y − r) d / Σ w d over its items,
so one covariance of all z columns gives every SE (Wolter 2007, chapter 6). Domains keep the
PSUs without rows of the group in the design.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from survey.aggregation.design import Design
from survey.aggregation.design.arrays import Flags, Floats
from survey.aggregation.design.effects import Effect, design_effect
from survey.aggregation.design.linear import Linear, combined, mean
from survey.aggregation.design.shares import around, logit
from survey.aggregation.design.structure import Structure
from survey.aggregation.design.variance import covariance
from survey.aggregation.intervals import Interval, wilson
from survey.aggregation.scores.samples import Sample
from survey.instrument import ELEMENTS, FORM_COLUMNS, FORMS


@dataclass(frozen=True)
class Figure:
    """One figure; `se` is None where no spread can be known. A share is between 0 and 1."""

    value: float
    se: float | None
    df: int
    deff: float | None
    bounds: Interval | None  # of the scale; None for a share
    plain: tuple[int, int] | None = None  # count and base of a share without any design

    @property
    def interval(self) -> Interval | None:
        """Give the 95 % interval; None where it cannot be estimated."""
        if self.plain is not None:
            return wilson(*self.plain)
        if not self.se or self.df < 1:
            return None
        if self.bounds is None:
            return logit(self.value, self.se, self.df)
        return around(self.value, self.se, self.df, *self.bounds)


@dataclass(frozen=True)
class Figures:
    """The figures of a group, under the names of their columns; what has no base is absent."""

    found: dict[str, Figure]
    notes: list[str]

    def get(self, name: str) -> Figure | None:
        """Give a figure, or None."""
        return self.found.get(name)


def figures_of(sample: Sample, group: tuple[str, ...], weight: float) -> Figures:
    """Compute the figures of a group; `weight` is that of one element."""
    design, rows, notes = sample.of_group(group)
    lines = lines_of(design, rows, weight)
    if not lines:
        return Figures({}, notes)
    size = len(design.frame)
    z = np.column_stack([line.dense(size) for line in lines.values()])
    used = np.column_stack([line.used(size) for line in lines.values()])
    variances = covariance(design.structure, z, used).diagonal()
    lowest = 25 * weight * len(ELEMENTS)
    scales: dict[str, Interval] = {
        **dict.fromkeys(ELEMENTS, (1.0, 4.0)),
        "ikm": (lowest, 4 * lowest),
        "freedom": (0.0, 100.0),
    }
    plain = sample.plain
    found = {
        name: figure(
            design.structure,
            line,
            float(variance),
            scales.get(name),
            "replace" if name == "ikm" else False,
            plain=plain,
        )
        for (name, line), variance in zip(lines.items(), variances, strict=True)
    }
    return Figures(found, notes)


def lines_of(design: Design, rows: Flags, weight: float) -> dict[str, Linear]:
    """Linearise every figure of a group that has a base."""
    elements = means(design, ELEMENTS, rows)
    forms = means(design, FORM_COLUMNS, rows)
    found = {name: line for name, line in (elements | forms).items() if len(line.rows)}
    if found.keys() >= elements.keys():
        found["ikm"] = combined(list(elements.values()), [25 * weight] * len(ELEMENTS))
    if found.keys() >= forms.keys():
        factors = [-100 / len(FORMS)] * len(FORMS)
        found["freedom"] = combined(list(forms.values()), factors, 100.0)
        rate = mean(design.structure.weights, any_form(design), rows)
        found |= {"mal_rate": rate} if len(rate.rows) else {}
    return found


def means(design: Design, items: tuple[str, ...], rows: Flags) -> dict[str, Linear]:
    """Linearise the mean of each item over those who answered it."""
    weights = design.structure.weights
    return {item: mean(weights, answers(design, item), rows) for item in items}


def answers(design: Design, item: str) -> Floats:
    """(n,) answers of an item, NaN where there is none."""
    found = design.frame[item].to_numpy(dtype=float)
    return np.where(found >= 0, found, np.nan)


def any_form(design: Design) -> Floats:
    """(n,) whether any form was experienced: any 1 is yes, all ten 0 is no, else NaN."""
    forms = design.frame[list(FORM_COLUMNS)].to_numpy()
    yes, no = (forms == 1).any(axis=1), (forms == 0).all(axis=1)
    return np.where(yes | no, yes.astype(float), np.nan)


def figure(
    structure: Structure,
    line: Linear,
    variance: float,
    bounds: Interval | None,
    effect: Effect,
    *,
    plain: bool,
) -> Figure:
    """Put a variance on one figure."""
    used, n = line.used(len(structure.weights)), len(line.rows)
    known = n > 1 and structure.has_spread and not np.isnan(variance)
    return Figure(
        value=line.value,
        se=sqrt(variance) if known else None,
        df=structure.degrees(used),
        deff=design_effect(structure.weights, line, variance, effect) if known else None,
        bounds=bounds,
        plain=(round(line.value * n), n) if plain and bounds is None else None,
    )
