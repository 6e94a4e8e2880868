"""Phones of enumerators: who uses which, and revoking one. That can be undone."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_babel import format_datetime
from flask_login import current_user
from werkzeug.wrappers import Response

from survey.models import Device
from survey.services.field import devices as device_service
from survey.web.staff.access import may_write, own_institution
from survey.web.staff.blueprint import WRITING_ROLES, page, role_needed, staff
from survey.web.store import store


@staff.get("/devices")
def devices() -> str:
    """List the phones."""
    found = device_service.list_devices(store(), own_institution())
    return page("devices.html", may_write=may_write(), devices=[_listed(each) for each in found])


def _listed(device: Device) -> dict[str, Any]:
    owner = device.user.institution
    return {
        "number": device.id,
        "enumerator": device.user.name,
        "institution": owner.name if owner else None,
        "label": device.label or None,
        "signed_in": format_datetime(device.made_at, "d MMM y, HH.mm"),
        "seen": format_datetime(device.seen_at, "d MMM y, HH.mm"),
        "revoked": device.revoked_at is not None,
        "revoke_url": url_for(".revoke_device", number=device.id),
    }


@staff.post("/devices/<number>/revoke")
@role_needed(*WRITING_ROLES)
def revoke_device(number: str) -> Response:
    """Revoke a phone, or allow it again."""
    if number not in {each.id for each in device_service.list_devices(store(), own_institution())}:
        abort(404)
    device_service.revoke_device(
        store(), number, current_user.name, revoked="restore" not in request.form
    )
    return redirect(url_for(".devices"), 303)
