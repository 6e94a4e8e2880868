"""The responses of a round as a response file, which `survey aggregate` reads."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter

from survey.errors import Unusable
from survey.exports.csv import cell
from survey.exports.xlsx import OPTIONS
from survey.models import Round
from survey.services.reporting.response_rows import COLUMNS, rows
from survey.services.store.store import Store

FORMATS: Final = ("csv", "xlsx", "parquet")


def write(store: Store, round_: Round, ending: str, path: Path) -> int:
    """Write the responses; gives how many there are. Free text is not among them."""
    count = Counter[str]()
    try:
        WRITERS[ending](path, counted(rows(store, round_), count))
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("output_unwritable", file=path.name, reason=reason) from None
    return count["rows"]


def counted(source: Iterable[tuple[int, list[str]]], count: Counter[str]) -> Iterator[list[str]]:
    """Count what passes."""
    for _, cells in source:
        count["rows"] += 1
        yield cells[: len(COLUMNS)]


def write_csv(path: Path, records: Iterable[list[str]]) -> None:
    """Write CSV, a row at a time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([cell("", value) for value in record] for record in records)


def write_xlsx(path: Path, records: Iterable[list[str]]) -> None:
    """Write a workbook, a row at a time; codes stay text."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        sheet = book.add_worksheet("Jawaban")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, COLUMNS)
        for at, record in enumerate(records, start=1):
            sheet.write_row(at, 0, record)


def write_parquet(path: Path, records: Iterable[list[str]]) -> None:
    """Write Parquet."""
    try:
        pd.DataFrame(list(records), columns=list(COLUMNS), dtype="string").to_parquet(path)
    except ImportError:
        raise Unusable("needs_parquet") from None


WRITERS: Final = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}
