"""Comparisons of a survey, from files: read, match to places, compare. No database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from survey.aggregation.analysis.report import report
from survey.aggregation.analysis.surveys import ComparisonRow, Survey, placed
from survey.aggregation.disclosure.suppression import suppress
from survey.aggregation.grade.compliance import Compliance
from survey.aggregation.grade.merging import merge
from survey.aggregation.scores.samples import DrawnRows, Sampling
from survey.aggregation.scores.scores import score
from survey.aggregation.scores.tallies import tally
from survey.errors import Problem
from survey.services.register.compliance_files import read_compliance
from survey.services.reporting.from_files import Request, read_all
from survey.services.reporting.releasing import PLACES, Options, Reading
from survey.sheets import open_sheet
from survey.sheets.headings import heading_keys


@dataclass(frozen=True)
class Compared:
    """The rows of the comparisons, and what became of the response rows."""

    rows: list[ComparisonRow]
    reading: Reading
    options: Options
    rejected_scores: list[Problem]
    notes: list[Problem]


def of_files(request: Request, former: Sequence[Path] = ()) -> Compared:
    """Compare response files; each former file is an earlier round of the same survey."""
    now, reading = _file_survey(request.files, request.options)
    older = [_file_survey([path], request.options)[0] for path in former]
    published = read_compliance(request.compliance) if request.compliance else None
    return compared(now, older, published, request.options, reading)


def compared(
    now: Survey,
    former: Sequence[Survey],
    published: Compliance | None,
    options: Options,
    reading: Reading,
) -> Compared:
    """Merge by institution and unit, and compare."""
    by = tuple(name for name in PLACES if name in now.frame)
    tables = score(tally(now.official.frame, by, now.sampling), options.settings)
    merged = merge(tables, published, options.compliance_year)
    public = suppress(replace(tables, merged=merged.frame), options.settings.min_n)
    rows = report(now, public.merged, options.settings, former)
    sample = _design_notes(now)
    notes = [*reading.notes, *(published.notes if published else ()), *merged.notes, *sample]
    problems = published.problems if published else []
    return Compared(rows, reading, options, problems, notes)


def _design_notes(now: Survey) -> list[Problem]:
    return list(DrawnRows(now.frame, (), now.sampling).notes) if len(now.frame) else []


def _file_survey(paths: Sequence[Path], options: Options) -> tuple[Survey, Reading]:
    columns = heading_keys(open_sheet(paths[0]).heading)
    by = tuple(name for name in PLACES if name in columns)
    reading = read_all(Request(paths, options=replace(options, by=by)), keep=True)
    return survey_of(reading, paths[0].stem), reading


def survey_of(reading: Reading, name: str) -> Survey:
    """Return the rows kept by a reading, with the keys of their places."""
    frame = pd.concat(reading.frames, ignore_index=True) if reading.frames else pd.DataFrame()
    return Survey(placed(frame), reading.sampling or Sampling(), name)
