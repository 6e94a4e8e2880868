"""Whether a skip rule can be evaluated, and asks only about what was asked before."""

from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

from survey.errors import listed
from survey.questionnaire.model import NO_ANSWER
from survey.questionnaire.rules import COMPARISONS, LISTS, OPERATORS, ORDER

Fault = tuple[str, str, dict[str, str | int]]  # code, value, slots
MALFORMED: Final[Fault] = ("rule_malformed", "", {"names": listed(OPERATORS, 20)})
DEEPEST: Final = 20


def rule_faults(
    rule: Any, known: Mapping[str, Any], earlier: Set[str], depth: int = 0
) -> Iterator[Fault]:
    """Find the faults of a rule, given all questions and those asked before."""
    if not isinstance(rule, Mapping) or len(rule) != 1 or depth > DEEPEST:
        yield MALFORMED
        return
    ((operator, operand),) = rule.items()
    if operator in LISTS and isinstance(operand, list) and operand:
        for each in operand:
            yield from rule_faults(each, known, earlier, depth + 1)
    elif operator == "not":
        yield from rule_faults(operand, known, earlier, depth + 1)
    elif operator == "answered" and isinstance(operand, str):
        yield from key_faults(operand, known, earlier)
    elif operator in COMPARISONS and comparison(operator, operand):
        yield from key_faults(operand[0], known, earlier)
        yield from choice_faults(operator, operand, known)
    else:
        yield MALFORMED


def comparison(operator: str, operand: Any) -> bool:
    """Tell whether an operand has the shape of its operator."""
    if not isinstance(operand, list) or len(operand) != 2 or not isinstance(operand[0], str):
        return False
    wanted = operand[1]
    if operator == "in":
        return isinstance(wanted, list) and all(isinstance(each, str) for each in wanted)
    return isinstance(wanted, str)


def key_faults(key: str, known: Mapping[str, Any], earlier: Set[str]) -> Iterator[Fault]:
    """Check a question that a rule names."""
    if key not in known:
        yield "rule_unknown_question", key, {}
    elif key not in earlier:
        yield "rule_later_question", key, {}


def choice_faults(operator: str, operand: list[Any], known: Mapping[str, Any]) -> Iterator[Fault]:
    """Check the answers a rule compares with, where the question has choices."""
    question = known.get(operand[0], {})
    choices = {choice["value"] for choice in question.get("choices", ())}
    if question.get("type") == "yes_no":
        choices = {"yes", "no"}
    if not choices or operator in ORDER:
        return
    for value in operand[1] if operator == "in" else [operand[1]]:
        if value not in choices and value not in NO_ANSWER:
            yield "rule_unknown_choice", value, {}
