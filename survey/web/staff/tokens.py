"""One-time links: batches made for a unit, as slips to cut and as a table for messages."""

import csv
import io
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask_babel import format_date, format_datetime
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from survey.errors import Unusable
from survey.models import Round, TokenBatch
from survey.services.collecting import tokens as token_service
from survey.sheets.formulas import guarded
from survey.web.files import attachment
from survey.web.language import current
from survey.web.public import public_url, request_keyring
from survey.web.staff.access import may_write, own_institution, round_or_404, visible_links
from survey.web.staff.blueprint import WRITING_ROLES, page, role_needed, staff
from survey.web.store import store
from survey.web.words import problem_text

_HEADING = ("tautan", "kode", "unit", "instansi", "berlaku_sampai")


@staff.get("/rounds/<code>/tokens")
def tokens(code: str) -> str:
    """List the batches of a round, and the form for a new one."""
    return _shown(round_or_404(code))


@staff.post("/rounds/<code>/tokens")
@role_needed(*WRITING_ROLES)
def make_tokens(code: str) -> Answer | tuple[str, int]:
    """Make a batch."""
    round_ = round_or_404(code)
    slug, size = request.form.get("link", ""), request.form.get("size", "").strip()
    if slug not in [link.slug for link in visible_links(round_)]:
        abort(404)
    try:
        number = int(size) if size.isascii() and size.isdigit() else 0
        token_service.make(store(), slug, number, current_user.name, request_keyring())
    except Unusable as fault:
        return _shown(round_, problem_text(fault.problem)), fault.problem.status.page
    return redirect(url_for(".tokens", code=code), 303)


def _shown(round_: Round, error: str = "") -> str:
    own = own_institution()
    found = token_service.batches(store(), round_)
    return page(
        "tokens.html",
        round=round_,
        demo=round_.demo,
        may_write=may_write(),
        units=[
            {"value": link.slug, "text": f"{link.unit.institution.name} – {link.unit.name}"}
            for link in visible_links(round_)
        ],
        chosen=request.form.get("link", ""),
        size=request.form.get("size", "30"),
        error=error or None,
        problems=[{"field": "size", "message": error}] if error else [],
        batches=[
            _listed(each) for each in found if own in ("", each.link.unit.institution.code or "")
        ],
    )


def _listed(batch: token_service.TokenBatchSummary) -> dict[str, Any]:
    return {
        "number": batch.id,
        "unit": batch.link.unit.name,
        "institution": batch.link.unit.institution.name,
        "made": format_datetime(batch.made_at, "d MMM y, HH.mm"),
        "made_by": batch.made_by,
        "size": batch.size,
        "used": batch.used,
        "revoked": batch.revoked,
        "csv_url": url_for(".token_table", number=batch.id),
        "slips_url": url_for(".slips", number=batch.id),
        "revoke_url": url_for(".revoke_tokens", number=batch.id),
    }


@staff.post("/tokens/<int(max=2147483647):number>/revoke")
@role_needed(*WRITING_ROLES)
def revoke_tokens(number: int) -> Answer:
    """Revoke the unused links of a batch, or restore them."""
    batch = _found(number)
    token_service.revoke_batch(
        store(), number, current_user.name, revoked="restore" not in request.form
    )
    return redirect(url_for(".tokens", code=batch.link.round.code), 303)


@staff.get("/tokens/<int(max=2147483647):number>.csv")
@role_needed(*WRITING_ROLES)
def token_table(number: int) -> Response:
    """Return the unused links of a batch as CSV, to be sent by message."""
    batch = _found(number)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADING)
    unit = batch.link.unit
    until = batch.link.round.closes_on.isoformat()
    for value in token_service.usable_tokens(store(), batch, request_keyring()):
        row = (address(value), _grouped(value), unit.name, unit.institution.name, until)
        writer.writerow([guarded(cell) for cell in row])
    content = text.getvalue().encode("utf-8-sig")
    return attachment(content, "text/csv; charset=utf-8", f"tautan-{number}.csv")


@staff.get("/tokens/<int(max=2147483647):number>.pdf")
@role_needed(*WRITING_ROLES)
def slips(number: int) -> Response:
    """Return the unused links of a batch as a PDF of slips, ten per page."""
    from survey import prints  # noqa: PLC0415 (the typesetter is loaded to print)

    batch = _found(number)
    values = token_service.usable_tokens(store(), batch, request_keyring())
    if not values:
        raise Unusable("batch_empty")
    round_ = batch.link.round
    pages = [
        prints.Slip(
            unit=batch.link.unit.name,
            institution=batch.link.unit.institution.name,
            url=address(value),
            address=public_url("resident.token_form"),
            code=_grouped(value),
            valid_until=format_date(round_.closes_on, "d MMMM y"),
            demo=round_.demo,
        )
        for value in values
    ]
    content = prints.slips(pages, current())
    return attachment(content, "application/pdf", f"slip-{number}.pdf")


def _found(number: int) -> TokenBatch:
    """Return a batch the account may see; 404 otherwise."""
    batch = token_service.batch(store(), number)
    own = own_institution()
    if batch is None or own not in ("", batch.link.unit.institution.code or ""):
        abort(404)
    return batch


def address(value: str) -> str:
    """Return the absolute URL of a token."""
    return public_url("resident.token", token=_grouped(value))


def _grouped(value: str) -> str:
    """Write a token in groups of four, as it is typed."""
    return "-".join(value[at : at + 4] for at in range(0, len(value), 4))
