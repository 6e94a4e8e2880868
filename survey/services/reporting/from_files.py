"""From files to a release: read, check, tally, score, merge, suppress. No database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey.aggregation.rows.columns import ColumnPlan, plan
from survey.aggregation.rows.responses import Intake, chunks
from survey.aggregation.scores.samples import Sampling
from survey.aggregation.scores.tallies import empty
from survey.errors import Unusable, join_names
from survey.exports.release import Release
from survey.services.register.compliance_files import read_compliance
from survey.services.reporting.releasing import Options, Reading, release_of
from survey.sheets import open_sheet


@dataclass(frozen=True)
class Request:
    """What is asked for, and of which files."""

    files: Sequence[Path]
    compliance: Path | None = None
    options: Options = field(default_factory=Options)


def aggregate_files(request: Request) -> Release:
    """Aggregate response files; raises `Unusable` where a file as a whole cannot be used."""
    paths = [*request.files, *([request.compliance] if request.compliance else [])]
    _refuse_twins(request.files)
    reading = read_all(request)
    scores = read_compliance(request.compliance) if request.compliance else None
    inputs = [{"name": path.name, "sha256": sha256(path)} for path in paths]
    return release_of(reading, scores, request.options, inputs)


def read_all(request: Request, *, keep: bool = False) -> Reading:
    """Read every file into one tally; response ids are unique across all files.

    `keep`: keep the rows even where they state no sampling design.
    """
    intake = Intake(request.options.channels)
    reading: Reading | None = None
    for path in request.files:
        sheet = open_sheet(path)
        columns = _planned(path, sheet.heading, request.options)
        if reading is None:
            drawn = _sampling(columns, request.options) or (Sampling() if keep else None)
            reading = Reading(empty(columns.by), files=len(request.files), sampling=drawn)
        _refuse_other_design(path, columns, reading.sampling)
        carried = tuple(reading.sampling.margins) if reading.sampling else ()
        columns = columns.under(reading.tally.by, carried)
        reading.notes += [note.at(path.name) for note in (*sheet.notes, *columns.notes)]
        before = reading.rows_in
        reading.add(chunks(sheet.rows, columns.names), intake, columns, path.name)
        if reading.rows_in == before:
            raise Unusable("no_rows", file=path.name)
    if reading is None:
        raise Unusable("file_missing")
    return reading


def _sampling(columns: ColumnPlan, options: Options) -> Sampling | None:
    """Return how the rows of a file were drawn; None where the file does not say."""
    if not columns.design and options.trim is None and not options.margins:
        return None
    names = {"weight": "weights", "stratum": "strata"}
    stated = {names.get(name, name): name for name in columns.design}
    return Sampling(
        **stated,
        lonely_psu=options.lonely_psu,
        trim=options.trim,
        margins=dict(zip(columns.carried, options.margins.values(), strict=True)),
    )


def _refuse_other_design(path: Path, columns: ColumnPlan, drawn: Sampling | None) -> None:
    """Refuse a file whose design columns differ from those of the first one."""
    known = drawn.columns if drawn else ()
    if set(known) != set(columns.design):
        names = join_names(known) or "–"
        raise Unusable("design_other_columns", file=path.name, row=1, names=names)


def _refuse_twins(paths: Sequence[Path]) -> None:
    """Refuse a file given twice: its responses would count twice."""
    seen: dict[str, Path] = {}
    for path in paths:
        if path.is_file() and seen.setdefault(sha256(path), path) is not path:
            raise Unusable("same_file_twice", file=path.name, other=str(seen[sha256(path)]))


def _planned(path: Path, heading: Sequence[str], options: Options) -> ColumnPlan:
    try:
        return plan(heading, options.by, options.channels, options.margins)
    except Unusable as fault:
        raise fault.at(path.name) from None


def sha256(path: Path) -> str:
    """Return the SHA-256 of an input file, so that a result can be traced to it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
