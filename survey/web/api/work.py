"""`GET assignments`, `GET questionnaires/<code>/<version>`: all a phone needs in the field."""

from datetime import timedelta
from typing import Any

from flask import Response, jsonify, render_template

from survey.errors import Language, Problem, Unusable
from survey.interview import sealing
from survey.models import Link, QuestionnaireVersion, Round
from survey.questionnaire.canonical import digest
from survey.services.field import assignments, round_keys
from survey.services.field.assignments import Work
from survey.services.rounds import questionnaires, rounds
from survey.services.rounds.questionnaires import definition_of
from survey.web.api.blueprint import api, caller, limits
from survey.web.language import languages, speaking
from survey.web.questions import consent_paragraphs, endings, questions_html
from survey.web.store import store
from survey.web.words import problem_text


@api.get("/assignments")
def given() -> Response:
    """Return the units of an enumerator, their rounds with the sealing keys, and the limits."""
    who = caller()
    work = assignments.work_of(store(), who.user_id)
    found = {each.link.round.code: each.link.round for each in work}
    return jsonify(
        server_time=store().now().isoformat(timespec="milliseconds"),
        enumerator={"name": who.name},
        rounds=[_round_of(each) for each in found.values()],
        assignments=[assignment(each) for each in work],
        limits=limits(),
    )


def _round_of(round_: Round) -> dict[str, Any]:
    """Return a round with the public key its interviews are sealed with."""
    last = round_.closes_on + timedelta(days=round_.grace_days)
    shown = {
        "code": round_.code,
        "name": round_.name,
        "opens_on": round_.opens_on.isoformat(),
        "closes_on": round_.closes_on.isoformat(),
        "received_until": last.isoformat(),
        "state": rounds.state_of(store(), round_),
        "demo": round_.demo,
    }
    key = round_keys.sealing_key(store(), round_)
    told_key = {"key_id": key.key_id, "algorithm": sealing.ALGORITHM, "public": key.public}
    return {**shown, "key": told_key}


def assignment(work: Work) -> dict[str, Any]:
    """Return one unit of an enumerator: round, questionnaire, target and outcomes so far."""
    link = work.link
    version, definition = link.questionnaire_version, definition_of(link.questionnaire_version)
    return {
        "round": link.round.code,
        "unit": link.unit.code,
        "unit_name": link.unit.name,
        "institution": link.unit.institution.name,
        "sector": link.unit.sector,
        "target": work.target,
        "outcomes": work.outcomes,
        "questionnaire": version.code,
        "version": version.version,
        "sha256": version.sha256,
        "title": dict(definition.title),
        "consent": {each: consent(link, each) for each in _spoken(version)},
    }


def consent(link: Link, language: Language) -> dict[str, Any]:
    """Return the consent text of a round and unit, and the fingerprint stored with the consent."""
    definition = definition_of(link.questionnaire_version)
    with speaking(language):
        paragraphs = consent_paragraphs(link, definition, language)
    agree, sha256 = definition.agree[language], digest(definition.consent[language])
    return {"paragraphs": paragraphs, "agree": agree, "text_sha256": sha256}


def _spoken(version: QuestionnaireVersion) -> list[Language]:
    """Return the languages a version can be shown in."""
    return [each for each in languages() if each in definition_of(version).languages]


@api.get("/questionnaires/<code>/<version>")
def questionnaire(code: str, version: str) -> Response:
    """Return a published version: its definition, and its form rendered in each language."""
    caller()
    found = questionnaires.find_version(store(), code, version)
    if found is None:
        raise Unusable("unknown_questionnaire", value=f"{code} {version}")
    return jsonify(
        code=found.code,
        version=found.version,
        sha256=found.sha256,
        definition=found.definition,
        forms={each: _interview_form(found, each) for each in _spoken(found)},
    )


def _interview_form(version: QuestionnaireVersion, language: Language) -> str:
    definition = definition_of(version)
    with speaking(language):
        return render_template(
            "field/form.html",
            lang=language,
            questions=questions_html(definition, language, None, ()),
            endings=endings(definition, language),
            faults=_faults(),
        )


def _faults() -> dict[str, str]:
    """Return the texts of faults a phone finds in answers by itself; it fills the slots."""
    texts = {name: f"{{{name}}}" for name in ("low", "high", "limit")}
    known = ("answer_missing", "consent_missing", "answer_not_a_number", "answer_too_precise")
    codes = (*known, "answer_out_of_range", "answer_not_a_date")
    return {code: problem_text(Problem(code, slots=texts)) for code in codes}
