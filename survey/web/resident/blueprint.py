"""The blueprint of the pages of residents."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from survey.extensions import csrf
from survey.services.accounts import attempts
from survey.web.public import request_keyring

resident = Blueprint("resident", __name__)
# Forms carry a signed ticket and receipts open by code: both work without a cookie, so no CSRF.
csrf.exempt(resident)

Page = str | Response | tuple[str, int]


def guesser(kind: str) -> str:
    """Return the key under which wrong codes from this client are counted."""
    return attempts.key(request_keyring(), kind, request.remote_addr or "")
