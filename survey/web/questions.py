"""The questions of a version, rendered once per version and language for everybody, and again
only where answers or errors have to be shown in them. Residents get them in a page; the app of
enumerators keeps the same ones.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from flask import render_template
from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from survey.errors import Language, Problem
from survey.models import Link
from survey.questionnaire import Definition, Question, Section
from survey.web.words import problem_text

Values = Mapping[str, Sequence[str]]


def questions_html(
    definition: Definition,
    language: Language,
    values: Values | None,
    problems: Sequence[Problem],
) -> Markup:
    """Give the questions; without answers and errors from the cache."""
    if values or problems:
        return rendered(definition, language, values or {}, problems)
    return _unfilled(definition, language)


# A definition is built once for its digest, and equal only to itself.
@lru_cache(maxsize=64)
def _unfilled(definition: Definition, language: Language) -> Markup:
    """Render the questions for whoever opens the form; the language is that of the request."""
    return rendered(definition, language, {}, ())


def rendered(
    definition: Definition, language: Language, values: Values, problems: Sequence[Problem]
) -> Markup:
    """Render the questions of every section."""
    errors = {problem.column: problem_text(problem) for problem in problems}
    sections = [
        {
            "unseen": _is_unseen(section),
            "title": section.title[language],
            "intro": (section.intro or {}).get(language),
            "questions": [
                {
                    "q": _shown(question, language),
                    "values": list(values.get(question.key, ())),
                    "error": errors.get(question.key),
                }
                for question in section.questions
            ],
        }
        for section in definition.sections
    ]
    return Markup(render_template("components/questions.html", sections=sections))  # noqa: S704


def _is_unseen(section: Section) -> bool:
    """Tell whether a part asks for experiences that a person may want to answer unseen."""
    return all(question.column.startswith("mal_") for question in section.questions)


def yes_no(language: Language) -> tuple[dict[str, Any], ...]:
    """Word the two answers of such a question."""
    words = {"yes": _("Yes"), "no": _("No")}
    return tuple({"value": value, "text": {language: text}} for value, text in words.items())


def _shown(question: Question, language: Language) -> dict[str, Any]:
    """Give a question as the template draws it; yes and no are worded here."""
    choices = yes_no(language) if question.type == "yes_no" else question.choices
    limit = question.max_length if question.type == "text" else None
    names = ("key", "type", "text", "hint", "required", "allow", "condition")
    return {
        **{name: getattr(question, name) for name in names},
        "rule": dict(question.ask_if) if question.ask_if else None,
        "choices": choices,
        "max_length": limit,
    }


def endings(definition: Definition, language: Language) -> list[dict[str, Any]]:
    """Give the early endings, for the script that follows the skip rules."""
    return [
        {"rule": {"after": each.after, "if": dict(each.rule)}, "text": each.text[language]}
        for each in definition.endings
    ]


def consent_paragraphs(link: Link, definition: Definition, language: Language) -> list[str]:
    """Give the consent text of a round and unit."""
    slots = {
        "institution": link.unit.institution.name,
        "contact": link.round.contact or link.unit.institution.name,
        "retention": format_date(link.round.retention_on, "d MMMM y"),
    }
    return definition.consent[language].format(**slots).split("\n")
