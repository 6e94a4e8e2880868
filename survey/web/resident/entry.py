"""The three ways into a survey: the open link, a one-time token, a kiosk."""

from dataclasses import dataclass, replace
from typing import Literal

from flask import abort, url_for

from survey.models import Link
from survey.services.accounts import attempts
from survey.services.collecting import receipts, tokens
from survey.services.rounds import rounds
from survey.web.resident.blueprint import Page, guesser
from survey.web.resident.closed import closed_page
from survey.web.store import store

Channel = Literal["online", "token", "kiosk"]


@dataclass(frozen=True)
class OpenEntry:
    """An open way in. `scope`: what its tickets are signed for; `address`: that of its form."""

    link: Link
    channel: Channel
    scope: str
    address: str
    token: str = ""


def open_entry(slug: str, *, sent: bool = False) -> OpenEntry | Page:
    """Enter by the open link."""
    address = url_for("resident.survey", slug=slug)
    return _way_in(rounds.link(store(), slug), "online", slug, address, sent=sent)


def kiosk_entry(slug: str, *, sent: bool = False) -> OpenEntry | Page:
    """Enter at a kiosk."""
    address = url_for("resident.kiosk", slug=slug)
    return _way_in(rounds.kiosk(store(), slug), "kiosk", f"k:{slug}", address, sent=sent)


def token_entry(token: str, *, sent: bool = False) -> OpenEntry | Page:
    """Enter by a one-time token. Wrong tokens are slowed down."""
    found = tokens.find_token(store(), token)
    if found is None:
        # Only wrong tokens wait: many honest people may share one address.
        attempts.require_patience(store(), guesser("token"))
        attempts.failed(store(), guesser("token"))
        return closed_page(None) or abort(404)
    address = url_for("resident.token", token=token)
    state = "" if found.state == "fresh" else found.state
    entry = _way_in(found.link, "token", f"t:{found.sha256}", address, state, sent=sent)
    return (
        replace(entry, token=receipts.normalised(token)) if isinstance(entry, OpenEntry) else entry
    )


def _way_in(
    link: Link | None, channel: Channel, scope: str, address: str, state: str = "", *, sent: bool
) -> OpenEntry | Page:
    """Return the way in where a link is open, else the page that says why not.

    `sent`: answers are posted. They always reach the entry point, which quarantines what it
    cannot accept.
    """
    closed = None if link and sent else closed_page(link, state)
    if link is None or closed:
        return closed or abort(404)
    return OpenEntry(link, channel, scope, address)
