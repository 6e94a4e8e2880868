"""Yes or no."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import BadAnswer, Fault, single

ANSWERS: Final = ("yes", "no")


class YesNo:
    """Has no choices of its own: the page words them."""

    members: frozenset[str] = frozenset()

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        return iter(())

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return `yes` or `no`."""
        answer = single(raw)
        if answer not in ANSWERS:
            raise BadAnswer("answer_not_a_choice")
        return answer
