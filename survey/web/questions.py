"""The questions of a version, rendered once per version and language for everyone, and again
only where answers or errors have to be shown in them. Residents get them in a page; the
enumerators' app stores the same ones.
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
    """Return the rendered questions: cached where there are no answers or errors to show."""
    if values or problems:
        return rendered(definition, language, values or {}, problems)
    return _unfilled(definition, language)


# A definition is built once per digest and equals only itself, so it can be a cache key.
@lru_cache(maxsize=64)
def _unfilled(definition: Definition, language: Language) -> Markup:
    """Render the empty questions; `language` is only the cache key, the request decides."""
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
    """Return whether a section asks about experiences a person may want to answer in private."""
    return all(question.column.startswith("mal_") for question in section.questions)


def yes_no(language: Language) -> tuple[dict[str, Any], ...]:
    """Return the words for yes and no."""
    words = {"yes": _("Yes"), "no": _("No")}
    return tuple({"value": value, "text": {language: text}} for value, text in words.items())


def _shown(question: Question, language: Language) -> dict[str, Any]:
    """Return a question as the template needs it, with yes and no in words."""
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
    """Return the early endings, for the script that evaluates the skip rules."""
    return [
        {"rule": {"after": each.after, "if": dict(each.rule)}, "text": each.text[language]}
        for each in definition.endings
    ]


def consent_paragraphs(link: Link, definition: Definition, language: Language) -> list[str]:
    """Return the consent text of a round and unit."""
    slots = {
        "institution": link.unit.institution.name,
        "contact": link.round.contact or link.unit.institution.name,
        "retention": format_date(link.round.retention_on, "d MMMM y"),
    }
    return definition.consent[language].format(**slots).split("\n")
