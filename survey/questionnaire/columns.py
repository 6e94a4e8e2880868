"""Which column of a response file a question fills, and with what."""

from collections.abc import Mapping
from typing import Final

from survey.instrument import ELEMENTS, FORMS
from survey.questionnaire.model import NO_ANSWER

FIELDS: Final = ("service", "date", "sex", "age", "education", "occupation")
MEASURED: Final = {"element": ELEMENTS, "form": FORMS, "field": FIELDS}


def column_of(measures: Mapping[str, str]) -> str:
    """Return the column: an element, `mal_` and a form, or a descriptive column."""
    for kind, key in measures.items():
        return f"mal_{key}" if kind == "form" else key
    return ""


def value_of(column: str, answer: str | list[str]) -> str:
    """Return an answer as a response file holds it: a form that was experienced is 1, else 0."""
    text = "; ".join(answer) if isinstance(answer, list) else answer
    if column.startswith("mal_") and text not in NO_ANSWER:
        return "1" if text == "yes" else "0"
    return text
