"""The page of a link that does not lead to an open survey: why, and where to go."""

from datetime import date

from flask import render_template, request
from flask_babel import format_date

from survey.models import Link, Round
from survey.services.rounds import rounds
from survey.statuses import LINKS
from survey.web.store import store


def closed_page(link: Link | None, state: str = "", code: str = "") -> tuple[str, int] | None:
    """Return the page that says why a link does not lead to a survey; None where it does.

    `state` is what is wrong with the link itself (`used`, `revoked`), if anything. `code`:
    the receipt code of answers that came too late and were quarantined.
    """
    found = state or (rounds.state_of(store(), link.round) if link else "unknown")
    if found == "open":
        return None
    days = {"future": link.round.opens_on, "closed": _last_day(link.round)} if link else {}
    page = render_template(
        "resident/closed.html",
        reason=found,
        unit=link.unit.name if link else None,
        date=format_date(days[found], "d MMMM y") if found in days else None,
        contact=(link.round.contact or None) if link else None,
        code=code or None,
        address=request.path,
        demo=bool(link and link.round.demo),
    )
    return page, LINKS[found]


def _last_day(round_: Round) -> date:
    """Return the last day answers were accepted, whether the round was closed by hand or not."""
    closed = rounds.day_of(round_.closed_at) if round_.closed_at else round_.closes_on
    return min(closed, round_.closes_on)
