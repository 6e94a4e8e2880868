"""Answers pending review: staff list them and decide. A decision can be undone."""

import re
from typing import Any, Final

from flask import abort, redirect, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from survey.models import Round
from survey.services.collecting import review as reviews
from survey.web.staff.access import may_write, own_institution, round_or_404
from survey.web.staff.blueprint import WRITING_ROLES, page, role_needed, staff
from survey.web.store import store
from survey.web.words import channel_word

_UUID: Final = re.compile(r"[0-9a-f-]{36}")
_STATES: Final = (reviews.WAITING, reviews.COUNTED, reviews.LEFT_OUT)
_DECISIONS: Final[dict[str, reviews.Decision]] = {
    "counted": "counted",
    "left_out": "left_out",
    "waiting": "waiting",
}


@staff.get("/rounds/<code>/review")
def review(code: str) -> str:
    """Show what is pending review, or what was decided."""
    return _shown(round_or_404(code))


@staff.post("/rounds/<code>/review")
@role_needed(*WRITING_ROLES)
def decide(code: str) -> Response | tuple[str, int]:
    """Decide on the selected answers, or on all that are pending for one reason."""
    round_, own = round_or_404(code), own_institution()
    decision = _DECISIONS.get(request.form.get("decision", ""))
    if decision is None:
        abort(400)
    numbers = [number for number in request.form.getlist("id") if _UUID.fullmatch(number)]
    if reason := request.form.get("all", ""):
        numbers = list(reviews.with_reason(store(), round_, _shown_state(), reason, own))
    if not numbers:
        return _shown(round_, _("Select the answers to decide on")), 422
    reviews.decide(store(), round_, numbers, decision, current_user.name, own)
    return redirect(url_for(".review", code=code, state=_shown_state()), 303)


def _shown_state() -> str:
    asked = request.args.get("state", reviews.WAITING)
    return asked if asked in _STATES else reviews.WAITING


def _shown(round_: Round, error: str = "") -> str:
    own, now = own_institution(), _shown_state()
    found = reviews.count_reasons(store(), round_, own)
    return page(
        "review.html",
        round=round_,
        demo=round_.demo,
        may_write=may_write(),
        state=now,
        action=url_for(".decide", code=round_.code, state=now),
        tabs=[_tab(round_, name, now, found) for name in _STATES],
        reasons=[
            {"key": key, "words": _reason_words(key), "count": found[now, key]}
            for key in reviews.REASONS
            if (now, key) in found
        ],
        items=[_listed(each) for each in reviews.items(store(), round_, now, own)],
        error=error or None,
        problems=[{"field": None, "message": error}] if error else [],
    )


def _tab(round_: Round, name: str, now: str, found: dict[tuple[str, str], int]) -> dict[str, Any]:
    words = {
        reviews.WAITING: _("Pending review"),
        reviews.COUNTED: _("Counted after review"),
        reviews.LEFT_OUT: _("Left out"),
    }
    return {
        "url": url_for(".review", code=round_.code, state=name),
        "text": words[name],
        "current": name == now,
    }


def _reason_words(key: str) -> str:
    words = {
        "same_device": _("another person on the same phone"),
        "too_fast": _("sent faster than anybody can read the questions"),
        "honeypot": _("filled in a field that people cannot see"),
        "unassigned": _("held at a unit not assigned to the enumerator"),
        "revised": _("replaced by a correction from the enumerator"),
    }
    return str(words.get(key, key))


def _listed(each: reviews.ReviewItem) -> dict[str, Any]:
    return {
        "id": each.id,
        "unit": each.unit,
        "institution": each.institution,
        "channel": channel_word(each.channel),
        "received": format_datetime(each.received_at, "d MMM y, HH.mm"),
        "seconds": each.seconds,
        "answers": each.answers,
        "reasons": [_reason_words(key) for key in each.reasons],
    }
