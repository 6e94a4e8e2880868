"""The survey of one unit in one round: `/s/<link>`, one-time `/t/<token>`, kiosk `/k/<link>`."""

from dataclasses import replace
from typing import Any

from flask import jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.services.collecting import receipts, tokens
from survey.services.collecting.accept import accept
from survey.services.collecting.arrivals import Result
from survey.web.language import current, offer
from survey.web.public import request_keyring
from survey.web.questions import Values
from survey.web.resident import device
from survey.web.resident import ticket as tickets
from survey.web.resident.blueprint import Page, resident
from survey.web.resident.closed import closed_page
from survey.web.resident.entry import OpenEntry, kiosk_entry, open_entry, token_entry
from survey.web.resident.pages import survey_page
from survey.web.resident.posted import arrival
from survey.web.resident.refused import NO_CONSENT, STALE, SWITCHED, Refusal, again
from survey.web.resident.ticket import Ticket
from survey.web.store import store


@resident.get("/s/<slug>")
def survey(slug: str) -> Page:
    """Show the form of the open link; a device that has already answered gets a notice first."""
    entry = open_entry(slug)
    if (
        isinstance(entry, OpenEntry)
        and device.has_answered(entry.link)
        and "another" not in request.args
    ):
        return _answered_page(entry)
    return _show(entry)


@resident.post("/s/<slug>")
def answer(slug: str) -> Page:
    """Accept the answers of the open link."""
    return _take_answers(open_entry(slug, sent=True))


@resident.get("/t")
def token_form() -> Page:
    """Ask for the code on a slip, and redirect to its survey."""
    code = receipts.normalised(request.args.get("code", ""))
    if code:
        return redirect(url_for(".token", token=code, lang=current()), 303)
    return render_template("resident/token.html")


@resident.get("/t/<token>")
def token(token: str) -> Page:
    """Show the form of a one-time link."""
    return _show(token_entry(token))


@resident.post("/t/<token>")
def answer_token(token: str) -> Page:
    """Accept the answers of a one-time link; sent again, they lead to the same receipt."""
    return _take_answers(token_entry(token, sent=True))


@resident.get("/k/<slug>")
def kiosk(slug: str) -> Page:
    """Show the form on a kiosk."""
    return _show(kiosk_entry(slug))


@resident.post("/k/<slug>")
def answer_kiosk(slug: str) -> Page:
    """Accept the answers of a kiosk."""
    return _take_answers(kiosk_entry(slug, sent=True))


def _show(entry: OpenEntry | Page) -> Page:
    if not isinstance(entry, OpenEntry):
        return entry
    offer(entry.link.questionnaire_version.definition["languages"])
    return survey_page(entry, tickets.issue(request_keyring(), entry.scope, store().now()))


def _take_answers(entry: OpenEntry | Page) -> Page:
    """Accept the answers, or show the form again with what needs fixing."""
    if not isinstance(entry, OpenEntry):
        return entry
    offer(entry.link.questionnaire_version.definition["languages"])
    values: Values = dict(request.form.lists())
    ticket = _ticket_of(entry)
    if "switch" in values:
        return again(entry, values, ticket, SWITCHED)
    if ticket is None:
        return again(entry, values, None, STALE)
    if request.form.get("consent") != "1":
        return again(entry, values, ticket, NO_CONSENT)
    return _go_on(entry, values, ticket, _taken(entry, ticket, values))


def _ticket_of(entry: OpenEntry) -> Ticket | None:
    """Read the ticket; answers by slip are stored under the secret the slip was made with."""
    found = tickets.read_ticket(request_keyring(), entry.scope, request.form.get("ticket", ""))
    if found and entry.token:
        maker = tokens.maker(store(), entry.token, request_keyring())
        return replace(found, keyring=maker or found.keyring)
    return found


def _taken(entry: OpenEntry, ticket: Ticket, values: Values) -> Result:
    """Pass the answers to the entry point."""
    found = arrival(entry, ticket, values)
    return (
        tokens.accept_by_token(store(), found, entry.token)
        if entry.token
        else accept(store(), found)
    )


def _go_on(entry: OpenEntry, values: Values, ticket: Ticket, result: Result) -> Page:
    if result.status in ("stored", "duplicate", "withdrawn"):
        return _to_receipt(entry, ticket, result)
    if result.status == "invalid":
        return again(entry, values, ticket, Refusal(result.problems))
    if result.status == "conflict" and not entry.token:
        return _another_person(entry, values, ticket, result)
    return _shut_out(entry, ticket, result) or again(
        entry, values, ticket, Refusal(result.problems, spent=True)
    )


def _shut_out(entry: OpenEntry, ticket: Ticket, result: Result) -> Page | None:
    """Return the page for answers that came too late or by a used slip; None otherwise."""
    why = "used" if result.status == "conflict" else ""
    if any(problem.code == "token_revoked" for problem in result.problems):
        why = "revoked"
    kept = result.status == "quarantined"
    code = receipts.code_for(ticket.keyring, result.id) if kept else ""
    return closed_page(entry.link, why, code)


def _another_person(entry: OpenEntry, values: Values, ticket: Ticket, result: Result) -> Response:
    """Show the form again, for another person on the same device."""
    refusal = Refusal(
        result.problems, result.problems[0].status.page, spent=True, another_person=True
    )
    response = make_response(*again(entry, values, ticket, refusal))
    if entry.channel == "online":
        device.remember_answered(response, entry.link)
    return response


def _to_receipt(entry: OpenEntry, ticket: Ticket, result: Result) -> Response:
    """Redirect to the thank-you page; a script gets its address as JSON instead."""
    number = receipts.public_id_for(ticket.keyring, result.id)
    address = url_for(".receipt", public_id=number, lang=current())
    told: Any = jsonify(id=ticket.id, receipt=address)
    response = told if _wants_json() else redirect(address, 303)
    if entry.channel == "online":
        device.remember_answered(response, entry.link)
    return response


def _wants_json() -> bool:
    """Return whether the page's script asks: it must tell a receipt from a portal's page."""
    return request.accept_mimetypes.best == "application/json"


def _answered_page(entry: OpenEntry) -> str:
    """Say that this device has answered, and offer the form to another person."""
    return render_template(
        "resident/answered.html",
        unit=entry.link.unit.name,
        address=entry.address,
        another_url=url_for(".survey", slug=entry.link.slug, another=1, lang=current()),
        demo=entry.link.round.demo,
    )
