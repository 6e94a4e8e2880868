"""`make bench`: do 95 % intervals hold the truth in 95 % of samples?

5,000 samples by each design from a made-up population of which the truth is known. Held to
93.5–96.5 %: means, shares and a domain where at least 30 persons and 12 PSUs were drawn.
Told, not held: fewer, answers that are nearly all the best one, a share near 1 %, and days
drawn with equal chances though their sizes differ and go with the answers.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import isnan
from typing import Final

import numpy as np

from tests.bench import drawing
from tests.bench.covering import (
    Intervals,
    Statistic,
    by_design,
    intervals,
    statistics,
)
from tests.bench.drawing import Samples
from tests.bench.population import CEILING, SEED, Population, likeness, populate

SAMPLES: Final = 5_000
SAMPLE_SEED: Final = 20_250_819
LOWEST, HIGHEST = 0.935, 0.965
# Samples of which `Design` itself gives the interval, and how near it must be.
COMPARED: Final = 50
SAME: Final = 1e-10
# Persons of a small office, of whom many are asked.
OFFICE: Final = 400

MAIN: Final = ("ikm", "mean", "share", "domain")
Draw = Callable[[np.random.Generator, Population, int], Samples]


@dataclass(frozen=True)
class Trial:
    """A way to sample, the figures that are tried with it, and whether they must hold."""

    label: str
    draw: Draw
    figures: tuple[str, ...] = MAIN
    held: bool = True
    people: str = "usual"


@dataclass(frozen=True)
class Line:
    """What a trial found for one figure."""

    trial: Trial
    figure: Statistic
    samples: Samples
    found: Intervals

    @property
    def coverage(self) -> float:
        """Share of samples whose interval holds the truth."""
        return self.found.holding(self.figure.truth)

    @property
    def misses(self) -> bool:
        """Tell whether a figure that must hold does not."""
        return self.trial.held and not LOWEST <= self.coverage <= HIGHEST

    def __str__(self) -> str:
        samples, held = self.samples, "held" if self.trial.held else "told"
        return (
            f"{self.trial.label:44} {self.figure.label:20} {samples.n:4} "
            f"{samples.strata * samples.psus:4} {100 * self.coverage:7.2f} "
            f"{self.found.width:8.3f} {100 * self.found.none:6.1f}  "
            f"{'MISSES THE BAND' if self.misses else held}"
        )


def persons(n: int) -> Draw:
    """Persons with equal chances."""
    return lambda rng, people, count: drawing.persons(rng, people, count, n)


def days(way: Callable[..., Samples], number: int, each: int) -> Draw:
    """Days, and persons in each."""
    return lambda rng, people, count: way(rng, people, count, number, each)


TRIALS: Final = (
    Trial("persons", persons(30)),
    Trial("persons", persons(100)),
    Trial("100 of an office's 400, fpc", partial(drawing.persons_of_few, n=100), people="office"),
    Trial("persons by unequal chances", partial(drawing.persons_by_chance, n=100)),
    Trial("10 units × 10 persons, unequal weights", partial(drawing.persons_by_unit, n=100)),
    Trial("12 days by size × 10", days(drawing.days_by_size, 12, 10)),
    Trial("20 days by size × 10", days(drawing.days_by_size, 20, 10)),
    Trial("80 days, equal chances × 5, unequal weights", days(drawing.days_alike, 80, 5)),
    Trial("10 units × 3 days × 8, unequal weights", days(drawing.days_by_unit, 3, 8)),
    Trial("persons", persons(10), held=False),
    Trial("persons", persons(20), held=False),
    Trial("4 days by size × 10", days(drawing.days_by_size, 4, 10), held=False),
    Trial("6 days by size × 10", days(drawing.days_by_size, 6, 10), held=False),
    Trial("12 days, equal chances × 10", days(drawing.days_alike, 12, 10), held=False),
    Trial("20 days, equal chances × 10", days(drawing.days_alike, 20, 10), held=False),
    Trial("10 units × 2 days × 8", days(drawing.days_by_unit, 2, 8), held=False),
    Trial("persons", persons(30), ("ikm", "mean"), False, "ceiling"),
    Trial("persons", persons(100), ("ikm", "mean"), False, "ceiling"),
    Trial("20 days by size × 10", days(drawing.days_by_size, 20, 10), ("ikm",), False, "ceiling"),
    Trial("persons", persons(100), ("rare",), False),
    Trial("persons", persons(400), ("rare",), False),
    Trial("20 days by size × 10", days(drawing.days_by_size, 20, 10), ("rare",), False),
    Trial("80 days by size × 10", days(drawing.days_by_size, 80, 10), ("rare",), False),
)


def populations() -> dict[str, Population]:
    """Make the populations: the usual one, one at the ceiling, and a small office."""
    usual = populate()
    office = np.random.default_rng(SEED).choice(len(usual.women), OFFICE, replace=False)
    return {
        "usual": usual,
        "ceiling": populate(bounds=CEILING),
        "office": usual.some(np.sort(office)),
    }


def measured(trials: tuple[Trial, ...], known: dict[str, Population], count: int) -> Iterator[Line]:
    """Draw the samples of each trial, and count the intervals that hold the truth."""
    figures = {name: statistics(people) for name, people in known.items()}
    for place, trial in enumerate(trials):
        # Each trial has random numbers of its own: another one changes nothing in it.
        rng = np.random.default_rng([SAMPLE_SEED, place])
        samples = trial.draw(rng, known[trial.people], count)
        for name in trial.figures:
            figure = figures[trial.people][name]
            line = Line(trial, figure, samples, intervals(samples, figure))
            compare(line)
            yield line


def compare(line: Line) -> None:
    """Stop where `Design` gives another interval than the formula over all samples."""
    for at in range(min(COMPARED, len(line.samples.rows))):
        expected = by_design(line.samples, line.figure, at).interval()
        found = float(line.found.low[at]), float(line.found.high[at])
        none = isnan(found[0])
        if none != (expected is None) or (
            expected and max(abs(a - b) for a, b in zip(expected, found, strict=True)) > SAME
        ):
            sys.exit(f"{line}\nsample {at}: {found}, but Design says {expected}")


def main() -> None:
    """Print the table; exit with an error where a figure that must hold does not."""
    started = time.perf_counter()
    known = populations()
    size, alike = len(known["usual"].women), likeness(known["usual"])
    print(f"coverage of 95 % intervals: {SAMPLES:,} samples (seed {SAMPLE_SEED}) a design,")  # noqa: T201
    print(f"{size:,} persons (seed {SEED}), intra-day correlation {alike:.2f}")  # noqa: T201
    heading = f"{'design':44} {'statistic':20} {'n':>4} {'PSUs':>4} {'cover %':>7}"
    print(f"{heading} {'width':>8} {'none %':>6}")  # noqa: T201
    missed = 0
    for line in measured(TRIALS, known, SAMPLES):
        ceiling = " (ceiling)" if line.trial.people == "ceiling" else ""
        print(f"{line}{ceiling}", flush=True)  # noqa: T201
        missed += line.misses
    print(f"{time.perf_counter() - started:.0f} s")  # noqa: T201
    if missed:
        sys.exit(f"{missed} intervals do not hold the truth in {LOWEST:.1%}–{HIGHEST:.1%}")


if __name__ == "__main__":
    main()
