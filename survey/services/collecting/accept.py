"""The one entry point for submissions from pages, devices, files and any later protocol.

Every content is checked against one contract (`interview/content.json`). What cannot be accepted
is quarantined with its raw content and its problems, except for the receipt code, of which only
the digest is stored. Same id and same content: a duplicate, nothing changes. Same id and other
content: a conflict, quarantined. A withdrawn answer stays withdrawn. Constraints of the database
enforce all of this, so it also holds when the same submission arrives twice at once.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, true

from survey.errors import Problem, Unusable
from survey.forms.answers import AnswerForm, as_posted
from survey.interview import content as contract
from survey.models import (
    FreeText,
    QuestionnaireVersion,
    Round,
    Submission,
    Unit,
)
from survey.questionnaire import Definition
from survey.questionnaire.canonical import canonical, digest
from survey.services.collecting import free_text, receipt_digests, review, revisions
from survey.services.collecting.arrivals import Arrival, Place, Result
from survey.services.collecting.quarantining import is_withdrawn, quarantine
from survey.services.rounds.questionnaires import form_of
from survey.services.rounds.rounds import in_time
from survey.services.store.inserting import insert_once
from survey.services.store.store import Store
from survey.services.store.transaction import transaction


def accept(store: Store, arrival: Arrival) -> Result:
    """Accept one submission in a transaction of its own.

    Never raises for bad content: the status of the result says what became of it.
    """
    with transaction(store):
        return accept_in(store, arrival)


def accept_in(store: Store, arrival: Arrival) -> Result:
    """Accept one submission within the caller's transaction; otherwise the same as `accept`."""
    try:
        contract.require(arrival.content)
    except Unusable as fault:
        return _without_contract(store, arrival, fault.problem)
    place = find_place(store, arrival.content)
    if place is None:
        return quarantine(store, arrival, None, [Problem("interview_place_unknown")])
    revises = arrival.content.get("revises")
    # Storing the correction would bring back what the respondent took away.
    if revises and is_withdrawn(store, revises):
        return Result(arrival.id, "", "withdrawn", [Problem("id_withdrawn")])
    form = form_of(place.version)(as_posted(_answers_of(arrival.content)))
    faults = _faults_of(arrival, form)
    if faults and arrival.correctable:
        return Result(arrival.id, "", "invalid", faults)
    # Answers are checked first: a person at a form can correct answers, but not a closed round.
    late = in_time(store, place.round, arrival.finished_at, arrival.received_at)
    problems = [*([Problem(late)] if late else []), *faults]
    if problems:
        return quarantine(store, arrival, place, problems)
    return _store_faultless(store, arrival, place, form)


def _without_contract(store: Store, arrival: Arrival, problem: Problem) -> Result:
    """Return what does not follow the contract to its sender, or quarantine it."""
    if arrival.correctable:
        return Result(arrival.id, "", "invalid", [problem])
    return quarantine(store, arrival, None, [problem])


def _store_faultless(store: Store, arrival: Arrival, place: Place, form: AnswerForm) -> Result:
    """Store a faultless content once, with its free text in a separate table."""
    rest, texts = free_text.split_texts(arrival.content, form.definition)
    sha256 = _sameness(rest, texts)
    # Insert before looking: of two equal submissions at once, the primary key lets one in.
    if not insert_once(store, Submission, **_row_of(arrival, place, form, sha256, rest)):
        return _known(store, arrival, place, form.definition, sha256)
    for question, text in texts.items():
        insert_once(store, FreeText, submission_id=arrival.id, question=question, text=text)
    revises = arrival.content.get("revises")
    revisions.settle_revision(store, arrival.id, revises, arrival.enumerator_id)
    return Result(arrival.id, sha256, "stored")


def _sameness(rest: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Return the digest that tells a duplicate from a conflict.

    It covers the receipt code, which has enough bits that nobody can guess a content from its
    digest, and free text as stored: a digest of unmasked digits would let them be recovered.
    """
    return digest(free_text.together(rest, texts))


def find_place(store: Store, content: Mapping[str, Any]) -> Place | None:
    """Return the round, unit and version that a content names; None where one is unknown."""
    query = (
        select(Round, Unit, QuestionnaireVersion)
        .select_from(Round)
        .join(Unit, true())
        .join(QuestionnaireVersion, true())
        .where(Round.code == content["round"], Unit.code == content["unit"])
        .where(QuestionnaireVersion.code == content["questionnaire"])
        .where(QuestionnaireVersion.version == content["version"])
    )
    found = store.session.execute(query).first()
    return Place(*found) if found else None


def _answers_of(content: Mapping[str, Any]) -> dict[str, Any]:
    return dict(content["answers"])


def _faults_of(arrival: Arrival, form: AnswerForm) -> list[Problem]:
    unknown = set(_answers_of(arrival.content)) - set(form.definition.by_key)
    problems = [Problem("unknown_question", column=key, value=key) for key in sorted(unknown)]
    return [*without_consent(arrival), *problems, *form.problems(partial=arrival.partial)]


def without_consent(arrival: Arrival) -> list[Problem]:
    """Return a problem where an enumerator sends answers without the respondent's consent.

    Only interviews are checked: pages ask for consent before they show a question.
    """
    held = arrival.enumerator_id is not None and _answers_of(arrival.content)
    missing = held and not arrival.content.get("consent")
    return [Problem("interview_without_consent", column="consent")] if missing else []


def _row_of(
    arrival: Arrival, place: Place, form: AnswerForm, sha256: str, content: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the column values of a new submission; `content` comes without its free text."""
    outcome = arrival.content["outcome"] if arrival.partial else form.outcome()
    doubts = arrival.review if outcome == "complete" else ()  # nothing else counts anyway
    return {
        "id": arrival.id,
        "public_id": arrival.public_id,
        "receipt_sha256": receipt_digests.of(arrival.receipt),
        "round_id": place.round.id,
        "unit_id": place.unit.id,
        "questionnaire_version_id": place.version.id,
        "channel": arrival.channel,
        "language": arrival.content["language"],
        "outcome": outcome,
        "sha256": sha256,
        "content": canonical(receipt_digests.without_code(content)),
        "response": form.response() if outcome == "complete" else None,
        "started_at": arrival.started_at,
        "finished_at": arrival.finished_at,
        "received_at": arrival.received_at,
        "consent_at": arrival.consent_at,
        "consent_sha256": (arrival.content.get("consent") or {}).get("text_sha256"),
        "revises": arrival.content.get("revises"),
        "review": review.WAITING if doubts else "",
        "review_reasons": tuple(doubts),
        "enumerator_id": arrival.enumerator_id,
        "clock_offset": arrival.clock_offset,
        "demo": arrival.demo,
    }


def _known(
    store: Store, arrival: Arrival, place: Place, definition: Definition, sha256: str
) -> Result:
    """Tell a duplicate from a conflict for an id that is already stored."""
    query = select(Submission.sha256).where(
        Submission.id == arrival.id, Submission.withdrawn_at.is_(None)
    )
    held = store.session.scalar(query)
    # Rows stored in a former shape have a digest of that shape.
    former = (_sameness(*free_text.split_texts(each, definition)) for each in arrival.former)
    if held == sha256 or any(held == each for each in former):
        return Result(arrival.id, sha256, "duplicate")
    return quarantine(store, arrival, place, [Problem("id_conflict")], "conflict")
