"""`POST devices`: an enumerator signs in on a phone, once."""

from typing import Any

from flask import Response, jsonify, request

from survey.services.accounts import attempts, users
from survey.services.field import devices
from survey.web.api.blueprint import api, posted_object
from survey.web.public import request_keyring
from survey.web.store import store

_LONGEST = 64


@api.post("/devices")
def sign_in() -> tuple[Response, int]:
    """Issue a phone its tokens. Wrong passwords are slowed down, as on the staff sign-in page."""
    sent = posted_object()
    name, password = _short_text(sent, "name"), _password_of(sent)
    guesser = attempts.key(request_keyring(), "sign-in", f"{name} {request.remote_addr}")
    user = users.admit(store(), name, password, guesser)
    demo = user.demo
    made = devices.sign_in(
        store(), user, _short_text(sent, "phone") or "unknown", _short_text(sent, "label")
    )
    told = {"device": made.device, "token": made.token, "reader": made.reader}
    return jsonify({**told, "enumerator": {"name": name, "demo": demo}}), 201


def _short_text(sent: dict[str, Any], name: str) -> str:
    found = sent.get(name)
    signs = found if isinstance(found, str) else ""
    return "".join(sign for sign in signs if sign.isprintable()).strip()[:_LONGEST]


def _password_of(sent: dict[str, Any]) -> str:
    """Return the password as typed; one that cannot be typed counts as wrong."""
    found = sent.get("password")
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""
