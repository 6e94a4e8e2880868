"""Perception beside compliance: quadrants with their doubt, agreement, the largest gaps."""

from collections.abc import Iterator

import pandas as pd

from survey.aggregation.analysis.agreement import agreement, pairs_of
from survey.aggregation.analysis.index_of import ikm
from survey.aggregation.analysis.quadrant import gap_notes, quadrant
from survey.aggregation.analysis.surveys import Row, Survey, codes
from survey.aggregation.design import Estimate
from survey.aggregation.scores import Settings


def quadrant_rows(survey: Survey, merged: pd.DataFrame, settings: Settings) -> Iterator[Row]:
    """Say of each unit in a quadrant how sure that is."""
    shown = merged[merged["ikm"].notna()] if "ikm" in merged else merged
    if not survey.unit or shown.empty:
        return
    graded = {
        (str(row[survey.institution]), str(row[survey.unit])): row
        for row in records(shown)
        if row["zone"]
    }
    for group, design in survey.designs(survey.institution, survey.unit):
        if group in graded:
            yield quadrant_row(group, ikm(design, settings.weight), graded[group])


def quadrant_row(group: tuple[str, ...], found: Estimate, record: Row) -> Row:
    """Write one quadrant with its doubt, and what to know about the gap."""
    placed = quadrant(found, record["zone"])
    notes = [*placed.notes, *gap_notes(record["method"], int(record["year"]))]
    verdict = {True: "in_doubt", False: "clear", None: "not_estimable"}[placed.crosses]
    low, high = found.interval() or (None, None)
    return {
        "kind": "quadrant",
        "group": "; ".join(group),
        "first": placed.name,
        "value": found.value,
        "se": found.se,
        "df": found.df,
        "low": low,
        "high": high,
        "p": placed.p,
        "n": found.n,
        "verdict": verdict,
        "notes": codes(*notes),
    }


def agreement_rows(merged: pd.DataFrame) -> Iterator[Row]:
    """Correlate index and compliance over units, one method at a time."""
    if "ikm" not in merged or "unit" not in merged:
        return
    table = merged[merged["unit"] != ""]
    owner = next((name for name in ("institution", "institution_code") if name in table), "unit")
    named = table.assign(place=table[owner].astype(str) + "; " + table["unit"].astype(str))
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


def records(frame: pd.DataFrame) -> Iterator[Row]:
    """Give rows by column."""
    for row in frame.to_dict("records"):
        yield {str(name): value for name, value in row.items()}
