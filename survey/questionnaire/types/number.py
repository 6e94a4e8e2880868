"""A number, written with a point or a comma."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import BadAnswer, Fault, single

_BOUND: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_NUMBER: Final = re.compile(r"(-?)0*([0-9]{1,9})(?:[.,]([0-9]{1,6}))?")


class Number:
    """May have a least and a greatest value, and a number of decimals."""

    members = frozenset({"min", "max", "decimals"})

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        bounds = [source.get("min"), source.get("max")]
        for member, bound in zip(("min", "max"), bounds, strict=True):
            if bound is not None and not _BOUND.fullmatch(bound):
                yield "bound_not_a_number", member, {}
                return
        if None not in bounds and Decimal(str(bounds[0])) > Decimal(str(bounds[1])):
            yield "bounds_crossed", "min", {}

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the number with a point, without needless zeros."""
        found = _NUMBER.fullmatch(single(raw))
        if found is None:
            raise BadAnswer("answer_not_a_number")
        sign, whole, decimals = found.groups()
        text = f"{whole}.{decimals}".rstrip("0").rstrip(".") if decimals else whole
        answer = f"{sign}{text}" if text != "0" else "0"
        precise(question, decimals or "")
        _within(question, Decimal(answer))
        return answer


def precise(question: Question, decimals: str) -> None:
    """Check the decimals. A needless zero is no fault, but `1.000` may mean a thousand."""
    limit = question.decimals
    thousands = len(decimals) == 3 and limit < 3
    if thousands or len(decimals.rstrip("0")) > limit:
        raise BadAnswer("answer_too_precise", limit=limit)


def _within(question: Question, value: Decimal) -> None:
    low, high = question.minimum, question.maximum
    if (low is not None and value < Decimal(low)) or (high is not None and value > Decimal(high)):
        raise BadAnswer("answer_out_of_range", low=low or "…", high=high or "…")
