"""Free text."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.questionnaire.model import Question
from survey.questionnaire.types.base import BadAnswer, Fault, single


class Text:
    """May have a greatest length."""

    members = frozenset({"max_length"})

    def faults(self, source: Mapping[str, Any]) -> Iterator[Fault]:
        """Find faults in a question of a definition."""
        return iter(())

    def parse(self, question: Question, raw: Sequence[str]) -> str | list[str]:
        """Return the text, composed (NFC), with plain line ends."""
        lines = single(raw).replace("\r\n", "\n").replace("\r", "\n")
        text = unicodedata.normalize("NFC", lines).strip()
        if len(text) > question.max_length:
            raise BadAnswer("answer_too_long", limit=question.max_length, length=len(text))
        if any(
            unicodedata.category(letter) in ("Cc", "Cs") for letter in text if letter not in "\n\t"
        ):
            raise BadAnswer("answer_control_characters")
        return text
