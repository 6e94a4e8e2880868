"""One answer a device, link and round: a signed cookie that says "answered", and nothing else."""

import hashlib
import hmac
from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

from survey.models import Link
from survey.web.public import secret

NAME: Final = "sudah"
AGE: Final = 400 * 24 * 3600


def answered(link: Link) -> bool:
    """Tell whether this device answered by this link; without cookies nothing is known."""
    return hmac.compare_digest(request.cookies.get(NAME, "").encode(), mark(link).encode())


def remember(response: Response, link: Link) -> None:
    """Set the cookie; it goes back to the page of this link alone."""
    response.set_cookie(
        NAME,
        mark(link),
        max_age=AGE,
        path=f"/s/{link.slug}",
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["PRODUCTION"]),
    )


def mark(link: Link) -> str:
    """Sign the link; the same for every device, so it tells nobody apart."""
    message = f"answered:{link.slug}".encode()
    return hmac.new(secret().encode(), message, hashlib.sha256).hexdigest()[:32]
