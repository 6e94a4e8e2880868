"""A day, as phones write it (2024-05-31) or as people do (31-05-2024, 31/5/2024)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import BadAnswer, Fault, single

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


class Date:
    """May have a first and a last day."""

    members = frozenset({"min", "max"})

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        for member in ("min", "max"):
            if source.get(member) is not None and day(source[member]) != source[member]:
                yield "bound_not_a_date", member, {}
                return
        if source.get("min") and source.get("max") and source["min"] > source["max"]:
            yield "bounds_crossed", "min", {}

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the day as 2024-05-31."""
        found = day(single(raw))
        if found is None:
            raise BadAnswer("answer_not_a_date")
        low, high = question.minimum, question.maximum
        if (low and found < low) or (high and found > high):
            raise BadAnswer("answer_out_of_range", low=low or "…", high=high or "…")
        return found


def day(text: str) -> str | None:
    """Read a day; None where there is no such day."""
    iso, first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = iso.groups() if iso else first.groups()[::-1] if first else None
    try:
        return date(*map(int, parts)).isoformat() if parts else None
    except ValueError:
        return None
