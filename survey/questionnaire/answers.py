"""One raw answer, from a page or an interview, to its canonical form."""

from collections.abc import Sequence

from survey.questionnaire.model import Question
from survey.questionnaire.types import TYPES
from survey.questionnaire.types.base import BadAnswer

Answer = str | list[str]


def parse_answer(question: Question, raw: Sequence[str]) -> Answer | None:
    """Return the canonical answer; None where nothing was answered.

    Raises `BadAnswer` with a code from `messages/answers.py`.
    """
    given = [value for value in raw if value.strip()]
    if not given:
        return None
    special = [value for value in given if value in question.allow]
    if special:
        if len(set(given)) > 1:
            raise BadAnswer("answer_only_one")
        return special[0]
    return TYPES[question.type].parse(question, given)
