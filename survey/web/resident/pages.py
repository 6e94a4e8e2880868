"""The page of a survey. Its form is the same for everybody: it is rendered once per version
and language, and again only where answers or errors have to be shown in it.
"""

from collections.abc import Sequence
from typing import Any, Final

from flask import render_template
from flask_babel import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from survey.errors import Language, Problem
from survey.models import Link
from survey.questionnaire import Definition, Question
from survey.services.definitions import definition_of, minutes
from survey.web.language import current
from survey.web.resident.entry import Entry
from survey.web.resident.posted import HONEYPOT, Values
from survey.web.words import told

FORMS: Final[dict[tuple[str, Language], Markup]] = {}
KEPT: Final = 64


def survey_page(
    entry: Entry,
    ticket: str,
    values: Values | None = None,
    problems: Sequence[Problem] = (),
    another_person: bool = False,
) -> str:
    """Render the form of an entry, with answers and errors where there are any."""
    version, language = entry.link.questionnaire_version, current()
    definition = definition_of(version)
    form = questions_html(definition, version.sha256, language, values, problems)
    errors = {problem.column: told(problem) for problem in problems}
    return render_template(
        "resident/survey.html",
        survey=survey_texts(entry.link, definition, language),
        address=entry.address,
        kiosk=entry.channel == "kiosk",
        home_url=entry.address if entry.channel == "kiosk" else "/",
        questions=form,
        endings=endings(definition, language),
        ticket=ticket,
        honeypot=HONEYPOT,
        missing=told(Problem("answer_missing")),
        consent_missing=told(Problem("consent_missing")),
        consent={
            "checked": "consent" in (values or {}),
            "error": errors.get("consent"),
            "text": definition.agree[language],
        },
        problems=[
            {"field": problem.column or None, "message": summary_line(definition, problem)}
            for problem in problems
        ],
        another_person=another_person,
        demo=entry.link.round.demo,
    )


def endings(definition: Definition, language: Language) -> list[dict[str, Any]]:
    """Give the early endings, for the script that follows the skip rules."""
    return [
        {"rule": {"after": each.after, "if": dict(each.rule)}, "text": each.text[language]}
        for each in definition.endings
    ]


def summary_line(definition: Definition, problem: Problem) -> str:
    """Say a problem with the question it is about."""
    question = definition.by_key.get(problem.column)
    message = told(problem)
    return f"{question.text[current()]} – {message}" if question else message


def questions_html(
    definition: Definition,
    digest: str,
    language: Language,
    values: Values | None,
    problems: Sequence[Problem],
) -> Markup:
    """Give the questions; without answers and errors from the cache."""
    if values or problems:
        return rendered(definition, language, values or {}, problems)
    key = digest, language
    if key not in FORMS:
        if len(FORMS) >= KEPT:
            FORMS.pop(next(iter(FORMS)))
        FORMS[key] = rendered(definition, language, {}, ())
    return FORMS[key]


def rendered(
    definition: Definition, language: Language, values: Values, problems: Sequence[Problem]
) -> Markup:
    """Render the questions of every section."""
    errors = {problem.column: told(problem) for problem in problems}
    sections = [
        {
            "title": section.title[language],
            "intro": (section.intro or {}).get(language),
            "questions": [
                {
                    "q": shown(question, language),
                    "values": list(values.get(question.key, ())),
                    "error": errors.get(question.key),
                }
                for question in section.questions
            ],
        }
        for section in definition.sections
    ]
    return Markup(render_template("resident/questions.html", sections=sections))  # noqa: S704


def yes_no(language: Language) -> tuple[dict[str, Any], ...]:
    """Word the two answers of such a question."""
    words = {"yes": _("Yes"), "no": _("No")}
    return tuple({"value": value, "text": {language: text}} for value, text in words.items())


def shown(question: Question, language: Language) -> dict[str, Any]:
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


def survey_texts(link: Link, definition: Definition, language: Language) -> dict[str, Any]:
    """Give the texts around the form."""
    retention = format_date(link.round.retention_on, "d MMMM y")
    slots = {
        "institution": link.unit.institution.name,
        "contact": link.round.contact or link.unit.institution.name,
        "retention": retention,
    }
    return {
        "title": definition.title[language],
        "unit": link.unit.name,
        "institution": link.unit.institution.name,
        "minutes": minutes(definition),
        "kept_until": retention,
        "consent": definition.consent[language].format(**slots).split("\n"),
    }
