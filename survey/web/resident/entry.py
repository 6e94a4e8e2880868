"""The three ways into a survey: the open link, a one-time token, a kiosk."""

from dataclasses import dataclass
from typing import Literal

from flask import abort, url_for

from survey.models import Link
from survey.services import attempts, receipts, rounds, tokens
from survey.web.resident.blueprint import Page, guesser
from survey.web.resident.closed import closed_page

Channel = Literal["online", "token", "kiosk"]


@dataclass(frozen=True)
class Entry:
    """A way in that is open. `scope`: what tickets are signed for; `address`: of the form."""

    link: Link
    channel: Channel
    scope: str
    address: str
    token: str = ""


def open_entry(slug: str, *, sent: bool = False) -> Entry | Page:
    """Come in by the open link, or be told why not.

    `sent`: answers come along. They always go to the door, which keeps what it cannot accept.
    """
    link = rounds.link(slug)
    closed = None if link and sent else closed_page(link)
    if link is None or closed:
        return closed or abort(404)
    return Entry(link, "online", slug, url_for("resident.survey", slug=slug))


def kiosk_entry(slug: str, *, sent: bool = False) -> Entry | Page:
    """Come in at a shared device, or be told why not."""
    link = rounds.kiosk(slug)
    closed = None if link and sent else closed_page(link)
    if link is None or closed:
        return closed or abort(404)
    return Entry(link, "kiosk", f"k:{slug}", url_for("resident.kiosk", slug=slug))


def token_entry(token: str, *, sent: bool = False) -> Entry | Page:
    """Come in by a one-time token, or be told why not. Wrong tokens are slowed down."""
    found = tokens.find(token)
    if found is None:
        # Only the wrong ones wait: neighbours behind one address share it with honest people.
        attempts.require_patience(guesser("token"))
        attempts.failed(guesser("token"))
        return closed_page(None) or abort(404)
    closed = closed_page(found.link, "" if found.state == "fresh" else found.state)
    if closed and not sent:
        return closed
    address = url_for("resident.token", token=token)
    return Entry(found.link, "token", f"t:{found.sha256}", address, receipts.normalised(token))
