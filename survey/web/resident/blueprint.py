"""The blueprint of the pages of residents."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from survey.extensions import csrf
from survey.services.accounts import attempts
from survey.web.public import request_keyring

resident = Blueprint("resident", __name__)
# A form is signed by its ticket, a receipt is opened by its code: both work without a cookie.
csrf.exempt(resident)

Page = str | Response | tuple[str, int]


def guesser(kind: str) -> str:
    """Give the key under which wrong codes of whoever asks are counted."""
    return attempts.key(request_keyring(), kind, request.remote_addr or "")
