"""What is released: suppressed tables, rejected rows, and the manifest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from survey.aggregation.rounding import half_up_shown
from survey.aggregation.scores.scores import Tables
from survey.aggregation.tables import CODE_COLUMNS, DECIMALS
from survey.errors import Language, Problem

_BASES: Final = ("n", "mal_n")
_SEPARATOR: Final = ";"
TABLES: Final = ("scores", "elements", "maladministration", "merged", "rejected")
_REJECTED: Final = ("row", "column", "value", "code", "message")


@dataclass(frozen=True)
class Release:
    """Everything a format writes. `tables` have been through `suppress`."""

    tables: Tables
    rejected: list[Problem]
    manifest: Mapping[str, Any]
    language: Language = "id"
    several_files: bool = False
    rejected_scores: list[Problem] = field(default_factory=list)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the tables, ready to print, by the name of their file."""
        return {
            "scores": printed_table(self.tables.scores),
            "elements": printed_table(self.tables.elements),
            "maladministration": printed_table(self.tables.maladministration),
            "merged": printed_table(self.tables.merged),
            "rejected": self.rejected_frame(),
        }

    def rejected_frame(self) -> pd.DataFrame:
        """Return one row per problem, with the file's name where several files were read."""
        columns = [*_REJECTED, "file"] if self.several_files else list(_REJECTED)
        rows = [
            (
                *(problem.row, problem.column, problem.value, problem.code),
                *(problem.message(self.language), problem.file),
            )[: len(columns)]
            for problem in self.rejected
        ]
        return pd.DataFrame(rows, columns=columns, dtype=object)


def printed_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of numbers and texts: figures rounded, codes joined."""
    frame = rounded(frame)
    for name in CODE_COLUMNS:
        if name in frame:
            frame[name] = frame[name].map(join_codes).astype(object)
    return frame


def join_codes(codes: Iterable[str]) -> str:
    """Return codes as the text of one cell."""
    return _SEPARATOR.join(codes)


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Round every figure half up to its decimals, so that all formats agree."""
    frame = frame.copy()
    for name, decimals in DECIMALS.items():
        if decimals and name in frame:
            values = [
                None if pd.isna(each) else half_up_shown(each, decimals) for each in frame[name]
            ]
            frame[name] = pd.array(values, dtype="Float64")
    return frame


def hidden_bases(frame: pd.DataFrame) -> dict[str, "pd.Series"]:
    """Return, per base column, a mask of the rows where it is suppressed.

    Rows without a survey have no base at all: it is absent there, not suppressed.
    """
    survey = frame["suppressed"].notna() if "suppressed" in frame else True
    return {name: frame[name].isna() & survey for name in _BASES if name in frame}


def rows_of(frame: pd.DataFrame) -> Iterator[list[Any]]:
    """Yield rows of plain Python values, None where there is none."""
    for row in frame.astype(object).itertuples(index=False, name=None):
        yield [None if pd.isna(value) else value for value in row]


def row_records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield rows as plain Python values by column."""
    names = [str(name) for name in frame.columns]
    for row in rows_of(frame):
        yield dict(zip(names, row, strict=True))
