"""`/s/<link>`: a survey of one unit in one round; `/r/<id>`: the receipt."""

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_babel import format_date, format_datetime
from werkzeug.wrappers import Response

from survey.errors import Problem
from survey.extensions import csrf
from survey.models import Link
from survey.questionnaire.canonical import digest
from survey.services import receipts, rounds, submissions
from survey.services.accept import Arrival, Result, accept
from survey.services.definitions import definition_of
from survey.web.language import current
from survey.web.resident import ticket as tickets
from survey.web.resident.pages import Values, available, survey_page

resident = Blueprint("resident", __name__)
# A form is signed by its ticket; it must work without a cookie.
csrf.exempt(resident)

Page = str | Response | tuple[str, int]

# Fields of the form that are no questions.
OWN_FIELDS: Final = frozenset({"ticket", "lang", "consent"})
CLOSED: Final = {"future": "not_yet", "closed": "closed"}


@resident.get("/s/<slug>")
def survey(slug: str) -> Page:
    """Show the form."""
    link = rounds.link(slug)
    closed = closed_page(link)
    if link is None or closed:
        return closed or abort(404)
    return survey_page(link, current(), tickets.issue(secret(), slug))


@resident.post("/s/<slug>")
def answer(slug: str) -> Page:
    """Take the answers, or show the form again with what is to be mended."""
    link = rounds.link(slug)
    if link is None:
        return closed_page(link) or abort(404)
    values: Values = dict(request.form.lists())
    found = tickets.read(secret(), slug, request.form.get("ticket", ""))
    if found is None:
        return again(link, values, [Problem("form_stale")])
    if "consent" not in values:
        return again(link, values, [Problem("consent_missing", column="consent")], keep_id=True)
    return answered(link, values, accept(arrival(link, found, values)))


def answered(link: Link, values: Values, result: Result) -> Page:
    """Go where the result leads."""
    if result.status in ("stored", "duplicate", "withdrawn"):
        number = receipts.public_id_for(secret(), result.id)
        return redirect(url_for(".receipt", public_id=number, lang=current()), 303)
    if result.status == "conflict":
        return again(link, values, result.problems, 409, another_person=True)
    if result.status == "invalid":
        return again(link, values, result.problems, keep_id=True)
    return closed_page(link) or again(link, values, result.problems)


def arrival(link: Link, ticket: tickets.Ticket, values: Values) -> Arrival:
    """Put together what arrives at the door. Times of the server are not part of the content."""
    version = link.questionnaire_version
    definition = definition_of(version)
    language = available(definition, current())
    consent = definition.consent[language]
    content = {
        "questionnaire": version.code,
        "version": version.version,
        "round": link.round.code,
        "unit": link.unit.code,
        "language": language,
        "started_at": ticket.issued_at.isoformat(),
        "finished_at": None,
        "consent": {"text_sha256": digest(consent), "at": None},
        "answers": answers(values),
        "location": None,
        "paradata": {},
        "revises": None,
    }
    now = datetime.now(UTC)
    return Arrival(
        id=ticket.id,
        channel="online",
        content=content,
        finished_at=now,
        received_at=now,
        started_at=ticket.issued_at,
        consent_at=now,
        receipt=receipts.code_for(secret(), ticket.id),
        public_id=receipts.public_id_for(secret(), ticket.id),
        demo=link.round.demo,
        correctable=True,
    )


def answers(values: Values) -> dict[str, str | list[str]]:
    """Give the posted answers; an empty field is no answer."""
    given = {
        name: [value for value in found if value.strip()]
        for name, found in values.items()
        if name not in OWN_FIELDS
    }
    return {
        name: found[0] if len(found) == 1 else list(found) for name, found in given.items() if found
    }


def again(
    link: Link,
    values: Values,
    problems: list[Problem],
    status: int = 422,
    *,
    keep_id: bool = False,
    another_person: bool = False,
) -> tuple[str, int]:
    """Show the form with the answers kept; a new ticket unless the old one is still good."""
    slug = link.slug
    ticket = request.form["ticket"] if keep_id else tickets.issue(secret(), slug)
    page = survey_page(link, current(), ticket, values, problems, another_person)
    return page, status


def closed_page(link: Link | None) -> tuple[str, int] | None:
    """Say why a link does not lead to a survey; None where it does."""
    state = rounds.state(link.round) if link else "unknown"
    if state == "open":
        return None
    reason, day = CLOSED.get(state, "unknown"), None
    if link:
        day = link.round.opens_on if state == "future" else link.round.closes_on
    page = render_template(
        "resident/closed.html",
        reason=reason,
        unit=link.unit.name if link else None,
        date=format_date(day, "d MMMM y") if day else None,
        contact=(link.round.contact or None) if link else None,
        demo=bool(link and link.round.demo),
    )
    return page, 404 if link is None else 410 if state == "closed" else 403


@resident.get("/r/<public_id>")
def receipt(public_id: str) -> Page:
    """Thank, and show the receipt code once."""
    shown = submissions.show_receipt(public_id, secret())
    if shown is None:
        return abort(404)
    return render_template(
        "resident/receipt.html",
        receipt={
            "code": shown.code,
            "unit": shown.unit,
            "received_at": format_datetime(shown.received_at, "d MMMM y, HH.mm"),
            "kept_until": format_date(shown.kept_until, "d MMMM y"),
            "outcome_text": (shown.ending or {}).get(current()),
        },
        demo=shown.demo,
    )


def secret() -> str:
    """Give the secret that signs forms."""
    return str(current_app.secret_key)
