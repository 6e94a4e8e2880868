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
    """Report a damaged workbook as `Unusable`.

    openpyxl has no exception of its own for this: whatever its parts stumble over comes
    through (from zlib, from XML, a missing attribute), so nothing narrower would do.
    """
    try:
        yield
    except Unusable:
        raise
    except Exception as fault:
        raise Unusable("xlsx_damaged", reason=type(fault).__name__) from None


def read_xlsx(path: Path) -> Sheet:
    """Read the first sheet; raises `Unusable` where the file is no workbook, damaged or empty."""
    with _reading():
        book = _opened(path)
    rows = _workbook_rows(book)
    first = next(rows, None)
    if first is None:
        raise Unusable("no_rows")
    return Sheet(first.cells, without_empty_end(rows), _other_sheets(book, path))


def _opened(path: Path) -> Workbook:
    try:
        # Not data_only: a formula without a cached value would look like an empty cell.
        return openpyxl.load_workbook(path, read_only=True, data_only=False)
    except _NO_WORKBOOK:
        raise Unusable("not_what_it_says", expected="XLSX", found="ZIP") from None


def _other_sheets(book: Workbook, path: Path) -> list[Problem]:
    """Report which sheets are not read."""
    used, *ignored = book.sheetnames
    if not ignored:
        return []
    slots = {"used": used, "ignored": join_names(ignored)}
    return [Problem("other_sheets_ignored", file=path.name, slots=slots)]


def _workbook_rows(book: Workbook) -> Iterator[SheetRow]:
    """Yield the rows of the first sheet; a row of empty cells has no cells."""
    with closing(book), _reading():
        sheet = book.worksheets[0]
        # Some programs store a wrong extent, and a read-only sheet would stop there.
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield SheetRow(number, _cells(values))


def _cells(values: Sequence[object]) -> list[str]:
    """Return a row as text, without the empty cells at its end."""
    found = [_as_text(value) for value in values]
    while found and not found[-1].strip():
        found.pop()
    return found


def _as_text(value: object) -> str:
    """Return a cell as text; a formula of any kind begins with `=`."""
    if isinstance(value, ArrayFormula | DataTableFormula):
        return f"={getattr(value, 'text', None) or value.ref}"
    return cell_text(value)
