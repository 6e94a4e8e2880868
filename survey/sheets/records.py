"""Rows by the names of their columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from survey.errors import Problem

# How people say yes in a cell.
YES: Final = frozenset({"1", "y", "ya", "yes", "true", "benar"})


@dataclass(frozen=True)
class Record:
    """One row. A missing column reads as empty; `extra` is what stood beyond the heading."""

    number: int
    cells: dict[str, str]
    extra: str = ""

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name) or ""

    def problem(self, code: str, column: str = "", /, **slots: str | int) -> Problem:
        """Return a problem at this row, with the cell of `column` as its value."""
        return Problem(code, self.number, column, self[column], slots=slots)

    def overlong(self) -> list[Problem]:
        """Report cells beyond the heading, most often caused by a comma inside a text."""
        return [Problem("too_many_cells", self.number, value=self.extra)] if self.extra else []


def read_records(
    names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[Record]:
    """Yield every row that is not entirely blank."""
    for number, cells in rows:
        found = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        extra = " ".join(cells[len(names) :]).strip()
        if any(found.values()) or extra:
            yield Record(number, found, extra)
