"""From files to a release: read, check, tally, score, merge, suppress. No database."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from survey.aggregation import Settings, Tally, merge, score, suppress, tally
from survey.aggregation import compliance as compliance_file
from survey.aggregation.columns import Plan, plan
from survey.aggregation.compliance import Compliance
from survey.aggregation.instrument import ITEMS, Missing
from survey.aggregation.intervals import CONFIDENCE
from survey.aggregation.published import names_of, published, register
from survey.aggregation.responses import Intake, chunks, kept_notes
from survey.aggregation.tallies import empty
from survey.errors import Language, Problem, Unusable
from survey.exports import Release
from survey.sheets import Sheet, open_sheet
from survey.version import __version__

NOT_ASKED = list(Missing).index(Missing.NOT_ASKED)


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    files: Sequence[Path]
    by: Sequence[str] = ()
    compliance: Path | None = None
    compliance_year: int | None = None
    channels: frozenset[str] | None = None
    settings: Settings = field(default_factory=Settings)
    language: Language = "id"


@dataclass
class Reading:
    """What the files held: the tally, and an account of every row."""

    tally: Tally
    rows_in: int = 0
    rows_rejected: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def rows_used(self) -> int:
        """Count the rows in the tally."""
        return int(self.tally.sums.n.sum())


def aggregate(request: Request) -> Release:
    """Aggregate response files; raises `Unusable` where a file as a whole cannot be used."""
    reading = read_all(request)
    published = read_compliance(request.compliance) if request.compliance else None
    tables = score(reading.tally, request.settings)
    merged = merge(tables, published, request.compliance_year)
    notes = [*reading.notes, *(published.notes if published else ()), *merged.notes]
    public = suppress(replace(tables, merged=merged.frame), request.settings.min_n)
    manifest = manifest_of(request, reading, published, notes)
    return Release(public, reading.problems, manifest, request.language)


def read_all(request: Request) -> Reading:
    """Read every file into one tally. Response ids are unique over all of them."""
    intake = Intake(request.channels)
    reading: Reading | None = None
    for path in request.files:
        sheet = open_sheet(path)
        columns = planned(path, sheet.heading, request)
        if reading is None:
            reading = Reading(empty(columns.by))
        reading.notes += [note.at(path.name) for note in (*sheet.notes, *columns.notes)]
        read_rows(reading, intake, sheet, columns, path.name)
    if reading is None:
        raise Unusable("file_missing")
    return reading


def planned(path: Path, heading: Sequence[str], request: Request) -> Plan:
    """Read a heading, and name the file in what is wrong with it."""
    try:
        return plan(heading, request.by, request.channels)
    except Unusable as fault:
        raise fault.at(path.name) from None


def read_rows(reading: Reading, intake: Intake, sheet: Sheet, columns: Plan, file: str) -> None:
    """Add the rows of one file, a chunk at a time."""
    before = reading.rows_in
    for chunk in chunks(sheet.rows, columns.names):
        batch = intake.take(chunk, columns, file)
        reading.tally = reading.tally + tally(batch.frame, columns.by)
        reading.rows_in += batch.rows_in
        reading.rows_rejected += batch.rows_rejected
        reading.set_aside += batch.set_aside
        reading.problems += batch.problems
        told = {(note.code, note.value) for note in reading.notes}
        reading.notes += [
            note.at(file)
            for note in kept_notes(chunk.text, columns)
            if (note.code, note.value) not in told
        ]
    if reading.rows_in == before:
        raise Unusable("no_rows", file=file)


def read_compliance(path: Path) -> Compliance:
    """Read a file of published scores; its notes and problems name the file."""
    sheet = open_sheet(path, (".csv", ".xlsx"))
    try:
        found = compliance_file.read(sheet.heading, sheet.rows)
    except Unusable as fault:
        raise fault.at(path.name) from None
    found.problems = [problem.at(path.name) for problem in found.problems]
    found.notes = [note.at(path.name) for note in (*sheet.notes, *found.notes)]
    return found


def manifest_of(
    request: Request, reading: Reading, published: Compliance | None, notes: Sequence[Problem]
) -> dict[str, Any]:
    """Account for every row, every input and every setting."""
    paths = [*request.files, *([request.compliance] if request.compliance else [])]
    rejected = published.problems if published else []
    return {
        "rows_in": reading.rows_in,
        "rows_used": reading.rows_used,
        "rows_rejected": reading.rows_rejected,
        "rows_set_aside": {"channel": 0, **reading.set_aside},
        "no_answer": no_answer(reading.tally),
        "inputs": [{"name": path.name, "sha256": sha256(path)} for path in paths],
        "compliance": {
            "rows_in": published.rows_in if published else 0,
            "rows_rejected": published.rows_rejected if published else 0,
            "rejected": [told(problem, request.language) for problem in rejected],
        },
        "settings": {
            "by": list(reading.tally.by),
            "element_weight": request.settings.element_weight,
            "min_n": request.settings.min_n,
            "channels": sorted(request.channels) if request.channels is not None else "all",
            "compliance_year": request.compliance_year,
            "confidence": CONFIDENCE,
        },
        "version": __version__,
        "warnings": [told(note, request.language) for note in notes],
    }


def no_answer(tally: Tally) -> dict[str, dict[str, int]]:
    """Count the reasons for no answer, by item; items without any, or never asked, are left out."""
    counts = tally.sums.missing.sum(axis=0)
    reasons = [reason.name.lower() for reason in Missing]
    return {
        item: {reason: int(c) for reason, c in zip(reasons, row, strict=True) if c}
        for item, row in zip(ITEMS, counts, strict=True)
        if row.any() and row[NOT_ASKED] < tally.sums.n.sum()
    }


def told(problem: Problem, language: Language) -> dict[str, str | int | None]:
    """Write a problem for the manifest."""
    return {
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message(language),
    }


def sha256(path: Path) -> str:
    """Fingerprint an input, so that a result can be traced to it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_compliance(path: Path) -> Compliance:
    """Read a file of scores for checking: conflicts between its own rows are noted too."""
    found = read_compliance(path)
    known = register([names_of(entry) for entry in found.entries])
    found.notes += [note.at(path.name) for note in published(found.entries, known).notes]
    return found
