"""One answer per device, link and round: a signed cookie that says "answered", nothing else."""

import hmac
from typing import Final

from flask import current_app, request
from itsdangerous import BadSignature
from werkzeug.wrappers import Response

from survey.models import Link
from survey.web.public import request_keyring

_NAME: Final = "sudah"
_PURPOSE: Final = "answered"
_AGE: Final = 400 * 24 * 3600


def has_answered(link: Link) -> bool:
    """Return whether this device has answered by this link; False without cookies."""
    mark = request.cookies.get(_NAME, "").encode("utf-8", "replace")
    try:
        return request_keyring().signer(_PURPOSE).unsign(mark) == link.slug.encode()
    except BadSignature:
        return _answered_before(link, mark)


# Marks set before 25 November 2026 are half a digest in hexadecimal. The last of them ends
# 400 days later: this can go in 2028.
def _answered_before(link: Link, mark: bytes) -> bool:
    """Return whether a mark in the earlier format was made for this link."""
    expected = [each.derive(_PURPOSE, link.slug).hex()[:32] for each in request_keyring().each()]
    return any(hmac.compare_digest(mark, each.encode()) for each in expected)


def remember_answered(response: Response, link: Link) -> None:
    """Set the cookie, the same for every device; it is sent back to the page of this link only."""
    response.set_cookie(
        _NAME,
        request_keyring().signer(_PURPOSE).sign(link.slug).decode(),
        max_age=_AGE,
        path=f"/s/{link.slug}",
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["PRODUCTION"]),
    )
