"""The rows of a sheet, as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from survey.errors import Problem


class SheetRow(NamedTuple):
    """A row as text. `number` is the one a spreadsheet shows: the heading is row 1."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A heading and its rows; `notes` are problems that do not stop the reading."""

    heading: list[str]
    rows: Iterator[SheetRow]
    notes: list[Problem] = field(default_factory=list)


def cell_text(value: object) -> str:
    """Return a cell as the text its author would have typed. Whole floats lose their `.0`."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def without_empty_end(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """Drop rows without any cell below the last row that has one.

    Programs leave such rows behind. Between other rows an empty row is kept, and reported
    later.
    """
    held: list[SheetRow] = []
    for row in rows:
        if row.cells:
            yield from held
            held.clear()
            yield row
        else:
            held.append(row)
