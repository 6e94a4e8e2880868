"""Perception beside compliance: quadrants with their uncertainty, agreement, the largest gaps."""

from collections.abc import Iterator

import pandas as pd

from survey.aggregation.analysis.agreement import agreement, pairs_of
from survey.aggregation.analysis.index_of import ikm
from survey.aggregation.analysis.quadrant import gap_notes, quadrant
from survey.aggregation.analysis.surveys import KEYS, ComparisonRow, Survey, codes, placed
from survey.aggregation.design import Estimate
from survey.aggregation.settings import Settings


def quadrant_rows(
    survey: Survey, merged: pd.DataFrame, settings: Settings
) -> Iterator[ComparisonRow]:
    """Return each unit's quadrant and how sure it is; `merged` is the suppressed table."""
    if len(survey.levels) < 3 or "ikm" not in merged:
        return
    table = placed(merged[merged["ikm"].notna()])
    graded = {
        tuple(str(row[key]) for key in KEYS): row for row in _frame_records(table) if row["zone"]
    }
    for group, design in survey.at(2):
        if group in graded:
            found = ikm(design, settings.weight)
            yield _quadrant_row(survey.label(group), found, graded[group])


def _quadrant_row(label: str, found: Estimate, record: ComparisonRow) -> ComparisonRow:
    """Return one quadrant with its uncertainty, and notes on the gap."""
    found_in = quadrant(found, record["zone"])
    notes = [*found_in.notes, *gap_notes(record["method"], int(record["year"]))]
    verdict = {True: "in_doubt", False: "clear", None: "not_estimable"}[found_in.crosses]
    low, high = found.interval() or (None, None)
    return {
        "kind": "quadrant",
        "group": label,
        "first": found_in.name,
        "value": found.value,
        "se": found.se,
        "df": found.df,
        "low": low,
        "high": high,
        "p": found_in.p,
        "n": found.n,
        "verdict": verdict,
        "notes": codes(*notes),
    }


def agreement_rows(merged: pd.DataFrame) -> Iterator[ComparisonRow]:
    """Return the correlation of index and compliance over units, one method at a time."""
    table = placed(merged)
    if "ikm" not in table or not set(KEYS) <= set(table):
        return
    units = table[table[KEYS[1]] != ""]
    labels = ["; ".join(dict.fromkeys(map(str, row))) for row in places(units)]
    named = units.assign(place=labels)
    for (method, year), rows in named.groupby(["method", "year"]):
        pairs = list(pairs_of(rows, "place")) if method else []
        if not pairs:
            continue
        found = agreement(pairs)
        low, high = found.interval or (None, None)
        group = f"{method} {year}"
        yield {
            "kind": "agreement",
            "group": group,
            "value": found.rho,
            "low": low,
            "high": high,
            "n": found.n,
            "notes": codes(*found.notes),
        }
        for pair in (*found.perceived_higher, *found.compliance_higher):
            yield {"kind": "gap", "group": group, "first": pair.unit, "value": pair.gap}


def _frame_records(frame: pd.DataFrame) -> Iterator[ComparisonRow]:
    for row in frame.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def places(frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Return what names each row's unit: institution, unit, code."""
    columns = ("institution", KEYS[0], "unit", KEYS[1])
    known = [name for name in columns if name in frame]
    return frame[known].itertuples(index=False, name=None)
