"""A survey as comparisons take it: its rows, how they were drawn, and what is too small."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from survey.aggregation.analysis.index_of import elements
from survey.aggregation.design import Design
from survey.aggregation.samples import Sample, Sampling
from survey.aggregation.scores import Settings
from survey.errors import Problem
from survey.instrument import SELF_SELECTED

Row = dict[str, Any]
HIDDEN: Final = "under_min_n"


@dataclass(frozen=True)
class Survey:
    """The rows of a survey, how they were drawn, and which columns name institution and unit.

    `institution` and `unit` are columns of the frame, or empty where it has none.
    """

    frame: pd.DataFrame
    sampling: Sampling
    institution: str = ""
    unit: str = ""
    name: str = ""

    @property
    def official(self) -> "Survey":
        """Leave out those who came by themselves."""
        kept = self.frame[~self.frame["channel"].isin(SELF_SELECTED)]
        return Survey(kept, self.sampling, self.institution, self.unit, self.name)

    def designs(self, *by: str) -> Iterator[tuple[tuple[str, ...], Design]]:
        """Give the design of every group by some columns, its domain the group."""
        names = tuple(name for name in by if name)
        if len(names) < len(by) or self.frame.empty:
            return
        sample = Sample(self.frame, names, self.sampling)
        for group in sorted(sample.rows):
            design, rows, _ = sample.of_group(group)
            yield group, design.subset(rows)


def small(design: Design, settings: Settings) -> bool:
    """Tell whether a base, or that of any element, is too small to show."""
    bases = [each.n for each in elements(design).values()] if design.n else [0]
    return min(design.n, *bases) < settings.min_n


def hidden(**row: Any) -> Row:
    """Give a row whose figures are hidden."""
    return {**row, "notes": HIDDEN}


def codes(*problems: Problem) -> str:
    """Write the codes of notes."""
    return ";".join(dict.fromkeys(problem.code for problem in problems))
