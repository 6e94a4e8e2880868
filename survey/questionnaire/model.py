"""A questionnaire definition, typed and frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

Texts = Mapping[str, str]  # language → text
Rule = Mapping[str, Any]

_DONT_KNOW: Final = "dont_know"
_REFUSED: Final = "refused"
NO_ANSWER: Final = (_DONT_KNOW, _REFUSED)

# Keys a question cannot have: fields of the page, and what a form class holds itself.
RESERVED: Final = frozenset(
    {"ticket", "lang", "switch", "website", "consent", "csrf_token"}
    | {"definition", "path", "fields", "problems"}
    | {
        "given",
        "asked_fields",
        "walked",
        "faults",
        "missing",
        "broken_constraints",
        "outcome",
        "response",
        "data",
    }
    | {"errors", "form_errors", "meta", "process", "validate", "populate_obj", "post_process"}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `column` is the column of a response file it fills: an element key, `mal_` and a form,
    or a descriptive column; empty where it fills none. `allow` holds `dont_know`, `refused`.
    `decimals` is the most a number may have.
    """

    key: str
    type: str
    text: Texts
    hint: Texts | None
    choices: tuple[Choice, ...]
    required: bool
    allow: tuple[str, ...]
    minimum: str | None
    maximum: str | None
    max_length: int
    constraint: Rule | None
    constraint_message: Texts | None
    ask_if: Rule | None
    condition: Texts | None
    column: str
    decimals: int = 6


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together."""

    key: str
    title: Texts
    intro: Texts | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Where an interview ends early, with what outcome and what words."""

    rule: Rule
    after: str
    outcome: str
    text: Texts


@dataclass(frozen=True, eq=False)
class Definition:
    """A whole questionnaire; `source` is the mapping it was made from. Equal only to itself."""

    code: str
    version: str
    languages: tuple[str, ...]
    title: Texts
    consent: Texts
    agree: Texts
    sections: tuple[Section, ...]
    endings: tuple[Ending, ...]
    source: Mapping[str, Any]

    def questions(self) -> Iterator[Question]:
        """Return every question in order."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """Return the questions by key."""
        return {question.key: question for question in self.questions()}
