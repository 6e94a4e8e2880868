"""Comparisons within a survey: institutions, elements, channels."""

from collections.abc import Collection, Iterable, Iterator

from survey.aggregation.analysis.channels import channels
from survey.aggregation.analysis.elements import Extreme, extremes
from survey.aggregation.analysis.index_of import ikm
from survey.aggregation.analysis.institutions import Score, mean_of_units, pooled
from survey.aggregation.analysis.surveys import (
    KEYS,
    ComparisonRow,
    Group,
    Survey,
    codes,
    hidden,
    tested,
    two_sides,
)
from survey.aggregation.design import Design
from survey.aggregation.settings import Settings
from survey.errors import Problem


def institution_rows(
    survey: Survey, shown: Collection[Group], settings: Settings
) -> Iterator[ComparisonRow]:
    """Score each institution by both rules; by the second only if no unit is suppressed."""
    for group, design in survey.at(1):
        label = survey.label(group)
        if group not in shown:
            yield hidden(kind="institution", group=label)
            continue
        yield _score_row(label, pooled(design, settings.weight))
        units = [each for each, _ in survey.at(2) if each[:1] == group]
        if units and all(each in shown for each in units):
            yield _score_row(label, _mean_of(units, design, settings))


def _mean_of(units: list[Group], design: Design, settings: Settings) -> Score:
    """Return the mean of units, as parts of their institution's design: they may share strata."""
    keys = design.frame[KEYS[1]].astype(str)
    parts = {unit: ikm(design.subset(keys == unit), settings.weight) for _, unit in units}
    return mean_of_units(parts, settings.weight)


def _score_row(label: str, found: Score) -> ComparisonRow:
    low, high = found.interval or (None, None)
    return {
        "kind": "institution",
        "group": label,
        "first": found.rule,
        "value": found.value,
        "se": found.se,
        "df": found.df,
        "low": low,
        "high": high,
        "n": found.n,
        "notes": codes(*found.notes),
    }


def element_rows(survey: Survey, shown: Collection[Group]) -> Iterator[ComparisonRow]:
    """Compare the strongest and weakest element with the others: overall, by institution."""
    for group, design in [*survey.at(0), *survey.at(1)]:
        label = survey.label(group)
        if group not in shown:
            yield hidden(kind="weakest", group=label)
            continue
        found = extremes(design)
        for kind, end in (("strongest", found.strongest), ("weakest", found.weakest)):
            yield from _extreme_rows(kind, label, end, found.notes)


def _extreme_rows(
    kind: str, group: str, end: Extreme | None, notes: Iterable[Problem]
) -> Iterator[ComparisonRow]:
    """Yield one row per comparison of this extreme with another element."""
    if end is None:
        yield {"kind": kind, "group": group, "notes": codes(*notes)}
        return
    for each in end.comparisons:
        verdict = "not_estimable" if each.p is None else "apart"
        if each.other in end.not_apart:
            verdict = "not_apart"
        yield {
            "kind": kind,
            "group": group,
            "first": end.element,
            "second": each.other,
            "value": each.value,
            "se": each.se,
            "df": each.df,
            "p": each.p,
            "verdict": verdict,
            "notes": codes(*notes),
        }


def channel_rows(survey: Survey, settings: Settings) -> Iterator[ComparisonRow]:
    """Test official against self-selected channels: overall, by institution, by unit."""
    both, shown = two_sides(survey, settings)
    for group, design in survey.groups.items():
        row = {"kind": "channels", "group": survey.label(group), "first": "official"}
        row["second"] = "self_selected"
        if group not in both:
            continue
        if group not in shown:
            yield hidden(**row)
            continue
        found = channels(design, weight=settings.weight)
        yield {
            **row,
            **tested(found.difference),
            "n": found.official.n + found.self_selected.n,
            "notes": codes(*found.notes),
        }
