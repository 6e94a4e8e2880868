"""Random designs to compare with R: one to three stages, strata, populations, weights, gaps."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from survey.aggregation.design import Design
from survey.aggregation.design.arrays import Columns


@dataclass(frozen=True)
class Plan:
    """The columns of one design, in the words of `plans.csv`: names with blanks between."""

    plan: str
    weights: str
    strata: str
    psu: str
    fpc: str
    nest: int
    lonely: str
    has_lonely: int

    def design(self, frame: pd.DataFrame) -> Design:
        """Make the design here."""
        rule: Any = self.lonely
        return Design(
            frame,
            weights=self.weights or None,
            strata=names(self.strata),
            psu=names(self.psu),
            fpc=names(self.fpc),
            nest=bool(self.nest),
            lonely_psu=rule,
        )


def names(text: str) -> Columns | None:
    """Split names."""
    return text.split() or None


def draw(number: int) -> tuple[Plan, pd.DataFrame]:
    """Draw one design and its sample; the same number gives the same."""
    rng = np.random.default_rng(20240 + number)
    levels = int(rng.integers(0, 4))  # 0: rows drawn directly
    strata = int(rng.choice([1, 3, 5]))
    lonely = strata > 1 and levels > 0 and rng.random() < 0.35
    nest = bool(rng.integers(0, 2))
    rows = [row for h in range(strata) for row in units(rng, h, levels, lonely and h == 0)]
    frame = pd.DataFrame(rows, columns=["h", "u1", "u2", "u3", "k"])
    if not nest:
        frame["u1"] = frame["h"] * 100 + frame["u1"]
    answers(rng, frame)
    fpc = str(rng.choice(["", "n", "f"]))
    layers = strata_of(rng, strata, levels)
    for level in (1, 2, 3):
        above = ["h", "u1", "u2"][:level] + (["k"] if level == 2 and "k" in layers else [])
        populations(rng, frame, level, above, by_row=levels == 0)
    weighted = not fpc or bool(rng.integers(0, 2))
    depth = max(levels, 1)
    return Plan(
        plan=f"d{number:03}",
        weights="w" if weighted else "",
        strata=layers,
        psu=" ".join(f"u{level}" for level in range(1, levels + 1)),
        fpc=" ".join(f"{fpc}{level}" for level in range(1, depth + 1)) if fpc else "",
        nest=int(nest and strata > 1 and levels > 0),
        lonely=str(rng.choice(["adjust", "remove", "average", "certainty"])),
        has_lonely=int(lonely or levels > 1),
    ), frame


def strata_of(rng: np.random.Generator, strata: int, levels: int) -> str:
    """Stratify the first stage, and the second as well in some designs."""
    if strata == 1:
        return ""
    return "h k" if levels > 1 and rng.random() < 0.4 else "h"


def units(rng: np.random.Generator, stratum: int, levels: int, lonely: bool) -> list[list[int]]:
    """Draw the rows of a stratum: units, units in units, people in these."""
    many = [1 if lonely else int(rng.integers(2, 6)), int(rng.integers(2, 5)), 3]
    if levels == 0:
        many = [int(rng.integers(8, 20)), 1, 1]
    second = [max(many[1], 4) if levels > 1 else many[1] for _ in range(many[0])]
    if levels > 1 and rng.random() < 0.3:
        second[0] = 1
    return [
        [stratum, a, b, c, b % 2]
        for a in range(many[0])
        for b in range(second[a])
        for c in range(many[2])
    ]


def answers(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Fill in answers with gaps, weights, groups and the margins of the groups."""
    size = len(frame)
    effect = rng.normal(0, 2, 1000)[(frame["h"] * 100 + frame["u1"]) % 1000]
    frame["y"] = np.round(effect + rng.normal(10, 3, size), 3)
    frame["x"] = np.round(rng.gamma(4, 1, size) + 0.5, 3)
    frame["b"] = (rng.random(size) < 0.6).astype(float)
    frame.loc[rng.random(size) < 0.1, "y"] = np.nan
    frame.loc[rng.random(size) < 0.05, "b"] = np.nan
    frame["w"] = np.round(rng.uniform(1, 20, size), 2)
    # Every combination has rows, so that margins can be met.
    frame["g"] = np.array([*"abc"])[rng.permutation(np.arange(size) % 3)]
    frame["c"] = np.array([*"pq"])[rng.permutation(np.arange(size) % 2)]
    frame["m"] = np.round(rng.uniform(10, 30, size), 1)


def populations(
    rng: np.random.Generator, frame: pd.DataFrame, level: int, above: list[str], by_row: bool
) -> None:
    """Put sizes (n1 …) and fractions (f1 …) of each stage on the rows."""
    inside = frame.groupby(above)
    drawn = inside[f"u{level}"].transform("size" if by_row else "nunique")
    more = pd.Series(rng.integers(0, 15, 100_000)[inside.ngroup()], index=frame.index)
    frame[f"n{level}"] = drawn + more
    frame[f"f{level}"] = drawn / frame[f"n{level}"]


def write(folder: Path, count: int) -> list[tuple[Plan, pd.DataFrame]]:
    """Write designs and samples for R; both read the same text."""
    made = []
    for number in range(count):
        plan, frame = draw(number)
        frame.to_csv(folder / f"{plan.plan}.csv", index=False)
        made.append((plan, pd.read_csv(folder / f"{plan.plan}.csv")))
    table = pd.DataFrame([vars(plan) for plan, _ in made])
    table.to_csv(folder / "plans.csv", index=False)
    return made
