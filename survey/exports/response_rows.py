"""Files of responses, written row by row; only Parquet needs a data frame."""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import xlsxwriter

from survey.errors import Unusable
from survey.sheets.formulas import guarded

# Codes stay text (36.10 is not a number), and no cell is executed.
OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SHEET: Final = "Jawaban"
Rows = Iterable[Sequence[str]]


def _csv_rows(path: Path, heading: Sequence[str], rows: Rows) -> None:
    """Write CSV in which no spreadsheet executes a cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows([guarded(str(cell or "")) for cell in row] for row in rows)


def _workbook_rows(path: Path, heading: Sequence[str], rows: Rows) -> None:
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        sheet = book.add_worksheet(_SHEET)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heading)
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, row)


def _parquet_rows(path: Path, heading: Sequence[str], rows: Rows) -> None:
    # Here, so that the other formats do without pandas.
    import pandas as pd  # noqa: PLC0415

    try:
        pd.DataFrame(list(rows), columns=list(heading), dtype="string").to_parquet(path)
    except ImportError:
        raise Unusable("needs_parquet") from None


ROW_WRITERS: Final[dict[str, Callable[[Path, Sequence[str], Rows], None]]] = {
    "csv": _csv_rows,
    "xlsx": _workbook_rows,
    "parquet": _parquet_rows,
}
