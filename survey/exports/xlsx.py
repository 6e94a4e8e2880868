"""XLSX: one workbook an official can read, with real numbers."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey.aggregation.tables import DECIMALS
from survey.exports.labels import LABELS, NOTES, heading_of, key_label
from survey.exports.method_text import lines
from survey.exports.release import Release, hidden_bases, rows_of
from survey.exports.response_rows import OPTIONS

FILE: Final = "aggregate.xlsx"
_SHEETS: Final = {
    "scores": "Ringkasan",
    "elements": "Unsur",
    "maladministration": "Maladministrasi",
    "merged": "Gabungan",
    "rejected": "Ditolak",
}
_NUMBER_FORMATS: Final = {0: "#,##0", 2: "0.00", 4: "0.0000"}
_DEMO_HEADER: Final = '&C&"Arial,Bold"DATA CONTOH, BUKAN DATA SUNGGUHAN'
_LONGEST: Final = 60
# Excel refuses a longer text in one cell.
_CELL_LIMIT: Final = 32_767
# Excel's numbers for the paper sizes, and the columns from which A4 is too narrow.
_A3, _A4, _WIDE = 8, 9, 14
_METHOD_WIDTHS: Final = (30, 70, 70)
_LINE_HEIGHT: Final = 15
# A sheet has 1,048,576 rows: the heading, these, and one that says how many are left out.
MOST_ROWS: Final = 1_048_574


def write_workbook(release: Release, folder: Path) -> None:
    """Write aggregate.xlsx: one sheet per table, and the sheet Metode."""
    with xlsxwriter.Workbook(str(folder / FILE), OPTIONS) as book:
        styles = Styles(book)
        for name, frame in release.frames().items():
            sheet = book.add_worksheet(_SHEETS[name])
            _write_table(sheet, frame, release.tables.min_n, styles)
            if release.manifest.get("demo"):
                sheet.set_header(_DEMO_HEADER)
                sheet.set_tab_color("#FDEEC2")
        _write_method(book.add_worksheet("Metode"), release, styles)


class Styles:
    """The formats of the workbook, each created once."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#0F5257", "font_color": "#FFFFFF", "text_wrap": True}
            | {"valign": "vcenter", "border": 1, "border_color": "#D9D5CC"}
        )
        self.text = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.hidden = book.add_format({"align": "right", "font_color": "#6B6459", "valign": "top"})
        self.year = book.add_format({"num_format": "0", "valign": "top"})
        self.numbers = {
            decimals: book.add_format({"num_format": pattern, "valign": "top"})
            for decimals, pattern in _NUMBER_FORMATS.items()
        }

    def of(self, name: str) -> Format:
        """Return the format of a figure."""
        return self.numbers[DECIMALS[name]]


def _write_table(sheet: Worksheet, frame: pd.DataFrame, min_n: int, styles: Styles) -> None:
    """Write a table under a frozen heading; a suppressed base reads `<min_n`."""
    columns = [str(name) for name in frame.columns]
    rows = list(rows_of(frame))
    # The first rows are enough to fit a width, and a long table stays fast.
    for at, name in enumerate(columns):
        sheet.set_column(at, at, width(name, [row[at] for row in rows[:200]]))
    _write_heading(sheet, [heading_of(name) for name in columns], styles, _names_first(columns))
    hidden = {name: mask.to_numpy() for name, mask in hidden_bases(frame).items()}
    for line, row in enumerate(rows[:MOST_ROWS], start=1):
        for at, (name, value) in enumerate(zip(columns, row, strict=True)):
            if name in hidden and hidden[name][line - 1]:
                sheet.write_string(line, at, f"<{min_n}", styles.hidden)
            elif value is not None:
                _write_cell(sheet, (line, at), name, value, styles)
    if len(rows) > MOST_ROWS:
        rest = f"… (+{len(rows) - MOST_ROWS}) CSV / JSON"
        sheet.write_string(MOST_ROWS + 1, 0, rest, styles.hidden)
    if rows:
        sheet.autofilter(0, 0, min(len(rows), MOST_ROWS), len(columns) - 1)


def _names_first(columns: Sequence[str]) -> int:
    """Count the columns that name a row: they stay in view beside every figure."""
    return next((at for at, name in enumerate(columns) if name in ("n", "column")), 0)


def _write_heading(sheet: Worksheet, names: Sequence[str], styles: Styles, fixed: int = 0) -> None:
    """Write the heading, kept in view and repeated on every printed page."""
    sheet.set_row(0, 3 * _LINE_HEIGHT)
    sheet.freeze_panes(1, fixed)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A3 if len(names) > _WIDE else _A4)
    sheet.set_margins(0.4, 0.4, 0.6, 0.4)
    sheet.fit_to_pages(1, 0)
    for at, name in enumerate(names):
        sheet.write_string(0, at, name, styles.head)


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], name: str, value: Any, styles: Styles
) -> None:
    """Write a figure as a number with its decimals, anything else as text."""
    if name in DECIMALS:
        sheet.write_number(*at, value, styles.year if name == "year" else styles.of(name))
    elif name == "row":
        sheet.write_number(*at, value, styles.year)
    else:
        text = key_label(value) if name in ("element", "form") else str(value)
        sheet.write_string(*at, text[:_CELL_LIMIT], styles.text)


def width(name: str, values: Iterable[Any]) -> float:
    """Return a column width that fits its heading (on two lines) and its texts, in characters."""
    texts = [key_label(value) if name in ("element", "form") else value for value in values]
    longest = max((len(str(text)) for text in texts if isinstance(text, str)), default=0)
    words = [len(word) for word in heading_of(name).split()]
    # The heading wraps onto two lines, so it needs half its length, and its longest word.
    heading = max([*words, sum(words) / 2]) + 3
    return min(_LONGEST, max(8, heading, longest + 2))


def _write_method(sheet: Worksheet, release: Release, styles: Styles) -> None:
    """Write how the figures were computed, then what each column means."""
    for at, size in enumerate(_METHOD_WIDTHS):
        sheet.set_column(at, at, size)
    _write_heading(sheet, ["Hal", "Penjelasan", "Explanation"], styles)
    rows = [*lines(release.manifest), *_column_lines()]
    for line, texts in enumerate(rows, start=1):
        # Not every program adjusts a row's height to wrapped text.
        lines_needed = [
            math.ceil(len(text) * 1.1 / size)
            for text, size in zip(texts, _METHOD_WIDTHS, strict=True)
        ]
        sheet.set_row(line, _LINE_HEIGHT * max(1, *lines_needed))
        for at, text in enumerate(texts):
            sheet.write_string(line, at, text, styles.wrapped)


def _column_lines() -> list[tuple[str, str, str]]:
    """Explain columns and notes; brackets hold a column's name in the other formats."""
    columns = [(f"{name} ({key})", own, english) for key, (name, own, english) in LABELS.items()]
    notes = [(f"Catatan: {code}", own, english) for code, (own, english) in NOTES.items()]
    return [*columns, *notes]
