"""What every type of question does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from survey.questionnaire.model import Question

Fault = tuple[str, str, dict[str, str | int]]  # code, member, slots


class BadAnswer(Exception):  # noqa: N818 (it is the answer that is bad)
    """An answer that cannot be accepted: a code and its slots."""

    def __init__(self, code: str, /, **slots: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.slots = slots


class QuestionType(Protocol):
    """One type. `members`: what a definition may say of such a question beyond the common."""

    members: frozenset[str]

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        ...

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the canonical answer, or raise `BadAnswer`. `raw` holds no empty text."""
        ...


def single(raw: Sequence[str]) -> str:
    """Return the only answer; a form that posts several to a single-answer question is faulty."""
    if len(set(raw)) != 1:
        raise BadAnswer("answer_only_one")
    return raw[0].strip()


def chosen(question: Question, value: str) -> str:
    """Return an answer that is among the choices."""
    if all(choice.value != value for choice in question.choices):
        raise BadAnswer("answer_not_a_choice")
    return value
