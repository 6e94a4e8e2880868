"""Any number of choices."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import Fault, chosen


class Several:
    """Needs at least two choices; the answers stand in the order of the definition."""

    members = frozenset({"choices"})

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        if len(source.get("choices") or ()) < 2:
            yield "choices_missing", "choices", {}

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the values of the choices, each once."""
        wanted = {chosen(question, value.strip()) for value in raw}
        return [choice.value for choice in question.choices if choice.value in wanted]
