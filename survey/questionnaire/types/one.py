"""One of several choices."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import Fault, chosen, single


class One:
    """Needs at least two choices."""

    members = frozenset({"choices"})

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        if len(source.get("choices") or ()) < 2:
            yield "choices_missing", "choices", {}

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the value of the choice."""
        return chosen(question, single(raw))
