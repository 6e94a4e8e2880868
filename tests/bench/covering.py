"""95 % intervals of thousands of samples at once, and of one sample by `Design`.

The formulas are those of `survey.aggregation.design`, written over the samples instead of
over the rows; `by_design` gives what the product itself says, for comparison.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.special import stdtrit

from survey.aggregation.design import Design, Estimate
from survey.aggregation.intervals import UPPER, Z
from survey.instrument import ELEMENTS
from tests.bench.drawing import Samples
from tests.bench.population import Flags, Floats, Population, Small

FACTOR: Final = 25 / len(ELEMENTS)


@dataclass(frozen=True)
class Asked:
    """One column of the answers and of whom; True in `given` where the answer counts."""

    values: Floats  # (N,)
    given: Flags  # (N,)

    @classmethod
    def of(cls, answers: Small, among: Flags | None = None) -> "Asked":
        """Read answers, of which negative ones were not given."""
        given = answers >= 0
        return cls(answers.astype(float), given if among is None else given & among)

    @property
    def column(self) -> Floats:
        """(N,) values, NaN where they do not count."""
        return np.where(self.given, self.values, np.nan)

    @property
    def truth(self) -> float:
        """The mean of the population."""
        return float(self.values[self.given].mean())


@dataclass(frozen=True)
class Statistic:
    """A figure: `factor` × the sum of the means of columns."""

    label: str
    columns: dict[str, Asked]
    factor: float = 1.0
    is_share: bool = False
    women: bool = False
    truth: float = field(init=False)

    def __post_init__(self) -> None:
        total = sum(each.truth for each in self.columns.values())
        object.__setattr__(self, "truth", self.factor * total)


def statistics(people: Population) -> dict[str, Statistic]:
    """Give the figures that are tried, with their truth."""
    answers = {name: Asked.of(each) for name, each in zip(ELEMENTS, people.elements, strict=True)}
    time = people.elements[ELEMENTS.index("waktu")]
    return {
        "ikm": Statistic("IKM", answers, FACTOR),
        "mean": Statistic("mean of one element", {"waktu": answers["waktu"]}),
        "share": Statistic("share near 30 %", {"rate": Asked.of(people.any_form)}, is_share=True),
        "domain": Statistic(
            "mean among women", {"waktu": Asked.of(time, people.women)}, women=True
        ),
        "rare": Statistic("share near 1 %", {"rare": Asked.of(people.rare_form)}, is_share=True),
    }


@dataclass(frozen=True)
class Intervals:
    """(S,) ends of intervals; NaN where there is none."""

    low: Floats
    high: Floats

    def holding(self, truth: float) -> float:
        """Give the share of samples whose interval holds the truth; none holds nothing."""
        return float(((self.low <= truth) & (truth <= self.high)).mean())

    @property
    def width(self) -> float:
        """Mean width of the intervals there are."""
        return float(np.nanmean(self.high - self.low))

    @property
    def none(self) -> float:
        """Share of the samples without an interval."""
        return float(np.isnan(self.low).mean())


def intervals(samples: Samples, figure: Statistic) -> Intervals:
    """Give the interval of every sample."""
    value, z, used = linear(samples, figure)
    if figure.is_share and samples.plain:
        return wilson(value, used.sum(axis=1))
    se = np.sqrt(variance(samples, z))
    if figure.is_share:
        return logit(value, se, degrees(samples, used))
    return around(value, se, degrees(samples, used))


def linear(samples: Samples, figure: Statistic) -> tuple[Floats, Floats, Flags]:
    """Give values (S,), their linearised values (S, n), and the rows behind them."""
    value = np.zeros(len(samples.rows))
    z = np.zeros(samples.rows.shape)
    used = np.zeros(samples.rows.shape, dtype=bool)
    for asked in figure.columns.values():
        given, x = asked.given[samples.rows], asked.values[samples.rows]
        weights = np.where(given, samples.weights, 0.0)
        size = weights.sum(axis=1)
        # Where nobody answered there is no row in use, and so no interval.
        size = np.where(size > 0, size, 1.0)
        mean = (weights * x).sum(axis=1) / size
        value += figure.factor * mean
        z += np.where(given, figure.factor * (x - mean[:, None]) / size[:, None], 0.0)
        used |= given
    return value, z, used


def variance(samples: Samples, z: Floats) -> Floats:
    """(S,) Σ_h (1 − n/N) · a/(a − 1) · Σ (PSU total − mean)²."""
    weighted = samples.weights * z
    totals = weighted.reshape(len(z), samples.strata, samples.psus, -1).sum(axis=3)
    apart = totals - totals.mean(axis=2, keepdims=True)
    fraction = samples.n / samples.population if samples.population else 0.0
    factor = (1 - fraction) * samples.psus / (samples.psus - 1)
    return np.asarray(factor * (apart**2).sum(axis=(1, 2)))


def degrees(samples: Samples, used: Flags) -> Floats:
    """(S,) PSUs with rows behind the value, less strata with them."""
    rows = used.reshape(len(used), samples.strata, samples.psus, -1)
    psus = np.asarray(rows.any(axis=3), dtype=np.int64)
    strata = psus.max(axis=2)
    return np.asarray(psus.sum(axis=(1, 2)) - strata.sum(axis=1), dtype=np.float64)


def around(value: Floats, se: Floats, df: Floats) -> Intervals:
    """Give value ± t · SE; none where the SE is 0 but for rounding."""
    reach = np.where(se > 1e-12, stdtrit(np.maximum(df, 1), UPPER) * se, np.nan)
    reach = np.where(df > 0, reach, np.nan)
    return Intervals(value - reach, value + reach)


def logit(share: Floats, se: Floats, df: Floats) -> Intervals:
    """Give the t interval of log(p/(1 − p)), carried back; none where p is 0 or 1."""
    spread = share * (1 - share)
    inside = spread > 0
    p = np.where(inside, share, 0.5)
    found = around(np.log(p / (1 - p)), np.where(inside, se / np.maximum(spread, 1e-300), 0), df)
    return Intervals(1 / (1 + np.exp(-found.low)), 1 / (1 + np.exp(-found.high)))


def wilson(share: Floats, n: Floats) -> Intervals:
    """Give Wilson's interval."""
    z2 = Z * Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z / (1 + z2 / n) * np.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = np.where(share == 0, 0.0, centre - reach)
    return Intervals(low, np.where(share == 1, 1.0, centre + reach))


def by_design(samples: Samples, figure: Statistic, at: int) -> Estimate:
    """Let `Design` estimate a figure from one sample."""
    columns = {name: asked.column for name, asked in figure.columns.items()}
    made = samples.design(samples.frame(at, columns))
    return ESTIMATORS[figure.is_share](made, figure)


def means(made: Design, figure: Statistic) -> Estimate:
    """Estimate a combination of means, each over those who answered it."""
    found = made.mean(list(figure.columns), missing="columns")
    return found.combination(dict.fromkeys(figure.columns, figure.factor))


def shares(made: Design, figure: Statistic) -> Estimate:
    """Estimate a share."""
    (name,) = figure.columns
    return made.proportion(name)


ESTIMATORS: Final[dict[bool, Callable[[Design, Statistic], Estimate]]] = {
    False: means,
    True: shares,
}
