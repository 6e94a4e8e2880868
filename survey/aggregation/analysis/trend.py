"""This round against the last one, and against the best of the earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from scipy.special import stdtrit

from survey.aggregation.analysis.holm import LEVEL
from survey.aggregation.design import Difference, Estimate, difference
from survey.aggregation.intervals import UPPER
from survey.errors import Problem, Unusable

Verdict = Literal["improved", "declined", "no_change_shown", "not_estimable"]
_POWER = 0.8


@dataclass(frozen=True)
class Basis:
    """What two figures must share to be compared."""

    element_weight: str
    channels: frozenset[str]
    scale: str


@dataclass(frozen=True)
class RoundIndex:
    """The index of a round, and how it was obtained."""

    round: str
    estimate: Estimate
    basis: Basis


@dataclass(frozen=True)
class Change:
    """This round less an earlier one, in points of the index.

    `detectable` is the smallest true change that such a test shows in 80 % of cases, in
    points of the index. A verdict of `no_change_shown` says no more than that: there may be
    a change all the same.
    """

    against: str
    verdict: Verdict
    difference: Difference
    detectable: float | None


@dataclass(frozen=True)
class Trend:
    """The two changes, None where there is nothing to compare with; `notes` say why."""

    last: Change | None
    best: Change | None
    notes: tuple[Problem, ...]


def trend(now: RoundIndex, former: Sequence[RoundIndex]) -> Trend:
    """Compare this round with the last and with the best of the earlier ones.

    `former` are in order, the last one last. A round with another basis, or without an
    index, is compared with nothing, and a note says so; if it is the last one, there is no
    comparison with the last. The best one was picked for its value, which a note says.
    """
    notes = [note for each in former if (note := _incomparable(now, each))]
    usable = [each for each in former if _incomparable(now, each) is None]
    if now.estimate.value is None:
        return Trend(None, None, (Problem("trend_no_index", value=now.round),))
    if not usable:
        return Trend(None, None, (*notes, Problem("trend_no_former")))
    # The last usable round need not be the last one: an older one would be mistaken for it.
    last = compare_rounds(now, former[-1]) if usable[-1] is former[-1] else None
    best = compare_rounds(now, max(usable, key=lambda each: each.estimate.value or 0.0))
    if len(usable) > 1:
        notes.append(Problem("trend_best_was_picked", slots={"count": len(usable)}))
    untested = {each.against: None for each in (last, best) if each and each.difference.p is None}
    notes += [Problem("trend_not_estimable", value=name) for name in untested]
    return Trend(last, best, tuple(notes))


def compare_rounds(now: RoundIndex, before: RoundIndex) -> Change:
    """Test a change at 5 %, two-sided; of two designs by Welch's t.

    Raises `Unusable` where the figures do not share their basis, or one has no value.
    """
    fault = _incomparable(now, before)
    if fault is not None:
        raise Unusable(fault.code, value=fault.value, **fault.slots)
    found = difference(now.estimate, before.estimate)
    return Change(before.round, _verdict_of(found), found, detectable(found))


def _incomparable(now: RoundIndex, before: RoundIndex) -> Problem | None:
    """Return the problem that keeps two figures from being compared, else None."""
    pairs = [(each.name, getattr(now.basis, each.name)) for each in fields(Basis)]
    names = [name for name, value in pairs if value != getattr(before.basis, name)]
    if names:
        slots = {"other": before.round, "names": ", ".join(names)}
        return Problem("trend_settings_differ", value=now.round, slots=slots)
    missing = [each.round for each in (now, before) if each.estimate.value is None]
    return Problem("trend_no_index", value=missing[0]) if missing else None


def _verdict_of(found: Difference) -> Verdict:
    if found.p is None or found.value is None:
        return "not_estimable"
    if found.p >= LEVEL:
        return "no_change_shown"
    return "improved" if found.value > 0 else "declined"


def detectable(found: Difference) -> float | None:
    """Return (t₀.₉₇₅ + t₀.₈₀) × SE, the change that a test at 5 % shows with a power of 80 %.

    H. Bloom, Evaluation Review 19 (1995), 547. Under the noncentral t the power is then
    80 % within 0.2 from 8 degrees of freedom on; with 3 it is 78 %, with 1 it is 73 %.
    """
    if found.p is None or found.se is None:
        return None
    return float(stdtrit(found.df, UPPER) + stdtrit(found.df, _POWER)) * found.se
