"""From rows of text to the typed frame: one row per response, every problem reported."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from survey.aggregation.places import lost_zero
from survey.aggregation.rows import cells
from survey.aggregation.rows.columns import ColumnPlan
from survey.errors import Problem, join_names
from survey.instrument import (
    CHANNELS,
    ELEMENTS,
    ITEMS,
    SECTORS,
    UNKNOWN_CHANNEL,
    Missing,
)

_CHUNK: Final = 50_000
# Columns of a design that hold numbers; the others hold labels.
_AMOUNTS: Final = ("weight", "population")
# Ambiguous: a point or comma before three digits may mark thousands or decimals.
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_AMOUNT: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?")
_LEAST_MISSING: Final = int(min(Missing))


class Chunk(NamedTuple):
    """Rows of text under canonical names; the index is the row a spreadsheet shows."""

    text: pd.DataFrame
    overlong: Mapping[int, str]


@dataclass
class CheckedChunk:
    """What became of a chunk: rows_in = used + rejected + left out (`set_aside`)."""

    frame: pd.DataFrame
    problems: list[Problem]
    rows_in: int
    rows_rejected: int
    set_aside: Counter[str]


def chunks(
    rows: Iterable[tuple[int, Sequence[str]]], names: Sequence[str], size: int = _CHUNK
) -> Iterator[Chunk]:
    """Split numbered rows into frames of text.

    Short rows are filled with empty cells; extra cells go into `overlong`.
    """
    stream = iter(rows)
    width = len(names)
    while part := list(islice(stream, size)):
        overlong = {
            number: " ".join(found[width:]).strip()
            for number, found in part
            if len(found) > width and any(map(str.strip, found[width:]))
        }
        filled = [[*found[:width], *[""] * (width - len(found))] for _, found in part]
        index = pd.Index([number for number, _ in part], name="row")
        yield Chunk(pd.DataFrame(filled, index=index, columns=list(names), dtype=object), overlong)


@dataclass
class Intake:
    """Checks chunks one after another, remembering the response ids it has seen."""

    channels: frozenset[str] | None = None
    seen: dict[str, str] = field(default_factory=dict)

    def take(self, chunk: Chunk, plan: ColumnPlan, file: str = "") -> CheckedChunk:
        """Type a chunk. A row with any problem is rejected whole, with all its problems."""
        text = chunk.text
        answers, problems = _typed_items(text, plan)
        problems += [
            Problem("too_many_cells", row=row, value=value) for row, value in chunk.overlong.items()
        ]
        problems += _unanswered_rows(text, answers)
        problems += _text_problems(text, plan)
        problems += _design_problems(text, plan)
        faulty = {problem.row for problem in problems}
        problems += self.repeated(text[~text.index.isin(faulty)], plan, file)
        # Again: a repeated response id is a fault, too.
        rejected = {problem.row for problem in problems}
        good = ~text.index.isin(rejected)
        channel = _channels_of(text, plan)
        aside = good & ~self.wanted(channel)
        kept = good & ~aside
        return CheckedChunk(
            frame=_frame_of(text, answers, channel, plan)[kept],
            problems=[problem.at(file) for problem in sorted(problems, key=_in_order)],
            rows_in=len(text),
            rows_rejected=len(rejected),
            set_aside=Counter(channel=int(aside.sum())) if aside.any() else Counter(),
        )

    def wanted(self, channel: pd.Series) -> "np.typing.NDArray[np.bool_]":
        """Return a mask of rows from a requested channel; all rows where none was named."""
        if self.channels is None:
            return np.ones(len(channel), dtype=bool)
        return channel.isin(self.channels).to_numpy(dtype=bool)

    def repeated(self, text: pd.DataFrame, plan: ColumnPlan, file: str) -> list[Problem]:
        """Report response ids seen before. Only a row without another fault claims its id."""
        if not plan.has("response_id"):
            return []
        problems = []
        for row, raw in text["response_id"].items():
            key = raw.strip()
            if not key:
                continue
            first = self.seen.get(key)
            if first is None:
                self.seen[key] = f"{file} {row}".strip()
            else:
                place = int(str(row)), "response_id", raw
                problems.append(Problem("duplicate_response_id", *place, slots={"first": first}))
        return problems


def _in_order(problem: Problem) -> int:
    """Sort by row; within a row problems keep the order of the checks."""
    return problem.row or 0


def _typed_items(text: pd.DataFrame, plan: ColumnPlan) -> tuple[pd.DataFrame, list[Problem]]:
    """Type every item as int8: the answer or a negative `Missing`; absent items are not asked."""
    typed: dict[str, np.typing.NDArray[np.int8]] = {}
    problems: list[Problem] = []
    for item in ITEMS:
        if item not in plan.items:
            typed[item] = np.full(len(text), Missing.NOT_ASKED, dtype=np.int8)
            continue
        typed[item], found = _typed_item(text[item], item)
        problems += found
    return pd.DataFrame(typed, index=text.index), problems


def _typed_item(column: pd.Series, item: str) -> tuple["np.typing.NDArray[np.int8]", list[Problem]]:
    """Type one item. Cells repeat, so each different text is parsed once."""
    allowed = cells.allowed_for(item)
    places, texts = pd.factorize(column)
    parsed = np.array([cells.parse_cell(raw, allowed) for raw in texts], dtype=np.int8)[places]
    slots = {"allowed": cells.span(allowed)}
    # Codes of problems lie below every `Missing`.
    bad = parsed < _LEAST_MISSING
    problems = [
        Problem(cells.BAD_CELLS[int(code)], int(row), item, raw, slots=slots)
        for row, raw, code in zip(column.index[bad], column[bad], parsed[bad], strict=True)
    ]
    return parsed, problems


def _unanswered_rows(text: pd.DataFrame, answers: pd.DataFrame) -> list[Problem]:
    """Report rows in which no element is answered and no element's cell is faulty."""
    none = (answers[list(ELEMENTS)] <= -1) & (answers[list(ELEMENTS)] >= _LEAST_MISSING)
    problems = []
    for row in text.index[none.all(axis=1)]:
        blank = not any(cell.strip() for cell in text.loc[row])
        problems.append(Problem("empty_row" if blank else "no_element_answered", row=int(row)))
    return problems


