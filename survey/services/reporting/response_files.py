"""The responses of a round as a response file, which `survey aggregate` reads."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from survey.errors import Unusable
from survey.exports import csv, parquet, xlsx
from survey.models import Round
from survey.services.reporting.response_rows import COLUMNS, rows
from survey.services.store.store import Store

SHEET: Final = "Jawaban"
Writer = Callable[[Path, Sequence[str], Iterable[Sequence[str]]], None]
WRITERS: Final[dict[str, Writer]] = {
    "csv": csv.write_rows,
    "xlsx": lambda path, heading, found: xlsx.write_rows(path, SHEET, heading, found),
    "parquet": parquet.write_rows,
}
FORMATS: Final = tuple(WRITERS)


def write(store: Store, round_: Round, ending: str, path: Path) -> int:
    """Write the responses; gives how many there are. Free text is not among them."""
    count = Counter[str]()
    try:
        WRITERS[ending](path, COLUMNS, counted(rows(store, round_), count))
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise Unusable("output_unwritable", file=path.name, reason=reason) from None
    return count["rows"]


def counted(source: Iterable[tuple[int, list[str]]], count: Counter[str]) -> Iterator[list[str]]:
    """Count what passes."""
    for _, cells in source:
        count["rows"] += 1
        yield cells[: len(COLUMNS)]
