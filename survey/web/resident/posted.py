"""From a posted form to an arrival for the entry point."""

from datetime import datetime
from typing import Final

from survey.interview import former
from survey.interview.content import Consent, Content
from survey.questionnaire.canonical import digest
from survey.services.collecting import receipts, review, tokens
from survey.services.collecting.arrivals import Arrival
from survey.services.rounds.questionnaires import definition_of
from survey.web.language import current
from survey.web.questions import Values
from survey.web.resident import device
from survey.web.resident.entry import OpenEntry
from survey.web.resident.ticket import Ticket
from survey.web.store import store

# A field people cannot see; bots that fill in every field give themselves away.
HONEYPOT: Final = "website"
# Fields of the form that are not questions.
OWN_FIELDS: Final = frozenset({"ticket", "lang", "switch", "consent", HONEYPOT})


def arrival(entry: OpenEntry, ticket: Ticket, values: Values) -> Arrival:
    """Build the arrival, with the times as the server measured them."""
    number = tokens.submission_id(entry.token, ticket.keyring) if entry.token else ticket.id
    content = _content_of(entry, ticket, values, number).as_json()
    now = store().now()
    return Arrival(
        id=number,
        channel=entry.channel,
        content=content,
        finished_at=now,
        received_at=now,
        started_at=ticket.issued_at,
        consent_at=now,
        receipt=content["receipt"],
        public_id=receipts.public_id_for(ticket.keyring, number),
        former=[former.of_page(content)],
        review=_doubts(entry, ticket, values, len(content["answers"]), now),
        demo=entry.link.round.demo,
        correctable=True,
    )


def _content_of(entry: OpenEntry, ticket: Ticket, values: Values, number: str) -> Content:
    """Return the content. Its times are the ticket's: a form sent twice is one submission."""
    version, language, at = entry.link.questionnaire_version, current(), ticket.issued_at
    return Content(
        questionnaire=version.code,
        version=version.version,
        round=entry.link.round.code,
        unit=entry.link.unit.code,
        language=language,
        started_at=at,
        finished_at=at,
        answers=posted_answers(values),
        receipt=receipts.code_for(ticket.keyring, number),
        salt=receipts.salt_for(ticket.keyring, ticket.id),
        consent=Consent(digest(definition_of(version).consent[language]), at),
    )


def _doubts(
    entry: OpenEntry, ticket: Ticket, values: Values, count: int, now: datetime
) -> tuple[str, ...]:
    """List the reasons to review these answers before counting them."""
    return review.reasons(
        same_device=entry.channel == "online" and device.has_answered(entry.link),
        honeypot=any(value.strip() for value in values.get(HONEYPOT, ())),
        seconds=(now - ticket.issued_at).total_seconds(),
        answers=count,
    )


def posted_answers(values: Values) -> dict[str, str | list[str]]:
    """Return the posted answers; an empty field is not an answer."""
    given = {
        name: [value for value in found if value.strip()]
        for name, found in values.items()
        if name not in OWN_FIELDS
    }
    return {
        name: found[0] if len(found) == 1 else list(found) for name, found in given.items() if found
    }
