"""Skip rules: a small JSON expression, evaluated the same in Python and in JavaScript.

    {"==": ["key", "value"]}   {"!=": …}   {"in": ["key", ["a", "b"]]}   {"has": ["key", "a"]}
    {"<": ["key", "18"]}  "<="  ">"  ">="   {"answered": "key"}
    {"and": [rule, …]}   {"or": [rule, …]}   {"not": rule}

A comparison with a question that is not answered, or answered `dont_know` or `refused`, is
false, `!=` included; `==`, `!=` and `in` may name these two answers and then compare them.
Checked against `tests/vectors/rules.json`, as `static/js/form/rules.js` is.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from survey.questionnaire.model import NO_ANSWER, Definition, Ending, Rule

Answer = str | list[str]
Answers = Mapping[str, Answer]

ORDER: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
# No more digits than a double holds exactly, so that JavaScript compares the same.
DECIMAL_ANSWER: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
LISTS: Final = ("and", "or")
COMPARISONS: Final = ("==", "!=", "in", "has", *ORDER)
OPERATORS: Final = (*COMPARISONS, "answered", "not", *LISTS)


def evaluate(rule: Rule, answers: Answers) -> bool:
    """Evaluate a checked rule against answers."""
    ((operator, operand),) = rule.items()
    if operator == "and":
        return all(evaluate(each, answers) for each in operand)
    if operator == "or":
        return any(evaluate(each, answers) for each in operand)
    if operator == "not":
        return not evaluate(operand, answers)
    if operator == "answered":
        return is_answered(answers.get(operand))
    key, wanted = operand
    return _compare_answer(operator, answers.get(key), wanted)


def is_answered(answer: Answer | None) -> bool:
    """Return whether there is an answer that says something."""
    return bool(answer) and answer not in NO_ANSWER


def _compare_answer(operator: str, answer: Answer | None, wanted: Any) -> bool:
    if operator == "has":
        return isinstance(answer, list) and wanted in answer
    if not isinstance(answer, str) or not answer:
        return False
    if operator == "in":
        return any(answer == each for each in wanted)
    if operator == "==":
        return bool(answer == wanted)
    if answer in NO_ANSWER and wanted not in NO_ANSWER:
        return False
    return bool(answer != wanted) if operator == "!=" else _ordered(operator, answer, wanted)


def _ordered(operator: str, answer: str, wanted: str) -> bool:
    """Compare two numbers in plain notation; False where either is not a number."""
    if not (DECIMAL_ANSWER.fullmatch(answer) and DECIMAL_ANSWER.fullmatch(wanted)):
        return False
    return ORDER[operator](Decimal(answer), Decimal(wanted))


def keys(rule: Rule) -> Iterator[str]:
    """Return the keys of the questions a rule refers to."""
    ((operator, operand),) = rule.items()
    if operator in LISTS:
        for each in operand:
            yield from keys(each)
    elif operator == "not":
        yield from keys(operand)
    else:
        yield operand if operator == "answered" else operand[0]


def outcome_of(ending: Ending | None) -> str:
    """Return the outcome: `complete`, or that of the ending where the interview stopped."""
    return ending.outcome if ending else "complete"


def walk(definition: Definition, answers: Answers) -> tuple[set[str], Ending | None]:
    """Follow the path; returns the questions asked, and the ending that stopped it (or None).

    An answer off the path does not count in the rules of later questions. Once an ending applies,
    nothing more is asked.
    """
    seen: dict[str, Answer] = {}
    path: set[str] = set()
    for question in definition.questions():
        if question.ask_if is None or evaluate(question.ask_if, seen):
            path.add(question.key)
            if question.key in answers:
                seen[question.key] = answers[question.key]
        for ending in definition.endings:
            if ending.after == question.key and evaluate(ending.rule, seen):
                return path, ending
    return path, None
