"""Files that are imported row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey.errors import Problem, Unusable, join_names
from survey.sheets import open_sheet
from survey.sheets.headings import heading_keys
from survey.sheets.records import Record
from survey.sheets.records import read_records as rows_by_name


@dataclass
class ImportAccount:
    """What became of the rows of an imported file."""

    file: str
    rows_in: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Count rows with a problem."""
        return len({problem.row for problem in self.problems})


def imported_records(
    path: Path, known: Sequence[str], notes: list[Problem], needed: Sequence[str] = ()
) -> Iterator[Record]:
    """Read a file row by row; unknown columns are noted, needed ones missing are `Unusable`."""
    sheet = open_sheet(path)
    names = heading_keys(sheet.heading)
    missing = [name for name in needed if name not in names]
    if missing:
        raise Unusable("missing_columns", file=path.name, row=1, names=join_names(missing))
    unknown = [name for name in names if name and name not in known]
    notes += [note.at(path.name) for note in sheet.notes]
    if unknown:
        slots = {"names": join_names(unknown)}
        notes.append(Problem("unknown_columns_ignored", 1, file=path.name, slots=slots))
    yield from rows_by_name(names, sheet.rows)
