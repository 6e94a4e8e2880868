"""People who were asked, beside people who came of their own accord."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from survey.aggregation.analysis.index_of import EQUAL, ikm
from survey.aggregation.design import Design, Difference, Estimate, difference
from survey.errors import Problem
from survey.instrument import CHANNELS, OFFICIAL, SELF_SELECTED


@dataclass(frozen=True)
class Channels:
    """The index by official channels, by self-selected ones, and their difference.

    Official: interview, token, paper. Self-selected: online, kiosk. `unplaced` are rows
    with another or no channel.
    """

    official: Estimate
    self_selected: Estimate
    difference: Difference
    unplaced: int
    notes: tuple[Problem, ...]


def channels(design: Design, column: str = "channel", weight: Fraction = EQUAL) -> Channels:
    """Estimate both as domains of one design, with their covariance, and test the difference.

    The difference is official less self-selected. It is None where either has no index.
    """
    found = design.frame[column]
    official, chosen = (
        ikm(design.subset(found.isin(group)), weight) for group in (OFFICIAL, SELF_SELECTED)
    )
    placed = np.asarray(found.isin(CHANNELS), dtype=bool)
    unplaced = int((design.domain & ~placed).sum())
    notes = tuple(_notes_of(official, chosen, unplaced))
    return Channels(official, chosen, difference(official, chosen), unplaced, notes)


def _notes_of(official: Estimate, chosen: Estimate, unplaced: int) -> Iterator[Problem]:
    """Note what the difference cannot show, and who is in neither group."""
    if official.value is None or chosen.value is None:
        yield Problem("channels_one_side")
    if chosen.n:
        yield Problem("channels_self_selected")
    if unplaced:
        yield Problem("channels_unplaced", slots={"count": unplaced})
