"""A link that does not lead to an open survey says so, and where to go."""

from typing import Final

from flask import render_template
from flask_babel import format_date

from survey.models import Link
from survey.services import rounds

STATUS: Final = {"unknown": 404, "future": 403, "closed": 410, "used": 410, "revoked": 410}


def closed_page(link: Link | None, state: str = "") -> tuple[str, int] | None:
    """Say why a link does not lead to a survey; None where it does.

    `state` is what is wrong with the link itself (`used`, `revoked`), if anything.
    """
    found = state or (rounds.state(link.round) if link else "unknown")
    if found == "open":
        return None
    days = {"future": link.round.opens_on, "closed": link.round.closes_on} if link else {}
    page = render_template(
        "resident/closed.html",
        reason=found,
        unit=link.unit.name if link else None,
        date=format_date(days[found], "d MMMM y") if found in days else None,
        contact=(link.round.contact or None) if link else None,
        demo=bool(link and link.round.demo),
    )
    return page, STATUS[found]
