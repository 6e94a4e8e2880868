"""Reading Parquet, with the extra `parquet`."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from survey.errors import Unusable
from survey.sheets.rows import Sheet, SheetRow, cell_text

try:
    import pyarrow as arrow
    import pyarrow.parquet as pq
except ImportError:  # the extra is not installed
    arrow = None


def read_parquet(path: Path) -> Sheet:
    """Read a Parquet file in batches; raises `Unusable` without the extra or for other files."""
    if arrow is None:
        raise Unusable("needs_parquet")
    try:
        file = pq.ParquetFile(path)
    except (OSError, arrow.ArrowException):
        raise Unusable("not_what_it_says", expected="Parquet", found="binary") from None
    return Sheet(list(file.schema_arrow.names), _parquet_rows(file))


def _parquet_rows(file: Any) -> Iterator[SheetRow]:
    """Yield rows as text; the heading counts as row 1, as in the other formats."""
    numbers = count(2)
    try:
        with file:
            for batch in file.iter_batches():
                columns = [column.to_pylist() for column in batch.columns]
                for values in zip(*columns, strict=True):
                    yield SheetRow(next(numbers), [cell_text(value) for value in values])
    except (OSError, arrow.ArrowException) as fault:
        raise Unusable("parquet_damaged", reason=type(fault).__name__) from None
