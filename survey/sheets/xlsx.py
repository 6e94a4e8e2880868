"""The first sheet of an Excel workbook, with formulas left as formulas."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from survey.errors import Problem, Unusable, join_names
from survey.sheets.rows import Sheet, SheetRow, cell_text, without_empty_end

_NO_WORKBOOK = (zipfile.BadZipFile, InvalidFileException, KeyError)


@contextmanager
def _reading() -> Iterator[None]:
    """Say that a workbook is damaged.

    The reader has no exception of its own for that: whatever its parts stumble over comes
    through (of zlib, of XML, of a missing attribute), so nothing narrower would do.
    """
    try:
        yield
    except Unusable:
        raise
    except Exception as fault:
        raise Unusable("xlsx_damaged", reason=type(fault).__name__) from None


def read_xlsx(path: Path) -> Sheet:
    """Read a workbook; raises `Unusable` where it is a ZIP file but no workbook."""
    with _reading():
        book = _opened(path)
    rows = _workbook_rows(book)
    first = next(rows, None)
    if first is None:
        raise Unusable("no_rows")
    return Sheet(first.cells, without_empty_end(rows), _other_sheets(book, path))


def _opened(path: Path) -> Workbook:
    """Open a workbook; raises `Unusable` where the file is none."""
    try:
        # Not data_only: a formula without a cached value would look like an empty cell.
        return openpyxl.load_workbook(path, read_only=True, data_only=False)
    except _NO_WORKBOOK:
        raise Unusable("not_what_it_says", expected="XLSX", found="ZIP") from None


def _other_sheets(book: Workbook, path: Path) -> list[Problem]:
    """Say which sheets are not read."""
    used, *ignored = book.sheetnames
    if not ignored:
        return []
    slots = {"used": used, "ignored": join_names(ignored)}
    return [Problem("other_sheets_ignored", file=path.name, slots=slots)]


def _workbook_rows(book: Workbook) -> Iterator[SheetRow]:
    """Yield the rows of the first sheet; a row of empty cells has no cells."""
    with closing(book), _reading():
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield SheetRow(number, _cells(values))


def _cells(values: Sequence[object]) -> list[str]:
    """Turn a row into text, without the empty cells at its end."""
    found = [_as_text(value) for value in values]
    while found and not found[-1].strip():
        found.pop()
    return found


def _as_text(value: object) -> str:
    """Show formulas of every kind as a text that begins with `=`."""
    if isinstance(value, ArrayFormula | DataTableFormula):
        return f"={getattr(value, 'text', None) or value.ref}"
    return cell_text(value)
