"""From files to a release: read, check, tally, score, merge, suppress. No database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey.aggregation import Compliance
from survey.aggregation import compliance as compliance_file
from survey.aggregation.columns import Plan, plan
from survey.aggregation.published import names_of, published, register
from survey.aggregation.responses import Intake, chunks
from survey.aggregation.samples import Sampling
from survey.aggregation.tallies import empty
from survey.errors import Unusable, listed
from survey.exports import Release
from survey.services.release import Options, Reading, release_of
from survey.sheets import open_sheet


@dataclass(frozen=True)
class Request:
    """What is asked for, of which files."""

    files: Sequence[Path]
    compliance: Path | None = None
    options: Options = field(default_factory=Options)


def aggregate(request: Request) -> Release:
    """Aggregate response files; raises `Unusable` where a file as a whole cannot be used."""
    paths = [*request.files, *([request.compliance] if request.compliance else [])]
    refuse_twins(request.files)
    reading = read_all(request)
    scores = read_compliance(request.compliance) if request.compliance else None
    inputs = [{"name": path.name, "sha256": sha256(path)} for path in paths]
    return release_of(reading, scores, request.options, inputs)


def read_all(request: Request, *, keep: bool = False) -> Reading:
    """Read every file into one tally. Response ids are unique over all of them.

    `keep`: keep the rows, whether they state a design or not.
    """
    intake = Intake(request.options.channels)
    reading: Reading | None = None
    for path in request.files:
        sheet = open_sheet(path)
        columns = planned(path, sheet.heading, request.options)
        if reading is None:
            drawn = sampling(columns, request.options) or (Sampling() if keep else None)
            reading = Reading(empty(columns.by), files=len(request.files), sampling=drawn)
        refuse_other_design(path, columns, reading.sampling)
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


def sampling(columns: Plan, options: Options) -> Sampling | None:
    """Say how the rows of a file were drawn; None where it states nothing about it."""
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


def refuse_other_design(path: Path, columns: Plan, drawn: Sampling | None) -> None:
    """Refuse a file whose columns of a design are not those of the first one."""
    known = drawn.columns if drawn else ()
    if set(known) != set(columns.design):
        names = listed(known) or "–"
        raise Unusable("design_other_columns", file=path.name, row=1, names=names)


def refuse_twins(paths: Sequence[Path]) -> None:
    """Refuse the same responses given twice: they would count twice."""
    seen: dict[str, Path] = {}
    for path in paths:
        if path.is_file() and seen.setdefault(sha256(path), path) is not path:
            raise Unusable("same_file_twice", file=path.name, other=str(seen[sha256(path)]))


def planned(path: Path, heading: Sequence[str], options: Options) -> Plan:
    """Read a heading, and name the file in what is wrong with it."""
    try:
        return plan(heading, options.by, options.channels, options.margins)
    except Unusable as fault:
        raise fault.at(path.name) from None


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
