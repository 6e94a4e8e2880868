"""The scale 1–4 of the satisfaction survey, each step with its words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import Fault, chosen, single

_STEPS: Final = ["1", "2", "3", "4"]


class Scale:
    """Needs exactly the choices 1, 2, 3, 4, worst first."""

    members = frozenset({"choices"})

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        if [choice["value"] for choice in source.get("choices") or ()] != _STEPS:
            yield "scale_choices", "choices", {}

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the step."""
        return chosen(question, single(raw))
