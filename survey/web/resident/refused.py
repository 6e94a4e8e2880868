"""A form that is shown again, and why; what was filled in stays in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from survey.errors import Problem
from survey.web.public import request_keyring
from survey.web.questions import Values
from survey.web.resident import ticket as tickets
from survey.web.resident.entry import OpenEntry
from survey.web.resident.pages import survey_page
from survey.web.resident.ticket import Ticket
from survey.web.store import store


@dataclass(frozen=True)
class Refusal:
    """Why a form is shown again.

    `spent`: its ticket was used for other answers, so the form gets a new one.
    """

    problems: Sequence[Problem] = ()
    status: int = 422  # the form shows what needs fixing
    spent: bool = False
    another_person: bool = False


SWITCHED = Refusal(status=200)
STALE = Refusal([Problem("form_stale")])
NO_CONSENT = Refusal([Problem("consent_missing", column="consent")])


def again(
    entry: OpenEntry, values: Values, ticket: Ticket | None, refusal: Refusal
) -> tuple[str, int]:
    """Show the form with the answers kept."""
    kept = _next_ticket(entry, ticket, refusal)
    page = survey_page(entry, kept, values, refusal.problems, refusal.another_person)
    return page, refusal.status


def _next_ticket(entry: OpenEntry, ticket: Ticket | None, refusal: Refusal) -> str:
    """Keep the ticket while it is valid; a new one keeps the time the form was opened."""
    if ticket and not refusal.spent:
        return request.form["ticket"]
    return tickets.renew(request_keyring(), entry.scope, ticket, store().now())
