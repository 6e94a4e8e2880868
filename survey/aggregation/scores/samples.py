"""How the rows of a tally were drawn: by a file's stated design, or by a round's default."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from survey.aggregation.design import Design
from survey.aggregation.design.arrays import Codes, Flags
from survey.aggregation.settings import Lonely
from survey.errors import Problem, Unusable

MarginTotals = Mapping[str, Mapping[str, float]]

# Fewer days say too little about how days differ; persons are then the sampling units.
LEAST_DAYS: Final = 8
# Designs kept at a time: groups come in order, so neighbours often share strata.
_KEPT: Final = 64
_DAYS_NOTE: Final = "days_not_modelled"


@dataclass(frozen=True)
class Sampling:
    """How rows were drawn, in columns of the typed frame.

    `day`: the column of interview days in a round's default design: a group with at least
    eight days has days as PSUs, any other has persons. `margins`: known totals by column
    and label. `trim`: the cap of the weights as a multiple of their median, applied before
    the margins. `population` may hold one tuple per row: the number of units at each stage
    (PSUs in the stratum, SSUs in the PSU); a single number is people in the stratum.
    """

    weights: str | None = None
    strata: str | None = None
    psu: str | None = None
    ssu: str | None = None
    population: str | None = None
    day: str | None = None
    lonely_psu: Lonely = "adjust"
    trim: float | None = None
    margins: MarginTotals = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that state the design."""
        stated = (self.weights, self.strata, self.psu, self.ssu, self.population)
        return tuple(name for name in stated if name is not None)

    def later_stages(self, frame: pd.DataFrame, psu: str | None) -> dict[str, Any]:
        """Return the arguments of `Design` for the stages after the first.

        These are the people of each stratum, or the units and sizes of each stage. Where
        there is one more size than there are units, people are the last stage. Raises
        `Unusable` where rows state different numbers of sizes.
        """
        if self.population is None or frame.empty:
            return {"ssu": self.ssu, "population": self.population}
        cells = [each if isinstance(each, tuple) else (each,) for each in frame[self.population]]
        stages = {len(cell) for cell in cells}
        if len(stages) > 1:
            raise Unusable("population_stages", column=self.population)
        columns = [np.array(column, dtype=float) for column in zip(*cells, strict=True)]
        if len(columns) == 1:
            return {"ssu": self.ssu, "population": columns[0]}
        later: list[Any] = [self.ssu] if self.ssu else []
        if len(columns) == 1 + len(later) + (psu is not None):
            later.append(np.arange(len(frame)))
        return {"ssu": later, "fpc": columns}

    def design(self, frame: pd.DataFrame, psu: str | None) -> Design:
        """Return the design of a frame; raises `Unusable` where a column cannot state one."""
        made = Design(
            frame,
            weights=self.weights,
            strata=self.strata,
            psu=psu,
            **self.later_stages(frame, psu),
            lonely_psu=self.lonely_psu,
        )
        if self.trim is not None:
            made = made.trim(self.trim)
        if len(self.margins) == 1:
            ((column, totals),) = self.margins.items()
            return made.post_stratify(column, totals)
        return made.rake(dict(self.margins)) if self.margins else made


class DrawnRows:
    """Rows and how they were drawn; returns the design that applies to a group."""

    def __init__(self, frame: pd.DataFrame, by: tuple[str, ...], drawn: Sampling | Design) -> None:
        # Rows are identified by position: several files may share row numbers.
        self.frame, self.by, self.drawn = frame.reset_index(drop=True), by, drawn
        # Built now, so that a faulty design is refused before anything is computed.
        self.main = drawn if isinstance(drawn, Design) else drawn.design(self.frame, drawn.psu)
        self.parts: dict[tuple[frozenset[str], bool], Design] = {}

    @cached_property
    def rows(self) -> dict[tuple[str, ...], Codes]:
        """Positions of the rows of each group."""
        if not self.by:
            return {(): np.arange(len(self.frame))}
        keys = list(zip(*(self.frame[name].astype(str) for name in self.by), strict=True))
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            found[key].append(place)
        return {key: np.array(places) for key, places in found.items()}

    def of_group(self, group: tuple[str, ...]) -> tuple[Design, Flags, list[str]]:
        """Return the design of a group, a mask of its domain in that design's frame, and notes."""
        rows = self.rows.get(group, np.empty(0, dtype=np.intp))
        by_day, notes = self.by_day(rows)
        design = self.part(rows, by_day=by_day)
        if design.frame is self.main.frame:
            domain = np.zeros(len(self.frame), dtype=bool)
            domain[rows] = True
        else:
            domain = design.frame.index.isin(self.frame.index[rows])
        return design, domain, notes

    def by_day(self, rows: Codes) -> tuple[bool, list[str]]:
        """Return whether a group's days are its PSUs, and a note where they are too few."""
        day = self.drawn.day if isinstance(self.drawn, Sampling) else None
        if day is None:
            return False, []
        enough = self.frame[day].iloc[rows].nunique() >= LEAST_DAYS
        return enough, [] if enough else [_DAYS_NOTE]

    def part(self, rows: Codes, *, by_day: bool) -> Design:
        """Return the design of the strata a group lies in; others add nothing to its variance.

        The whole design where weights were fitted to everybody, or under the rule
        `average`.
        """
        drawn = self.drawn
        if isinstance(drawn, Design):
            return drawn
        own = self.strata_of(rows, drawn)
        if not own and not by_day:
            return self.main
        if (own, by_day) not in self.parts:
            if len(self.parts) >= _KEPT:
                self.parts.clear()
            frame = self.frame
            if own:
                frame = frame[frame[str(drawn.strata)].isin(own)]
            self.parts[own, by_day] = drawn.design(frame, drawn.day if by_day else drawn.psu)
        return self.parts[own, by_day]

    def strata_of(self, rows: Codes, drawn: Sampling) -> frozenset[str]:
        """Return the strata a group lies in; empty where all strata must stay together."""
        together = drawn.trim is not None or drawn.margins or drawn.lonely_psu == "average"
        if drawn.strata is None or together:
            return frozenset()
        return frozenset(self.frame[drawn.strata].iloc[rows])

    @property
    def notes(self) -> list[Problem]:
        """Notes on the designs used, such as strata with a single PSU."""
        every = [*self.main.notes, *(note for part in self.parts.values() for note in part.notes)]
        return list({(note.code, note.value): note for note in every}.values())

    @property
    def plain(self) -> bool:
        """Whether no design is stated at all, so that shares have Wilson's interval."""
        drawn = self.drawn
        if isinstance(drawn, Design):
            return drawn.structure.is_plain
        return not (drawn.columns or drawn.day or drawn.margins or drawn.trim)


def join_samples(samples: Sequence[DrawnRows]) -> DrawnRows:
    """Join the rows of tallies that are added.

    Raises `ValueError` unless all rows were drawn by the same `Sampling`, which names
    columns: a design built from one frame cannot be built again over both.
    """
    if len(samples) == 1:
        return samples[0]
    drawn: Any = samples[0].drawn
    if isinstance(drawn, Design) or any(each.drawn != drawn for each in samples):
        raise ValueError("tallies with designs add up where the same Sampling names columns")
    frame = pd.concat([each.frame for each in samples], ignore_index=True)
    return DrawnRows(frame, samples[0].by, drawn)
