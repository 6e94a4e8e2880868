"""Free text: stored apart from the other answers, with long runs of digits masked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from survey.questionnaire import Definition

# What people put between the digits of a number, invisible characters included.
_BETWEEN: Final = r"(?:[^\w]|_){0,4}"
# Nine digits or more: telephone numbers (10–13), NIK and family card (16). A date has eight.
_LONG: Final = re.compile(rf"\d(?:{_BETWEEN}\d){{8,}}")
# What does not identify a person: an amount (150.000.000; with Rp of any size, but for those that
# look like a telephone number without Rp), and a date beside another or beside a time.
_SPARED: Final = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(?:Rp\.? ?[1-9]\d{0,2}(?:[.,]\d{3})+"
    r"|(?!8|62)[1-9]\d{0,2}(?:\.\d{3}){1,2}(?:,\d{2})?"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d(?: \d{1,2}[.:]\d\d)?)(?![\d.,/-]*\d)",
    re.IGNORECASE,
)
_MASK: Final = "#"
# Where an enumerator's note on an interview is kept; no question can have this key.
NOTE: Final = "paradata.note"


def masked(text: str) -> str:
    """Mask every digit of long runs, in any script; amounts and dates stay."""
    parts: list[str] = []
    end = 0
    for spared in _SPARED.finditer(text):
        parts += [_masked_runs(text[end : spared.start()]), spared[0]]
        end = spared.end()
    return "".join([*parts, _masked_runs(text[end:])])


def _masked_runs(text: str) -> str:
    return _LONG.sub(lambda run: re.sub(r"\d", _MASK, run[0]), text)


def split_texts(
    content: Mapping[str, Any], definition: Definition
) -> tuple[dict[str, Any], dict[str, str]]:
    """Split a content into the rest and its masked free texts by question key."""
    answers, paradata = dict(content["answers"]), dict(content.get("paradata") or {})
    texts = {
        key: masked(str(answers.pop(key)))
        for key in _written(definition)
        if isinstance(answers.get(key), str)
    }
    if paradata.get("note"):
        texts[NOTE] = masked(str(paradata.pop("note")))
    return {**content, "answers": answers, "paradata": paradata}, texts


def together(content: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Put masked texts back where they stood, to get the content that digests are made of."""
    answers = {key: text for key, text in texts.items() if key != NOTE}
    note = {"note": texts[NOTE]} if NOTE in texts else {}
    return {
        **content,
        "answers": {**content["answers"], **answers},
        "paradata": {**content["paradata"], **note},
    }


def _written(definition: Definition) -> Iterator[str]:
    return (question.key for question in definition.questions() if question.type == "text")


def masked_everywhere(content: Mapping[str, Any]) -> dict[str, Any]:
    """Mask every answer and note of a content whose questionnaire is not known."""
    found = dict(content)
    for part in ("answers", "paradata"):
        if isinstance(content.get(part), Mapping):
            found[part] = {key: _masked_value(value) for key, value in content[part].items()}
    return found


def _masked_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_masked_value(each) for each in value]
    return masked(value) if isinstance(value, str) else value
