"""The survey of one unit in one round: `/s/<link>`, one-time `/t/<token>`, kiosk `/k/<link>`."""

from typing import Any

from flask import jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.errors import Problem
from survey.services.collecting import receipts, tokens
from survey.services.collecting.accept import Result, accept
from survey.web.language import current, offer
from survey.web.public import secret
from survey.web.questions import Values
from survey.web.resident import device
from survey.web.resident import ticket as tickets
from survey.web.resident.blueprint import Page, resident
from survey.web.resident.closed import closed_page
from survey.web.resident.entry import Entry, kiosk_entry, open_entry, token_entry
from survey.web.resident.pages import survey_page
from survey.web.resident.posted import arrival
from survey.web.store import store


@resident.get("/s/<slug>")
def survey(slug: str) -> Page:
    """Show the form of the open link; a device that answered is told so first."""
    entry = open_entry(slug)
    if isinstance(entry, Entry) and device.answered(entry.link) and "another" not in request.args:
        return answered_page(entry)
    return show(entry)


@resident.post("/s/<slug>")
def answer(slug: str) -> Page:
    """Take the answers of the open link."""
    return take(open_entry(slug, sent=True))


@resident.get("/t")
def token_form() -> Page:
    """Ask for the code of a slip, and lead to its survey."""
    code = receipts.normalised(request.args.get("code", ""))
    if code:
        return redirect(url_for(".token", token=code, lang=current()), 303)
    return render_template("resident/token.html")


@resident.get("/t/<token>")
def token(token: str) -> Page:
    """Show the form of a one-time link."""
    return show(token_entry(token))


@resident.post("/t/<token>")
def answer_token(token: str) -> Page:
    """Take the answers of a one-time link; sent again, they lead to the same receipt."""
    return take(token_entry(token, sent=True))


@resident.get("/k/<slug>")
def kiosk(slug: str) -> Page:
    """Show the form at a shared device."""
    return show(kiosk_entry(slug))


@resident.post("/k/<slug>")
def answer_kiosk(slug: str) -> Page:
    """Take the answers at a shared device."""
    return take(kiosk_entry(slug, sent=True))


def show(entry: Entry | Page) -> Page:
    """Show the form, or why there is none."""
    if not isinstance(entry, Entry):
        return entry
    offer(entry.link.questionnaire_version.definition["languages"])
    return survey_page(entry, tickets.issue(secret(), entry.scope, store().now()))


def take(entry: Entry | Page) -> Page:
    """Take the answers, or show the form again with what is to be mended."""
    if not isinstance(entry, Entry):
        return entry
    offer(entry.link.questionnaire_version.definition["languages"])
    values: Values = dict(request.form.lists())
    found = tickets.read(secret(), entry.scope, request.form.get("ticket", ""))
    if "switch" in values:
        return again(entry, values, [], 200, found)
    if found is None:
        return again(entry, values, [Problem("form_stale")])
    if request.form.get("consent") != "1":
        missing = [Problem("consent_missing", column="consent")]
        return again(entry, values, missing, ticket=found)
    return answered(entry, values, found, taken(entry, found, values))


def taken(entry: Entry, ticket: tickets.Ticket, values: Values) -> Result:
    """Bring the answers to the door."""
    found = arrival(entry, ticket, values)
    return tokens.accept(store(), found, entry.token) if entry.token else accept(store(), found)


def answered(entry: Entry, values: Values, ticket: tickets.Ticket, result: Result) -> Page:
    """Go where the result leads."""
    if result.status in ("stored", "duplicate", "withdrawn"):
        return to_receipt(entry, result)
    if result.status == "invalid":
        return again(entry, values, result.problems, ticket=ticket)
    if result.status == "conflict" and not entry.token:
        return another_person(entry, values, ticket, result)
    why = "used" if result.status == "conflict" else ""
    if any(problem.code == "token_revoked" for problem in result.problems):
        why = "revoked"
    code = receipts.code_for(secret(), result.id) if result.status == "quarantined" else ""
    return closed_page(entry.link, why, code) or again(entry, values, result.problems, old=ticket)


def another_person(
    entry: Entry, values: Values, ticket: tickets.Ticket, result: Result
) -> Response:
    """Show the form again: if it is another person it is one on the same device."""
    found = again(entry, values, result.problems, 409, old=ticket, another_person=True)
    response = make_response(*found)
    if entry.channel == "online":
        device.remember(response, entry.link)
    return response


def to_receipt(entry: Entry, result: Result) -> Response:
    """Lead to the page that thanks; a script is told where it is instead."""
    number = receipts.public_id_for(secret(), result.id)
    address = url_for(".receipt", public_id=number, lang=current())
    told: Any = jsonify(id=request.form["ticket"].partition(".")[0], receipt=address)
    response = told if wants_json() else redirect(address, 303)
    if entry.channel == "online":
        device.remember(response, entry.link)
    return response


def wants_json() -> bool:
    """Tell whether the page's script asks, which must know a receipt from a portal's page."""
    return request.accept_mimetypes.best == "application/json"


def again(
    entry: Entry,
    values: Values,
    problems: list[Problem],
    status: int = 422,
    ticket: tickets.Ticket | None = None,
    *,
    old: tickets.Ticket | None = None,
    another_person: bool = False,
) -> tuple[str, int]:
    """Show the form with the answers kept; a new ticket unless the old one is still good."""
    now = store().now()
    kept = request.form["ticket"] if ticket else tickets.renew(secret(), entry.scope, old, now)
    return survey_page(entry, kept, values, problems, another_person), status


def answered_page(entry: Entry) -> str:
    """Say kindly that this device answered, and let another person on."""
    return render_template(
        "resident/answered.html",
        unit=entry.link.unit.name,
        address=entry.address,
        another_url=url_for(".survey", slug=entry.link.slug, another=1, lang=current()),
        demo=entry.link.round.demo,
    )
