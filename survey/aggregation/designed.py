"""The figures of a group under its sampling design: value, SE, df and interval of each.

Every figure is linearised: its error is Σ w z, with z = Σ (y − r) d / Σ w d over its items,
so one covariance of all z columns gives every SE (Wolter 2007, chapter 6). Domains keep the
PSUs without rows of the group in the design.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from survey.aggregation.design import Design
from survey.aggregation.design.effects import design_effect
from survey.aggregation.design.linear import Linear
from survey.aggregation.design.readings import Flags, Floats, settle
from survey.aggregation.design.shares import around, logit
from survey.aggregation.design.variance import covariance
from survey.aggregation.intervals import Interval, wilson
from survey.aggregation.samples import Sample
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


@dataclass(frozen=True)
class Lines:
    """Figures before their variance: values, z (n, k) and the rows behind each (n, k)."""

    names: list[str]
    values: list[float]
    z: list[Floats]
    used: list[Flags]

    def add(self, name: str, value: float, z: Floats, used: Flags) -> None:
        """Add a figure."""
        self.names.append(name)
        self.values.append(value)
        self.z.append(z)
        self.used.append(used)


def figures_of(sample: Sample, group: tuple[str, ...], weight: float) -> Figures:
    """Compute the figures of a group; `weight` is that of one element."""
    design, rows, notes = sample.of_group(group)
    lines = lines_of(design, rows, weight)
    if not lines.names:
        return Figures({}, notes)
    z, used = np.column_stack(lines.z), np.column_stack(lines.used)
    variances = covariance(design.structure, z, used).diagonal()
    lowest = 25 * weight * len(ELEMENTS)
    scales: dict[str, Interval] = {
        **dict.fromkeys(ELEMENTS, (1.0, 4.0)),
        "ikm": (lowest, 4 * lowest),
        "freedom": (0.0, 100.0),
    }
    plain = sample.plain
    found = {
        name: figure(design, lines, at, float(variances[at]), scales.get(name), plain=plain)
        for at, name in enumerate(lines.names)
    }
    return Figures(found, notes)


def lines_of(design: Design, rows: Flags, weight: float) -> Lines:
    """Linearise every figure of a group."""
    lines = Lines([], [], [], [])
    elements = add_items(lines, design, ELEMENTS, rows)
    if elements is not None:
        lines.add("ikm", 25 * weight * elements[0], 25 * weight * elements[1], elements[2])
    forms = add_items(lines, design, FORM_COLUMNS, rows)
    if forms is not None:
        share = -100 / len(FORMS)
        lines.add("freedom", 100 + share * forms[0], share * forms[1], forms[2])
        add_rate(lines, design, rows)
    return lines


def add_items(
    lines: Lines, design: Design, items: tuple[str, ...], rows: Flags
) -> tuple[float, Floats, Flags] | None:
    """Add the mean of each item over those who answered it.

    Gives the sum of the means, its z, and the rows with any answer; None where an item has
    no answer.
    """
    total, z, any_row = 0.0, np.zeros(len(rows)), np.zeros(len(rows), dtype=bool)
    complete = True
    for item in items:
        answers = design.frame[item].to_numpy(dtype=float)
        used = rows & (answers >= 0)
        if not used.any():
            complete = False
            continue
        mean, own = mean_of(answers, used, design.structure.weights)
        lines.add(item, mean, own, used)
        total, z, any_row = total + mean, z + own, any_row | used
    return (total, z, any_row) if complete else None


def mean_of(answers: Floats, used: Flags, weights: Floats) -> tuple[float, Floats]:
    """Give a weighted mean, and z = (y − mean) / Σ w of the rows behind it."""
    y, w = answers[used], weights[used]
    size = float(w.sum())
    mean = float((w * y).sum() / size)
    z = np.zeros(len(answers))
    z[used] = settle(y - mean, y) / size
    return mean, z


def add_rate(lines: Lines, design: Design, rows: Flags) -> None:
    """Add the share that reports any form: any 1 is yes, all ten 0 is no, else missing."""
    forms = design.frame[list(FORM_COLUMNS)].to_numpy()
    yes, no = (forms == 1).any(axis=1), (forms == 0).all(axis=1)
    used = rows & (yes | no)
    if used.any():
        lines.add("mal_rate", *mean_of(yes.astype(float), used, design.structure.weights), used)


def figure(
    design: Design,
    lines: Lines,
    at: int,
    variance: float,
    bounds: Interval | None,
    *,
    plain: bool,
) -> Figure:
    """Put a variance on one figure; the design effect is that of the index alone."""
    structure, used, value = design.structure, lines.used[at], lines.values[at]
    n = int(used.sum())
    known = n > 1 and structure.has_spread and not np.isnan(variance)
    effect = None
    if known and lines.names[at] == "ikm":
        rows = np.flatnonzero(used)
        linear = Linear(value, rows, lines.z[at][rows])
        effect = design_effect(structure.weights, linear, variance, "replace")
    return Figure(
        value=value,
        se=sqrt(variance) if known else None,
        df=structure.degrees(used),
        deff=effect,
        bounds=bounds,
        plain=(round(value * n), n) if plain and bounds is None else None,
    )
