"""Whether a skip rule can be evaluated, and asks only about what was asked before."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

from survey.errors import join_names
from survey.questionnaire.model import NO_ANSWER
from survey.questionnaire.rules import COMPARISONS, DECIMAL_ANSWER, LISTS, OPERATORS, ORDER
from survey.questionnaire.types import TYPES
from survey.questionnaire.types.yes_no import ANSWERS

Fault = tuple[str, str, dict[str, str | int]]  # code, value, slots
_MALFORMED: Final[Fault] = ("rule_malformed", "", {"names": join_names(OPERATORS, 20)})
_DEEPEST: Final = 20
_KINDS: Final = frozenset(TYPES)
_NO_CHOICE: Final = "rule_unknown_choice"
# How an answer is written in the end: any other way of writing it equals no answer.
_WRITTEN: Final = {
    "number": re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{0,5}[1-9])?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def rule_faults(
    rule: Any, known: Mapping[str, Any], earlier: Set[str], depth: int = 0
) -> Iterator[Fault]:
    """Find the faults of a rule, given all questions and those asked before."""
    if not isinstance(rule, Mapping) or len(rule) != 1 or depth > _DEEPEST:
        yield _MALFORMED
        return
    ((operator, operand),) = rule.items()
    if operator in LISTS and isinstance(operand, list) and operand:
        for each in operand:
            yield from rule_faults(each, known, earlier, depth + 1)
    elif operator == "not":
        yield from rule_faults(operand, known, earlier, depth + 1)
    elif operator == "answered" and isinstance(operand, str):
        yield from _key_faults(operand, known, earlier)
    elif operator in COMPARISONS and _comparison(operator, operand):
        yield from _key_faults(operand[0], known, earlier)
        yield from _choice_faults(operator, operand, known)
    else:
        yield _MALFORMED


def _comparison(operator: str, operand: Any) -> bool:
    if not isinstance(operand, list) or len(operand) != 2 or not isinstance(operand[0], str):
        return False
    wanted = operand[1]
    if operator == "in":
        return isinstance(wanted, list) and all(isinstance(each, str) for each in wanted)
    return isinstance(wanted, str)


def _key_faults(key: str, known: Mapping[str, Any], earlier: Set[str]) -> Iterator[Fault]:
    if key not in known:
        yield "rule_unknown_question", key, {}
    elif key not in earlier:
        yield "rule_later_question", key, {}


def _choice_faults(operator: str, operand: list[Any], known: Mapping[str, Any]) -> Iterator[Fault]:
    question = known.get(operand[0], {})
    kind = question.get("type")
    if kind in _KINDS and not _applies(operator, kind):
        yield "rule_operator", operator, {"type": kind}
        return
    for value in operand[1] if operator == "in" else [operand[1]]:
        if code := _value_fault(operator, value, question):
            yield code, value, {}


def _applies(operator: str, kind: str) -> bool:
    if operator in ORDER:
        return kind in ("number", "scale")
    return (operator == "has") is (kind == "several")


def _value_fault(operator: str, value: str, question: Mapping[str, Any]) -> str:
    """Return what is wrong with a value in a comparison; empty where it can be an answer."""
    kind, choices = question.get("type"), _choices_of(question)
    if operator in ORDER and kind in _KINDS:
        return "" if DECIMAL_ANSWER.fullmatch(value) else "rule_value"
    if value in NO_ANSWER and operator != "has":
        return ""
    if choices:
        return "" if value in choices else _NO_CHOICE
    wanted = _WRITTEN.get(str(kind))
    return "" if wanted is None or wanted.fullmatch(value) else "rule_value"


def _choices_of(question: Mapping[str, Any]) -> set[str]:
    if question.get("type") == "yes_no":
        return set(ANSWERS)
    return {choice["value"] for choice in question.get("choices", ())}