def _text_problems(text: pd.DataFrame, plan: ColumnPlan) -> list[Problem]:
    """Check the columns that decide where a row is counted."""
    problems: list[Problem] = []
    used = dict.fromkeys((*plan.by, "response_id", "channel", "year"))
    for name in (name for name in used if plan.has(name)):
        for raw in text[name].unique():
            code = _text_fault(name, raw.strip())
            if code:
                slots = {"allowed": join_names(CHANNELS)}
                problems += [
                    Problem(code, int(row), name, raw, slots=slots)
                    for row in text.index[text[name] == raw]
                ]
    return problems


def _design_problems(text: pd.DataFrame, plan: ColumnPlan) -> list[Problem]:
    """Check the columns of a sampling design and of margins, which no row may leave empty."""
    problems: list[Problem] = []
    for name in dict.fromkeys((*plan.design, *plan.carried)):
        for raw in text[name].unique():
            if code := _design_fault(name, raw):
                problems += [
                    Problem(code, int(row), name, raw) for row in text.index[text[name] == raw]
                ]
    return problems


def _design_fault(name: str, raw: str) -> str:
    """Return the code of a faulty cell of a design, empty where it is fine."""
    if raw.strip().startswith("="):
        return "formula"
    if name in _AMOUNTS:
        numbers = _populations(raw) if name == "population" else [_positive(raw)]
        return "" if all(number > 0 for number in numbers) else "bad_weight"
    return "" if raw.strip() else "label_missing"


def label_of(raw: str) -> str:
    """Read a label; programs write `3.0` in a column of numbers with gaps."""
    return re.sub(r"^([0-9]+)\.0$", r"\1", raw.strip())


def _populations(raw: str) -> list[float]:
    """Read the sizes of a population: one, or one per stage as `40; 120`."""
    return [whole(part) for part in raw.split(";")]


def whole(raw: str) -> float:
    """Read a number of people, NaN for anything else.

    `12.500` is refused: it may be 12½ or 12,500.
    """
    return math.nan if _THOUSANDS.fullmatch(raw.strip()) else _positive(raw)


def _positive(raw: str) -> float:
    """Read a number greater than zero, with a point or a comma; NaN for anything else."""
    text = raw.strip().replace(",", ".")
    value = float(text) if _AMOUNT.fullmatch(text) else math.nan
    return value if 0 < value < math.inf else math.nan


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "weight": _positive,
    "population": lambda raw: tuple(_populations(raw)),
}


def _text_fault(name: str, value: str) -> str:
    """Return the code of a faulty text, empty where it is fine."""
    if value.startswith("="):
        return "formula"
    if name == "channel" and value.casefold() not in ("", UNKNOWN_CHANNEL, *CHANNELS):
        return "unknown_channel"
    if name == "year" and value and not year_of(value):
        return "bad_year"
    return ""


def year_of(value: str) -> int | None:
    """Read a year of four digits, None otherwise; programs may have written `2024.0`."""
    digits = value.removesuffix(".0").removesuffix(",0")
    plausible = (
        len(digits) == 4 and digits.isascii() and digits.isdigit() and 1900 <= int(digits) <= 2999
    )
    return int(digits) if plausible else None


def _channels_of(text: pd.DataFrame, plan: ColumnPlan) -> pd.Series:
    """Return the channel of every row, `unknown` where none is stated."""
    if not plan.has("channel"):
        return pd.Series(UNKNOWN_CHANNEL, index=text.index, dtype=object)
    stated = text["channel"].map(lambda raw: raw.strip().casefold())
    return stated.where(stated != "", UNKNOWN_CHANNEL)


def _frame_of(
    text: pd.DataFrame, answers: pd.DataFrame, channel: pd.Series, plan: ColumnPlan
) -> pd.DataFrame:
    """Build the typed frame: items, channel, year where known, group and design columns."""
    frame = answers.assign(channel=channel)
    for name in plan.by:
        if name not in ("channel", "year"):
            frame[name] = text[name].map(str.strip)
    for name in (*plan.carried, *plan.design):
        if name not in frame:
            frame[name] = text[name].map(_READERS.get(name, label_of))
    if plan.has("year"):
        frame["year"] = text["year"].map(lambda raw: str(year_of(raw.strip()) or ""))
    return frame


def kept_notes(text: pd.DataFrame, plan: ColumnPlan) -> Iterator[Problem]:
    """Yield notes on values that look wrong but were kept as they are."""
    if plan.has("sector"):
        strange = sorted({raw.strip() for raw in text["sector"].unique()} - {"", *SECTORS})
        if strange:
            yield Problem("unknown_sector", column="sector", slots={"names": join_names(strange)})
    if plan.has("institution_code"):
        for raw in text["institution_code"].unique():
            if lost_zero(raw.strip()):
                row = int(text.index[text["institution_code"] == raw][0])
                yield Problem("code_lost_zero", row, "institution_code", raw)
