"""The page of a survey: the questions, the same for everyone, within a page for this visitor."""

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask_babel import format_date

from survey.errors import Language, Problem
from survey.models import Link
from survey.questionnaire import Definition
from survey.services.rounds.questionnaires import definition_of, minutes
from survey.web.language import current
from survey.web.questions import Values, consent_paragraphs, endings, questions_html
from survey.web.resident.entry import OpenEntry
from survey.web.resident.posted import HONEYPOT
from survey.web.words import problem_text


def survey_page(
    entry: OpenEntry,
    ticket: str,
    values: Values | None = None,
    problems: Sequence[Problem] = (),
    another_person: bool = False,
) -> str:
    """Render the form of an entry, with answers and errors where there are any."""
    language = current()
    definition = definition_of(entry.link.questionnaire_version)
    form = questions_html(definition, language, values, problems)
    errors = {problem.column: problem_text(problem) for problem in problems}
    return render_template(
        "resident/survey.html",
        survey=_survey_texts(entry.link, definition, language),
        address=entry.address,
        kiosk=entry.channel == "kiosk",
        home_url=entry.address if entry.channel == "kiosk" else "/",
        questions=form,
        endings=endings(definition, language),
        ticket=ticket,
        honeypot=HONEYPOT,
        missing=problem_text(Problem("answer_missing")),
        consent_missing=problem_text(Problem("consent_missing")),
        consent={
            "checked": "consent" in (values or {}),
            "error": errors.get("consent"),
            "text": definition.agree[language],
        },
        problems=[
            {"field": problem.column or None, "message": _summary_line(definition, problem)}
            for problem in problems
        ],
        another_person=another_person,
        demo=entry.link.round.demo,
    )


def _summary_line(definition: Definition, problem: Problem) -> str:
    """Return a problem with the question it concerns."""
    question = definition.by_key.get(problem.column)
    message = problem_text(problem)
    return f"{question.text[current()]} – {message}" if question else message


def _survey_texts(link: Link, definition: Definition, language: Language) -> dict[str, Any]:
    return {
        "title": definition.title[language],
        "unit": link.unit.name,
        "institution": link.unit.institution.name,
        "minutes": minutes(definition),
        "kept_until": format_date(link.round.retention_on, "d MMMM y"),
        "consent": consent_paragraphs(link, definition, language),
    }
