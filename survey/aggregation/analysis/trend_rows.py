"""This round beside earlier ones, overall and by institution."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from survey.aggregation.analysis.index_of import ikm
from survey.aggregation.analysis.surveys import (
    ComparisonRow,
    Group,
    Survey,
    codes,
    hidden,
    tested,
    visible,
)
from survey.aggregation.analysis.trend import Basis, Change, RoundIndex, trend
from survey.aggregation.settings import Settings
from survey.errors import Problem
from survey.instrument import OFFICIAL, UNKNOWN_CHANNEL


def trend_rows(
    survey: Survey, shown: Collection[Group], former: Sequence[Survey], settings: Settings
) -> Iterator[ComparisonRow]:
    """Compare with the last and the best earlier round: overall, and by institution."""
    if not former:
        return
    older = [_figures(each, visible(each, settings), settings) for each in former]
    for group, now in _figures(survey, shown, settings).items():
        row = {"kind": "trend", "group": survey.label(group), "first": survey.name}
        if now is None:
            yield hidden(**row)
            continue
        found = trend(now, [known for each in older if (known := each.get(group)) is not None])
        changes = [each for each in (found.last, found.best) if each is not None]
        for change in changes[:1] + [each for each in changes[1:] if each != changes[0]]:
            yield _change_row(row, change, found.notes)
        if not changes:
            yield {**row, "notes": codes(*found.notes)}


def _change_row(row: ComparisonRow, change: Change, notes: Iterable[Problem]) -> ComparisonRow:
    return {
        **row,
        **tested(change.difference),
        "second": change.against,
        "detectable": change.detectable,
        "verdict": change.verdict,
        "notes": codes(*notes),
    }


def _figures(
    survey: Survey, shown: Collection[Group], settings: Settings
) -> dict[Group, RoundIndex | None]:
    """Return the index overall and of each institution; None where it is suppressed."""
    known = set(survey.frame["channel"]) - {UNKNOWN_CHANNEL} if len(survey.frame) else set()
    channels = OFFICIAL if known else frozenset({UNKNOWN_CHANNEL})
    basis = Basis(settings.element_weight, channels, "1-4")
    return {
        group: RoundIndex(survey.name, ikm(design, settings.weight), basis)
        if group in shown
        else None
        for group, design in [*survey.at(0), *survey.at(1)]
    }
