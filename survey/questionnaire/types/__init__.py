"""Types of questions: a registry, one file per type."""

from typing import Final

from survey.questionnaire.types import date, number, one, scale, several, text, yes_no
from survey.questionnaire.types.base import BadAnswer, QuestionType

TYPES: Final[dict[str, QuestionType]] = {
    "one": one.One(),
    "several": several.Several(),
    "scale": scale.Scale(),
    "yes_no": yes_no.YesNo(),
    "number": number.Number(),
    "date": date.Date(),
    "text": text.Text(),
}

__all__ = ["TYPES", "BadAnswer", "QuestionType"]
