"""The blueprint of the API, who calls it, and its error responses."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from survey.errors import Problem, Unusable
from survey.extensions import csrf
from survey.services.field import batches, devices, parcels
from survey.services.field.devices import Bearer
from survey.web.store import store
from survey.web.words import problem_text

api = Blueprint("api", __name__, url_prefix="/api/v1")
# Callers send a token with each request; cookies are ignored, so CSRF does not apply.
csrf.exempt(api)

_TOO_LARGE: Final = 413


def _drawn(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Return problems as JSON: codes for the program, texts for the person at its screen."""
    return [
        {"code": each.code, "field": each.column, "message": problem_text(each)}
        for each in problems
    ]


@api.errorhandler(Unusable)
def unusable(fault: Unusable) -> tuple[Response, int]:
    """Answer a coded problem, with its status for programs."""
    status = fault.problem.status.program
    told_limits = {"limits": limits()} if status == _TOO_LARGE else {}
    return jsonify(problems=_drawn([fault.problem]), **told_limits), status


def limits() -> dict[str, int]:
    """Return the limits on a request."""
    most = int(current_app.config["MAX_CONTENT_LENGTH"])
    return {"items": batches.MOST, "bytes": most, "item_bytes": parcels.LARGEST_PARCEL}


@api.errorhandler(RequestEntityTooLarge)
def too_large(_fault: RequestEntityTooLarge) -> tuple[Response, int]:
    """Answer a request that is too large, saying how large it may be."""
    return unusable(Unusable("request_too_large", limit=request.max_content_length or 0))


@api.errorhandler(HTTPException)
def http_error(fault: HTTPException) -> tuple[Response, int]:
    """Answer any other HTTP error."""
    found = {"code": "http", "field": "", "message": fault.description or fault.name}
    return jsonify(problems=[found]), fault.code or 500


@api.errorhandler(DBAPIError)
def database_error(fault: DBAPIError) -> tuple[Response, int]:
    """Answer that a retry is worthwhile: nothing of the request was stored."""
    current_app.logger.exception("the database failed a request", exc_info=fault)
    return unusable(Unusable("database_busy"))


def caller() -> Bearer:
    """Return the caller; raises `Unusable`."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Unusable("token_missing")
    return devices.bearer_of(store(), token.strip())


def pin_reader() -> Bearer:
    """Return the caller with a reading token, which the PIN protects; raises `Unusable`."""
    who = caller()
    if not who.reads:
        raise Unusable("token_scope")
    return who


def posted_object() -> dict[str, Any]:
    """Return the JSON object that was sent; raises `Unusable`."""
    try:
        found = request.get_json(force=True, silent=True) if request.get_data(cache=True) else None
    except RecursionError:
        found = None
    if not isinstance(found, dict):
        raise Unusable("batch_unreadable")
    return found
