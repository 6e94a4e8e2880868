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
    """Everything a format writes. `tables` went through `suppress`."""

    tables: Tables
    rejected: list[Problem]
    manifest: Mapping[str, Any]
    language: Language = "id"
    several_files: bool = False
    rejected_scores: list[Problem] = field(default_factory=list)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Give the tables by the name of their file, `printable`."""
        return {
            "scores": printed_table(self.tables.scores),
            "elements": printed_table(self.tables.elements),
            "maladministration": printed_table(self.tables.maladministration),
            "merged": printed_table(self.tables.merged),
            "rejected": self.rejected_frame(),
        }

    def rejected_frame(self) -> pd.DataFrame:
        """Give a line a problem; the file is named where there are several."""
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
    """Give a table of numbers and texts: figures rounded, codes joined."""
    frame = rounded(frame)
    for name in CODE_COLUMNS:
        if name in frame:
            frame[name] = frame[name].map(join_codes).astype(object)
    return frame


def join_codes(codes: Iterable[str]) -> str:
    """Write codes in one cell."""
    return _SEPARATOR.join(codes)


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Round every figure half up to its decimals, the same in every format."""
    frame = frame.copy()
    for name, decimals in DECIMALS.items():
        if decimals and name in frame:
            values = [
                None if pd.isna(each) else half_up_shown(each, decimals) for each in frame[name]
            ]
            frame[name] = pd.array(values, dtype="Float64")
    return frame


def hidden_bases(frame: pd.DataFrame) -> dict[str, "pd.Series"]:
    """Tell, for each base, in which rows it is hidden (and not merely absent)."""
    survey = frame["suppressed"].notna() if "suppressed" in frame else True
    return {name: frame[name].isna() & survey for name in _BASES if name in frame}


def rows_of(frame: pd.DataFrame) -> Iterator[list[Any]]:
    """Give rows of plain Python values, None where there is none."""
    for row in frame.astype(object).itertuples(index=False, name=None):
        yield [None if pd.isna(value) else value for value in row]


def row_records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give rows as plain Python values by column."""
    names = [str(name) for name in frame.columns]
    for row in rows_of(frame):
        yield dict(zip(names, row, strict=True))
