"""Comparisons within a survey: institutions, elements, channels."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from survey.aggregation.analysis.channels import channels
from survey.aggregation.analysis.elements import Extreme, extremes
from survey.aggregation.analysis.index_of import ikm
from survey.aggregation.analysis.institutions import Score, mean_of_units, pooled
from survey.aggregation.analysis.surveys import Row, Survey, codes, hidden, small
from survey.aggregation.design import Design
from survey.aggregation.disclosure import protect
from survey.aggregation.scores import Settings
from survey.errors import Problem
from survey.instrument import SELF_SELECTED


def institution_rows(survey: Survey, settings: Settings) -> Iterator[Row]:
    """Score each institution by both rules; hidden where its small units could be computed."""
    units: dict[str, dict[str, Design]] = {}
    for (owner, unit), design in survey.designs(survey.institution, survey.unit):
        units.setdefault(owner, {})[unit] = design
    for (owner,), design in survey.designs(survey.institution):
        own = units.get(owner, {})
        if small(design, settings) or exposes(own, settings):
            yield hidden(kind="institution", group=owner)
            continue
        yield score_row(owner, pooled(design, settings.weight))
        if own:
            parts = {name: ikm(each, settings.weight) for name, each in own.items()}
            yield score_row(owner, mean_of_units(parts, settings.weight))


def exposes(units: Mapping[str, Design], settings: Settings) -> bool:
    """Tell whether the score of an institution would give away a unit that is hidden."""
    cells: dict[tuple[str, ...], int] = {(name,): each.n for name, each in units.items()}
    few: set[tuple[str, ...]] = {(name,) for name, each in units.items() if small(each, settings)}
    totals: dict[tuple[str, ...], list[tuple[str, ...]]] = {(): list(cells)}
    return protect(cells, totals, few, settings.min_n) != few


def score_row(owner: str, found: Score) -> Row:
    """Write the score of an institution."""
    low, high = found.interval or (None, None)
    return {
        "kind": "institution",
        "group": owner,
        "first": found.rule,
        "value": found.value,
        "se": found.se,
        "df": found.df,
        "low": low,
        "high": high,
        "n": found.n,
        "notes": codes(*found.notes),
    }


def element_rows(survey: Survey, settings: Settings) -> Iterator[Row]:
    """Compare the strongest and the weakest element with the others: in all, by institution."""
    for group, design in [*survey.designs(), *survey.designs(survey.institution)]:
        name = "; ".join(group)
        if small(design, settings):
            yield hidden(kind="weakest", group=name)
            continue
        found = extremes(design)
        for kind, end in (("strongest", found.strongest), ("weakest", found.weakest)):
            yield from extreme_rows(kind, name, end, found.notes)


def extreme_rows(
    kind: str, group: str, end: Extreme | None, notes: Iterable[Problem]
) -> Iterator[Row]:
    """Write one end of the elements beside each of the others."""
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


def channel_rows(survey: Survey, settings: Settings) -> Iterator[Row]:
    """Test official against self-selected channels: in all, by institution, by unit."""
    both = survey.designs(survey.institution, survey.unit)
    for group, design in [*survey.designs(), *survey.designs(survey.institution), *both]:
        row = {"kind": "channels", "group": "; ".join(group), "first": "official"}
        row["second"] = "self_selected"
        chosen = np.asarray(design.frame["channel"].isin(SELF_SELECTED), dtype=bool)
        sides = [design.subset(chosen), design.subset(~chosen)]
        if not all(side.n for side in sides):
            continue
        if any(small(side, settings) for side in sides):
            yield hidden(**row)
            continue
        found = channels(design, weight=settings.weight)
        low, high = found.difference.interval or (None, None)
        difference = found.difference
        yield {
            **row,
            "value": difference.value,
            "se": difference.se,
            "df": difference.df,
            "low": low,
            "high": high,
            "p": difference.p,
            "n": design.n,
            "notes": codes(*found.notes),
        }
