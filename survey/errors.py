"""Coded problems: what is wrong, where, and how to fix it, in the user's language.

A `Problem` is data: it can be listed, stored and printed. `Unusable` is the one exception that
carries a problem when nothing can be done with the input as a whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from survey.messages import CATALOGUE
from survey.statuses import STATUSES, HttpStatus

# A code such as `id` or `en`. Coded texts are written in these two; in any other language they
# come from its catalogue (see `web.words.told`).
Language = str
# A slot may hold a text by language, such as words of a questionnaire.
Slot = str | int | float | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one input.

    `row` is the row number as a spreadsheet shows it (the heading is row 1); `column` is a column
    or field; `value` is what it contained. `slots` are further values for the message.
    """

    code: str
    row: int | None = None
    column: str = ""
    value: str = ""
    file: str = ""
    slots: Mapping[str, Slot] = field(default_factory=dict)

    @property
    def status(self) -> HttpStatus:
        """Return the HTTP statuses that go with the code."""
        return STATUSES.get(self.code, HttpStatus())

    def message(self, language: Language = "id") -> str:
        """Return what is wrong and how to fix it."""
        texts = CATALOGUE[self.code]
        return self.filled(texts.get(language) or texts["id"], language)

    def filled(self, text: str, language: Language) -> str:
        """Fill the slots of a text."""
        known = {"row": self.row or "", "column": self.column, "value": shorten(self.value)}
        slots = {name: spoken(slot, language) for name, slot in self.slots.items()}
        return text.format_map({**known, **slots})

    def place(self, language: Language = "id") -> str:
        """Return file, row and column, as far as they are known."""
        row, column = ("baris", "kolom") if language == "id" else ("row", "column")
        parts = [
            self.file,
            f"{row} {self.row}" if self.row else "",
            f"{column} {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def line(self, language: Language = "id") -> str:
        """Put code, place and message on one line."""
        return ": ".join(
            part for part in (self.code, self.place(language), self.message(language)) if part
        )

    def at(self, file: str) -> Self:
        """Return the same problem, placed in a file."""
        return replace(self, file=file)


class Unusable(Exception):  # noqa: N818 (a state of the input)
    """The input as a whole cannot be used; `problem` says why and how to fix it."""

    def __init__(self, code: str, /, **place: object) -> None:
        known = {"row", "column", "value", "file"}
        fields = {key: value for key, value in place.items() if key in known}
        slots = {key: value for key, value in place.items() if key not in known}
        self.problem = Problem(code, slots=slots, **fields)  # type: ignore[arg-type]
        super().__init__(self.problem.line("en"))

    def at(self, file: str) -> Self:
        """Name the file, once it is known."""
        self.problem = self.problem.at(file)
        return self


def spoken(slot: Slot, language: Language) -> str | int | float:
    """Return a slot in a language, or in the first one it has."""
    if isinstance(slot, Mapping):
        return slot.get(language) or next(iter(slot.values()), "")
    return slot


def shorten(value: str, limit: int = 60) -> str:
    """Keep a message on one line, whatever was typed into a cell."""
    flat = " ".join(value.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def join_names(names: Iterable[str], limit: int = 12) -> str:
    """Join names for a message; says how many more there are."""
    shown = list(names)
    rest = len(shown) - limit
    return ", ".join(shown[:limit]) + (f" … (+{rest})" if rest > 0 else "")
