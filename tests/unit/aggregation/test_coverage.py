"""Do 95 % intervals of `Design` hold the truth in 95 % of samples?

A small version of `tests/bench/coverage.py`, in which every interval is made by `Design`
itself. Of 500 samples the share that holds the truth has a standard error of
√(0.95 × 0.05 / 500) = 0.97 points; three of them each way make a band that chance leaves in
about one of 370 tries, and the seeds are fixed. What it must not miss lies outside: with five
days, z in the place of t holds the truth in 88 %; with twelve, an interval of the index that
takes persons for the units that were drawn holds it in 73 %; with half of an
office asked, an interval without the correction for it holds it in 99 %.
"""

from math import sqrt

import numpy as np
import pytest

from tests.bench import drawing
from tests.bench.covering import Statistic, by_design, statistics
from tests.bench.drawing import Samples
from tests.bench.population import Population, populate

SAMPLES = 500
REACH = 3 * sqrt(0.95 * 0.05 / SAMPLES)
SEED = 5


@pytest.fixture(scope="module")
def people() -> Population:
    return populate(100_000)


def coverage(samples: Samples, figure: Statistic) -> float:
    """Let `Design` make every interval; none holds nothing."""
    found = [by_design(samples, figure, at).interval() for at in range(SAMPLES)]
    return sum(each is not None and each[0] <= figure.truth <= each[1] for each in found) / SAMPLES


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mean", "share", "domain"])
def test_days_hold_the_truth_though_they_are_few(people: Population, name: str) -> None:
    samples = drawing.days_by_size(np.random.default_rng(SEED), people, SAMPLES, 5, 20)
    assert coverage(samples, statistics(people)[name]) == pytest.approx(0.95, abs=REACH)


@pytest.mark.slow
def test_an_index_with_answers_missing_holds_the_truth(people: Population) -> None:
    samples = drawing.days_by_size(np.random.default_rng(SEED), people, SAMPLES, 12, 10)
    assert coverage(samples, statistics(people)["ikm"]) == pytest.approx(0.95, abs=REACH)


@pytest.mark.slow
def test_days_within_units_with_unequal_weights_hold_the_truth(people: Population) -> None:
    samples = drawing.days_by_unit(np.random.default_rng(SEED), people, SAMPLES, 3, 8)
    assert coverage(samples, statistics(people)["mean"]) == pytest.approx(0.95, abs=REACH)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mean", "share"])
def test_persons_of_a_small_office_hold_the_truth(people: Population, name: str) -> None:
    office = people.some(np.arange(0, 100_000, 250))
    samples = drawing.persons_of_few(np.random.default_rng(SEED), office, SAMPLES, 200)
    assert coverage(samples, statistics(office)[name]) == pytest.approx(0.95, abs=REACH)
