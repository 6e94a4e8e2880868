"""From a mapping that was checked to a definition."""

from collections.abc import Mapping
from typing import Any

from survey.questionnaire.columns import column_of
from survey.questionnaire.model import Choice, Definition, Ending, Question, Section

_LONGEST = 1000
_MOST_DECIMALS = 6


def build_definition(source: Mapping[str, Any]) -> Definition:
    """Build a definition that was checked before."""
    return Definition(
        code=source["code"],
        version=source["version"],
        languages=tuple(source["languages"]),
        title=source["title"],
        consent=source["consent"]["text"],
        agree=source["consent"]["agree"],
        sections=tuple(_section(each) for each in source["sections"]),
        endings=tuple(ending(each) for each in source.get("endings", ())),
        source=source,
    )


def _section(source: Mapping[str, Any]) -> Section:
    questions = tuple(question(each) for each in source["questions"])
    return Section(source["key"], source["title"], source.get("intro"), questions)


def question(source: Mapping[str, Any]) -> Question:
    """Build a question."""
    constraint = source.get("constraint") or {}
    return Question(
        key=source["key"],
        type=source["type"],
        text=source["text"],
        hint=source.get("hint"),
        choices=tuple(Choice(each["value"], each["text"]) for each in source.get("choices", ())),
        required=source.get("required", False),
        allow=tuple(source.get("allow", ())),
        minimum=source.get("min"),
        maximum=source.get("max"),
        max_length=source.get("max_length", _LONGEST),
        constraint=constraint.get("rule"),
        constraint_message=constraint.get("message"),
        ask_if=source.get("ask_if"),
        condition=source.get("condition"),
        column=column_of(source.get("measures") or {}),
        decimals=source.get("decimals", _MOST_DECIMALS),
    )


def ending(source: Mapping[str, Any]) -> Ending:
    """Build an ending."""
    return Ending(source["if"], source["after"], source["outcome"], source["text"])
