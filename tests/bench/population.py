"""A made-up population of a province's service users, of whom everything is known.

Its shape is that of a survey at counters: ten units, 250 opening days each, visitors of a
day who are alike (they met the same queue and the same officials), nine answers of one
person that go together, and answers that were not given, more often by the dissatisfied.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey.instrument import ELEMENTS, FORMS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int8]
Flags = NDArray[np.bool_]

SEED: Final = 20_240_817
PERSONS: Final = 1_000_000
UNITS: Final = 10
DAYS: Final = 250  # of each unit
# Parts of the variance of a latent opinion: unit, day, person; the item has the rest.
UNIT, DAY, PERSON = 0.05, 0.15, 0.45
# Where a latent opinion turns into 1, 2, 3 and 4: an office of grade B, and one in which
# nearly everybody ticks the best answer.
USUAL: Final = (-2.1, -1.2, 0.4)
CEILING: Final = (-3.1, -2.6, -1.9)
# Shares of the ten forms, the commonest first.
FORM_SHARES: Final = (0.09, 0.07, 0.06, 0.05, 0.04, 0.03, 0.03, 0.02, 0.02, 0.01)
MISSING: Final = -1


@dataclass(frozen=True)
class Population:
    """Persons in the order of their days; −1 is an answer that was not given."""

    elements: Small  # (9, N)
    any_form: Small  # (N,) any form → 1, all ten denied → 0, else missing
    rare_form: Small  # (N,) the rarest form
    women: Flags  # (N,)
    chance: Floats  # (N,) how easily a person is met, for samples with unequal weights
    sizes: Ints  # (days,) persons of each day
    units: Ints  # (days,) unit of each day

    @property
    def starts(self) -> Ints:
        """(days,) the first person of each day."""
        return np.cumsum(self.sizes) - self.sizes

    def some(self, persons: Ints) -> "Population":
        """Give a population of some persons, all of one unit and one day."""
        return Population(
            self.elements[:, persons],
            self.any_form[persons],
            self.rare_form[persons],
            self.women[persons],
            self.chance[persons],
            np.array([len(persons)]),
            np.array([0]),
        )


def populate(persons: int = PERSONS, bounds: tuple[float, ...] = USUAL) -> Population:
    """Make the population: the same on every machine."""
    rng = np.random.default_rng(SEED)
    units = np.repeat(np.arange(UNITS), DAYS)
    crowd = rng.normal(0, 0.3, len(units))
    expected = np.linspace(0.6, 1.4, UNITS)[units] * np.exp(crowd)
    sizes = rng.multinomial(persons, expected / expected.sum())
    of_unit = rng.normal(0, UNIT**0.5, UNITS)[units]
    # Crowded days are worse days, so that a day's weight tells something of its answers.
    of_day = DAY**0.5 * (0.95 * rng.normal(0, 1, len(units)) - 0.3 * crowd / 0.3)
    person = rng.normal(0, PERSON**0.5, persons)
    women = rng.random(persons) < 0.52
    opinion = np.repeat(of_unit + of_day, sizes) + person + 0.15 * women
    any_form, rare_form = forms(rng, opinion)
    return Population(
        elements=np.array([element(rng, opinion, bounds) for _ in ELEMENTS]),
        any_form=any_form,
        rare_form=rare_form,
        women=women,
        chance=np.exp(0.4 * person + rng.normal(0, 0.3, persons)),
        sizes=sizes,
        units=units,
    )


def element(rng: np.random.Generator, opinion: Floats, bounds: tuple[float, ...]) -> Small:
    """Make the answers to one element, with about 5 % not given."""
    rest = (1 - UNIT - DAY - PERSON) ** 0.5
    latent = opinion + rng.normal(0, 0.3) + rng.normal(0, rest, len(opinion))
    answers = 1 + np.searchsorted(bounds, latent)
    skipped = rng.random(len(opinion)) < 0.05 * np.exp(-0.4 * opinion)
    return np.where(skipped, MISSING, answers).astype(np.int8)


def forms(rng: np.random.Generator, opinion: Floats) -> tuple[Small, Small]:
    """Make the ten forms; give whether any was experienced, and the rarest alone."""
    any_yes = np.zeros(len(opinion), dtype=bool)
    all_given = ~any_yes
    for share in FORM_SHARES[: len(FORMS)]:
        latent = -0.7 * opinion + rng.normal(0, 1, len(opinion))
        yes = latent > np.quantile(latent, 1 - share)
        given = rng.random(len(opinion)) >= 0.005
        any_yes |= yes & given
        all_given &= given
        rare = np.where(given, yes, MISSING)
    known = np.where(any_yes, 1, np.where(all_given, 0, MISSING))
    return known.astype(np.int8), rare.astype(np.int8)


def likeness(population: Population) -> float:
    """Give the intra-class correlation of the days in a person's mean answer.

    From the analysis of variance of the days of each unit (Kish 1965, section 5.6).
    """
    answered = population.elements > 0
    means = np.where(answered, population.elements, 0).sum(axis=0) / answered.sum(axis=0)
    there = answered.any(axis=0)
    days = np.repeat(np.arange(len(population.sizes)), population.sizes)[there]
    values = means[there]
    size = np.bincount(days, minlength=len(population.sizes))
    of_day = np.bincount(days, values, minlength=len(size)) / size
    of_unit = np.bincount(population.units, size * of_day) / np.bincount(population.units, size)
    between = (size * (of_day - of_unit[population.units]) ** 2).sum()
    inside = ((values - of_day[days]) ** 2).sum() / (len(values) - len(size))
    between /= len(size) - population.units.max() - 1
    return float((between - inside) / (between + (size.mean() - 1) * inside))
