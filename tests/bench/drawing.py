"""Samples by the thousand, drawn in the ways of real surveys.

Persons and days are drawn with replacement, which is what a variance without a finite
population correction assumes; a day that is drawn twice is two PSUs. Within a day every
k-th visitor is asked.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from survey.aggregation.design import Design
from tests.bench.population import Floats, Ints, Population


@dataclass(frozen=True)
class Samples:
    """Samples of one size and shape: S samples of H strata × a PSUs × m persons."""

    rows: Ints  # (S, n) persons, n = H · a · m, ordered by stratum, then PSU
    weights: Floats  # (S, n)
    strata: int
    psus: int  # in each stratum
    population: int | None = None  # persons, where the correction for it is used
    plain: bool = False  # neither strata, PSUs, weights nor population

    @property
    def n(self) -> int:
        """Persons in a sample."""
        return int(self.rows.shape[1])

    def frame(self, at: int, columns: dict[str, Floats]) -> pd.DataFrame:
        """Give one sample as a statistician holds it; `columns` are those of persons."""
        frame = pd.DataFrame({name: each[self.rows[at]] for name, each in columns.items()})
        each = self.n // (self.strata * self.psus)
        frame["psu"] = np.repeat(np.arange(self.strata * self.psus), each)
        frame["stratum"] = frame["psu"] // self.psus
        return frame.assign(weight=self.weights[at], population=self.population or 0)

    def design(self, frame: pd.DataFrame) -> Design:
        """Describe to `Design` how the sample was drawn."""
        if self.plain:
            return Design(frame)
        if self.population:
            return Design(frame, population="population")
        return Design(frame, "weight", "stratum", "psu")


def persons(rng: np.random.Generator, people: Population, count: int, n: int) -> Samples:
    """Draw persons with equal chances."""
    rows = rng.integers(0, len(people.women), (count, n))
    return Samples(rows, np.ones(rows.shape), 1, n, plain=True)


def persons_of_few(rng: np.random.Generator, people: Population, count: int, n: int) -> Samples:
    """Draw persons without replacement from a small population."""
    size = len(people.women)
    rows = np.argsort(rng.random((count, size)), axis=1)[:, :n]
    return Samples(rows, np.full(rows.shape, size / n), 1, n, population=size)


def persons_by_chance(rng: np.random.Generator, people: Population, count: int, n: int) -> Samples:
    """Draw persons who are met with unequal chances; weights are one by the chance."""
    reach = np.cumsum(people.chance)
    rows = np.searchsorted(reach, rng.random((count, n)) * reach[-1], side="right")
    return Samples(rows, 1 / people.chance[rows], 1, n)


def persons_by_unit(rng: np.random.Generator, people: Population, count: int, n: int) -> Samples:
    """Draw as many persons in every unit, though units have not as many users."""
    sizes = np.bincount(people.units, people.sizes)
    each = n // len(sizes)
    inside = rng.random((count, len(sizes), each)) * sizes[:, None]
    rows = (np.cumsum(sizes) - sizes)[:, None] + np.floor(inside)
    weights = np.broadcast_to(sizes[:, None] / each, rows.shape)
    return Samples(
        rows.reshape(count, n).astype(np.int64), weights.reshape(count, n), len(sizes), each
    )


def days_by_size(
    rng: np.random.Generator, people: Population, count: int, days: int, each: int
) -> Samples:
    """Draw days with chances by their visitors and as many persons a day: equal weights."""
    reach = np.cumsum(people.sizes)
    drawn = np.searchsorted(reach, rng.random((count, days)) * reach[-1], side="right")
    rows = visitors(rng, people, drawn, each)
    return Samples(rows, np.ones(rows.shape), 1, days)


def days_alike(
    rng: np.random.Generator, people: Population, count: int, days: int, each: int
) -> Samples:
    """Draw days with equal chances; a person stands for the visitors of a day."""
    drawn = rng.integers(0, len(people.sizes), (count, days))
    weights = np.repeat(people.sizes[drawn] / each, each, axis=1)
    return Samples(visitors(rng, people, drawn, each), weights, 1, days)


def days_by_unit(
    rng: np.random.Generator, people: Population, count: int, days: int, each: int
) -> Samples:
    """Draw days in every unit: the default of a round."""
    units, of_unit = int(people.units.max()) + 1, np.bincount(people.units)
    drawn = np.floor(rng.random((count, units, days)) * of_unit[:, None]).astype(np.int64)
    drawn = (drawn + (np.cumsum(of_unit) - of_unit)[:, None]).reshape(count, -1)
    weights = np.repeat(people.sizes[drawn] * (of_unit / days)[people.units[drawn]], each, axis=1)
    return Samples(visitors(rng, people, drawn, each), weights / each, units, days)


def visitors(rng: np.random.Generator, people: Population, days: Ints, each: int) -> Ints:
    """Ask every k-th visitor of a day, from a random start."""
    places = (rng.random(days.shape)[..., None] + np.arange(each)) / each
    inside = np.floor(places * people.sizes[days][..., None]).astype(np.int64)
    return (people.starts[days][..., None] + inside).reshape(len(days), -1)
