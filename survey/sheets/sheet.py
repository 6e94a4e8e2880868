"""One shape for every file: a heading, and rows of text that know their number."""

from collections.abc import Callable, Iterator
from pathlib import Path

from survey.errors import Unusable
from survey.sheets import csv
from survey.sheets.rows import Sheet, SheetRow
from survey.sheets.sniff import kind_of

Reader = Callable[[Path], Sheet]
_KINDS = {".csv": "CSV", ".xlsx": "XLSX", ".parquet": "Parquet"}

__all__ = ["Sheet", "SheetRow", "open_sheet"]


def open_sheet(path: Path, endings: tuple[str, ...] = tuple(_KINDS)) -> Sheet:
    """Open a table of text.

    Raises `Unusable` (naming the file) where there is no file, it is empty, its content is
    not what its ending says, or it cannot be decoded. Faults further down are raised while
    the rows are read.
    """
    try:
        ending = _checked_ending(path, endings)
        sheet = reader_of(ending)(path)
        return Sheet(sheet.heading, _placed(sheet.rows, path), sheet.notes)
    except Unusable as fault:
        raise fault.at(path.name) from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("file_unreadable", file=path.name, reason=reason) from None


def reader_of(ending: str) -> Reader:
    """Return the reader for an ending.

    Loaded on demand: a CSV file needs neither Excel's library nor Arrow.
    """
    if ending == ".xlsx":
        from survey.sheets import xlsx  # noqa: PLC0415

        return xlsx.read_xlsx
    if ending == ".parquet":
        from survey.sheets import parquet  # noqa: PLC0415

        return parquet.read_parquet
    return csv.read_csv


def _checked_ending(path: Path, endings: tuple[str, ...]) -> str:
    """Return the ending after checking that the content agrees with it."""
    if not path.exists():
        raise Unusable("file_missing")
    ending = path.suffix.lower()
    if ending not in endings:
        raise Unusable("unknown_ending", value=ending or path.name, allowed=", ".join(endings))
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise Unusable("empty_file")
    found = kind_of(start)
    if found != _KINDS[ending]:
        raise Unusable("not_what_it_says", expected=_KINDS[ending], found=found)
    return ending


def _placed(rows: Iterator[SheetRow], path: Path) -> Iterator[SheetRow]:
    """Add the file's name to a fault raised while the rows are read."""
    try:
        yield from rows
    except Unusable as fault:
        raise fault.at(path.name) from None
