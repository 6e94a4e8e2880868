"""Free text: kept apart from the other answers, with long runs of digits masked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from survey.questionnaire import Definition

# Marks that people put between the digits of a number, and signs nobody sees.
BETWEEN: Final = r"[\s.,/()+\-–\u200b-\u200f\u2060\ufeff]{0,3}"
# Nine digits or more: telephone numbers (10–13), NIK and family card (16). A date has eight.
LONG: Final = re.compile(rf"\d(?:{BETWEEN}\d){{8,}}")
# An amount of money is no number of a person: 150.000.000
AMOUNT: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,3}(?:,\d{2})?")
MASK: Final = "#"


def masked(text: str) -> str:
    """Mask every digit of a long run; amounts with points between thousands stay."""
    return LONG.sub(mask_run, text)


def mask_run(found: re.Match[str]) -> str:
    """Mask one run, whatever digits (of any script) and separators it is made of."""
    run = found[0]
    return run if AMOUNT.fullmatch(run) else re.sub(r"\d", MASK, run)


def apart(
    content: Mapping[str, Any], definition: Definition
) -> tuple[dict[str, Any], dict[str, str]]:
    """Part a content from its free text; gives the rest, and the masked texts by question."""
    answers = dict(content["answers"])
    texts = {
        key: masked(str(answers.pop(key)))
        for key in written(definition)
        if isinstance(answers.get(key), str)
    }
    return {**content, "answers": answers}, texts


def written(definition: Definition) -> Iterator[str]:
    """Name the questions that are answered in own words."""
    return (question.key for question in definition.questions() if question.type == "text")


def masked_everywhere(content: Mapping[str, Any]) -> dict[str, Any]:
    """Mask every answer of a content that cannot be read as a questionnaire."""
    answers = content.get("answers")
    if not isinstance(answers, Mapping):
        return dict(content)
    return {**content, "answers": {key: masked_value(value) for key, value in answers.items()}}


def masked_value(value: Any) -> Any:
    """Mask an answer, or each of several."""
    if isinstance(value, list):
        return [masked_value(each) for each in value]
    return masked(value) if isinstance(value, str) else value
