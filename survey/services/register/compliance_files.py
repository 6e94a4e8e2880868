"""Files of published compliance scores: read and checked, without a database."""

from pathlib import Path

from survey.aggregation.grade import compliance
from survey.aggregation.grade.compliance import Compliance
from survey.aggregation.grade.one_score import names_of, one_score_per_key, register_names
from survey.errors import Unusable
from survey.sheets import open_sheet


def read_compliance(path: Path) -> Compliance:
    """Read a file of published scores; its notes and problems name the file."""
    sheet = open_sheet(path, (".csv", ".xlsx"))
    try:
        found = compliance.read_scores(sheet.heading, sheet.rows)
    except Unusable as fault:
        raise fault.at(path.name) from None
    found.problems = [problem.at(path.name) for problem in found.problems]
    found.notes = [note.at(path.name) for note in (*sheet.notes, *found.notes)]
    return found


def check_compliance(path: Path) -> Compliance:
    """Read a file of scores for checking: conflicts between its own rows are noted too."""
    found = read_compliance(path)
    known = register_names([names_of(entry) for entry in found.entries])
    found.notes += [note.at(path.name) for note in one_score_per_key(found.entries, known).notes]
    return found
