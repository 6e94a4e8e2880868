"""CSV as spreadsheets in any language write it."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from survey.errors import Problem, Unusable
from survey.sheets.rows import Sheet, SheetRow, without_empty_end
from survey.sheets.sniff import encoding_of

_SEPARATORS = (",", ";", "\t", "|")
# Enough rows to distinguish a separator from a comma inside a text.
SAMPLE = 50

# A comment may be longer than the 131,072 characters Python allows a cell by default.
csv.field_size_limit(16 * 1024 * 1024)


def read_csv(path: Path) -> Sheet:
    """Read a CSV file, detecting its separator and encoding.

    Falling back to Windows-1252 is noted on the sheet. Raises `Unusable` where the file has
    no rows.
    """
    encoding = encoding_of(path)
    notes = [Problem("encoding_windows_1252", file=path.name)] if encoding == "cp1252" else []
    separator = max(_SEPARATORS, key=lambda each: _fitness(path, encoding, each))
    rows = _csv_records(path, encoding, separator)
    first = next(rows, None)
    if first is None:
        raise Unusable("no_rows")
    return Sheet(first.cells, without_empty_end(rows), notes)


def _fitness(path: Path, encoding: str, separator: str) -> tuple[bool, float, int]:
    """Rate a separator: does it split the heading, and the first rows into as many cells?"""
    with path.open(encoding=encoding, newline="") as file:
        try:
            sizes = [len(cells) for cells in islice(csv.reader(file, delimiter=separator), SAMPLE)]
        except csv.Error:
            return False, 0.0, 0
    columns = sizes[0] if sizes else 0
    alike = sum(size == columns for size in sizes if size) / max(1, len(sizes))
    return columns > 1, alike, columns


def _csv_records(path: Path, encoding: str, separator: str) -> Iterator[SheetRow]:
    """Yield every record. A blank line is a record without cells."""
    with path.open(encoding=encoding, newline="") as file:
        yield from _numbered(file, separator)


def _numbered(file: TextIO, separator: str) -> Iterator[SheetRow]:
    """Number records, not lines: a spreadsheet shows a cell with line breaks as one row."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
            yield SheetRow(number, cells)
    except csv.Error as fault:
        raise Unusable("csv_broken", row=number + 1, reason=str(fault)) from None
