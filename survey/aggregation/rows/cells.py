"""One cell of an item: an answer, a reason for none, or a problem."""

import re
from typing import Final

from survey.instrument import EXPERIENCED, FORM_COLUMNS, MISSING_WORDS, SCALE

_WHOLE: Final = re.compile(r"\+?([0-9]{1,9})(?:[.,]0+)?")
CELL_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")

# Codes of problems, beyond every answer and every reason for none (both fit in int8).
BAD_CELLS: Final = {-101: "off_scale", -102: "not_a_number", -103: "formula"}
OFF_SCALE, NOT_A_NUMBER, FORMULA = BAD_CELLS


def allowed_for(item: str) -> tuple[int, ...]:
    """Return the answers an item allows."""
    return EXPERIENCED if item in FORM_COLUMNS else SCALE


def parse_cell(raw: str, allowed: tuple[int, ...]) -> int:
    """Return the answer, a `Missing`, or the code of a problem (`BAD_CELLS`).

    Whole numbers may carry `.0` or `,0`, which programs write in a column with gaps.
    """
    word = raw.strip()
    reason = MISSING_WORDS.get(word.casefold())
    if reason is not None:
        return int(reason)
    if word.startswith("="):
        return FORMULA
    whole = _WHOLE.fullmatch(word)
    if whole is None:
        return OFF_SCALE if CELL_NUMBER.fullmatch(word) else NOT_A_NUMBER
    answer = int(whole[1])
    return answer if answer in allowed else OFF_SCALE


def span(allowed: tuple[int, ...]) -> str:
    """Return a scale as text for a message: `1–4`, `0–1`."""
    return f"{allowed[0]}–{allowed[-1]}"
