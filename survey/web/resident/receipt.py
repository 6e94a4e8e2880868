"""`/r/<id>` thanks and shows the receipt code once; `/r` opens the answers behind a code."""

import csv
import io
import json
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from survey.errors import Problem, Unusable
from survey.services.accounts import attempts
from survey.services.collecting import receipts, rights, submissions
from survey.services.collecting.rights import Held
from survey.sheets.formulas import guarded
from survey.web.files import attachment
from survey.web.language import current
from survey.web.public import request_keyring
from survey.web.resident.blueprint import Page, guesser, resident
from survey.web.store import store
from survey.web.words import answer_words, channel_word, in_language, problem_text

_MOMENT = "d MMMM y, HH.mm"


@resident.get("/r/<public_id>")
def receipt(public_id: str) -> Page:
    """Thank, and show the receipt code once; a HEAD request does not use that up."""
    if request.method == "HEAD":
        return ""
    shown = submissions.show_receipt(store(), public_id, request_keyring())
    if shown is None:
        return abort(404)
    start = url_for(".kiosk", slug=shown.kiosk_slug, lang=current()) if shown.kiosk_slug else None
    return render_template(
        "resident/receipt.html",
        receipt={
            "code": shown.code,
            "unit": shown.unit,
            "received_at": format_datetime(shown.received_at, _MOMENT),
            "kept_until": format_date(shown.kept_until, "d MMMM y"),
            "outcome_text": in_language(shown.ending) if shown.ending else None,
        },
        kiosk_start=start,
        home_url=start or "/",
        demo=shown.demo,
    )


@resident.get("/r")
def code_form() -> str:
    """Ask for a receipt code."""
    return _code_page()


@resident.post("/r")
def held() -> Page:
    """Show what is stored, and what can be done with it. The code never appears in an address."""
    found = _opened()
    return _held_page(found) if isinstance(found, Held) else found


@resident.post("/r/withdraw")
def withdraw() -> Page:
    """Ask for confirmation, then erase."""
    found = _opened()
    if not isinstance(found, Held):
        return found
    if "sure" in request.form:
        rights.withdraw(store(), given())
        found = rights.find_by_code(store(), given()) or abort(404)
    return _held_page(found, asks="sure" not in request.form)


@resident.post("/r/file")
def take() -> Page:
    """Return what is stored as a file."""
    found = _opened()
    if not isinstance(found, Held):
        return found
    ending = "json" if request.form.get("format") == "json" else "csv"
    content = _as_json(found) if ending == "json" else _as_csv(found)
    kind = "application/json" if ending == "json" else "text/csv; charset=utf-8"
    return attachment(content, kind, f"suara-layanan.{ending}")


def given() -> str:
    """Return the code as it was typed."""
    return request.form.get("code", "")


def _opened() -> Held | tuple[str, int]:
    """Open a receipt, or ask for the code again. Wrong codes are slowed down."""
    if not receipts.normalised(given()):
        return refused(Problem("receipt_missing", column="code"))
    try:
        attempts.require_patience(store(), guesser("receipt"))
    except Unusable as fault:
        return refused(fault.problem)
    found = rights.find_by_code(store(), given())
    if found is None:
        attempts.failed(store(), guesser("receipt"))
        return refused(Problem("receipt_unknown", column="code"))
    return found


def refused(problem: Problem) -> tuple[str, int]:
    """Ask for the code again, saying what was wrong with it."""
    return _code_page(problem), problem.status.page


def _code_page(problem: Problem | None = None) -> str:
    message = problem_text(problem) if problem else None
    problems = [{"field": "code", "message": message}] if message else []
    code = given()
    return render_template("resident/code.html", code=code, error=message, problems=problems)


def _held_page(found: Held, *, asks: bool = False) -> str:
    return render_template(
        "resident/held.html",
        code=given(),
        withdrawn_at=format_datetime(found.withdrawn_at, _MOMENT) if found.withdrawn_at else None,
        facts=facts(found),
        answers=[{"question": text, "answer": answer} for _key, text, answer in _spoken(found)],
        asks=asks,
        demo=found.demo,
    )


def _spoken(found: Held) -> list[tuple[str, str, str]]:
    """Return key, question and answer in words, in the order of the questionnaire."""
    if found.definition is None:
        return [(key, key, "; ".join(_listed(value))) for key, value in found.answers.items()]
    return [
        (question.key, in_language(question.text), answer_words(question, value))
        for question in found.definition.questions()
        if (value := found.answers.get(question.key)) is not None
    ]


def _listed(value: Any) -> list[str]:
    return [str(each) for each in (value if isinstance(value, list) else [value])]


def facts(found: Held) -> list[dict[str, str]]:
    """Return what is stored besides the answers."""
    kept = format_date(found.kept_until, "d MMMM y") if found.kept_until else ""
    known = (
        (_("About"), found.place),
        (_("Round"), found.round),
        (_("How you answered"), channel_word(found.channel)),
        (_("Received"), format_datetime(found.received_at, _MOMENT)),
        (_("Consent given"), _moment(found.consent_at)),
        (_("Fingerprint of the consent text"), (found.consent_sha256 or "")[:16]),
        (_("Status"), _state_words(found)),
        (_("Place of the interview"), place(found)),
        (_("Note by the interviewer"), found.note),
        (_("Other copies, quarantined and not counted"), str(len(found.copies) or "")),
        (_("Kept until"), kept),
    )
    return [{"name": name, "value": value} for name, value in known if value]


def place(found: Held) -> str:
    """Return where an interview was held, as the phone recorded it."""
    if not found.location:
        return ""
    names = ("latitude", "longitude", "accuracy")
    latitude, longitude, accuracy = (str(found.location.get(name, "")) for name in names)
    return f"{latitude}, {longitude} (± {accuracy} m)"


def _moment(value: Any) -> str:
    return str(format_datetime(value, _MOMENT)) if value else ""


def _state_words(found: Held) -> str:
    if found.withdrawn_at:
        return str(_("withdrawn"))
    words = {
        "quarantined": _("quarantined, not counted: it could not be accepted as sent"),
        "complete": _("counted in the results"),
    }
    reviewed = {
        "waiting": _("pending review by staff"),
        "left_out": _("left out of the results by staff"),
    }
    ended = _("ended early, not counted in the results")
    return str(reviewed.get(found.review) or words.get(found.outcome) or ended)


def _as_csv(found: Held) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for fact in facts(found):
        writer.writerow(["", guarded(fact["name"]), guarded(fact["value"])])
    writer.writerows([guarded(part) for part in row] for row in _spoken(found))
    return text.getvalue().encode("utf-8-sig")


def _as_json(found: Held) -> bytes:
    """Return what is stored as JSON: the answers under their keys, unchanged."""
    return json.dumps(rights.as_data(found), ensure_ascii=False, indent=2).encode()
