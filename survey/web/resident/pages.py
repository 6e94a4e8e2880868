"""The page of a survey. Its form is the same for everybody: it is rendered once per version
and language, and again only where answers or errors have to be shown in it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import render_template
from flask_babel import format_date
from markupsafe import Markup

from survey.errors import Language, Problem
from survey.models import Link
from survey.questionnaire import Definition, Question
from survey.services.definitions import definition_of

Values = Mapping[str, Sequence[str]]

FORMS: Final[dict[tuple[str, Language], Markup]] = {}
KEPT: Final = 64
SECONDS_A_QUESTION: Final = 8


def survey_page(
    link: Link,
    language: Language,
    ticket: str,
    values: Values | None = None,
    problems: Sequence[Problem] = (),
    another_person: bool = False,
) -> str:
    """Render the page of a link, with answers and errors where there are any."""
    definition = definition_of(link.questionnaire_version)
    language = available(definition, language)
    form = questions_html(definition, link.questionnaire_version.sha256, language, values, problems)
    errors = {problem.column: problem.message(language) for problem in problems}
    return render_template(
        "resident/survey.html",
        survey=survey_texts(link, definition, language),
        questions=form,
        ticket=ticket,
        consent={
            "checked": "consent" in (values or {}),
            "error": errors.get("consent"),
            "text": definition.agree[language],
        },
        problems=[
            {
                "field": problem.column or None,
                "message": summary_line(definition, problem, language),
            }
            for problem in problems
        ],
        another_person=another_person,
        demo=link.round.demo,
        lang=language,
    )


def available(definition: Definition, language: Language) -> Language:
    """Give the language of the page, or the first one a questionnaire is written in."""
    if language in definition.languages:
        return language
    return "en" if definition.languages[0] == "en" else "id"


def summary_line(definition: Definition, problem: Problem, language: Language) -> str:
    """Say a problem with the question it is about."""
    message = problem.message(language)
    question = definition.by_key.get(problem.column)
    return f"{question.text[language]} – {message}" if question else message


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
    errors = {problem.column: problem.message(language) for problem in problems}
    sections = [
        {
            "title": section.title[language],
            "intro": (section.intro or {}).get(language),
            "questions": [
                {
                    "q": shown(question),
                    "values": list(values.get(question.key, ())),
                    "error": errors.get(question.key),
                }
                for question in section.questions
            ],
        }
        for section in definition.sections
    ]
    return Markup(render_template("resident/questions.html", sections=sections, lang=language))  # noqa: S704


YES_NO: Final = (
    {"value": "yes", "text": {"id": "Ya", "en": "Yes"}},
    {"value": "no", "text": {"id": "Tidak", "en": "No"}},
)


def shown(question: Question) -> dict[str, Any]:
    """Give a question as the template draws it; yes and no are worded here."""
    choices = YES_NO if question.type == "yes_no" else question.choices
    limit = question.max_length if question.type == "text" else None
    names = ("key", "type", "text", "hint", "required", "allow", "condition")
    return {
        **{name: getattr(question, name) for name in names},
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
    questions = len(definition.by_key)
    return {
        "title": definition.title[language],
        "unit": link.unit.name,
        "institution": link.unit.institution.name,
        "minutes": max(1, round(questions * SECONDS_A_QUESTION / 60)),
        "kept_until": retention,
        "consent": definition.consent[language].format(**slots).split("\n"),
    }
