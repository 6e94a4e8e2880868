"""The HTTP status that belongs to each problem code: one table."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class HttpStatus(NamedTuple):
    """The status a page responds with, and the one the API responds with.

    They differ where a page shows a form again while a program is told what to do next.
    """

    page: int = 400
    program: int = 422


_BUSY: Final = HttpStatus(503, 503)
STATUSES: Final[Mapping[str, HttpStatus]] = {
    # The database is away, or not of this version: worth another try.
    "database_ahead": _BUSY,
    "database_behind": _BUSY,
    "database_busy": _BUSY,
    "database_not_empty": _BUSY,
    "database_unreachable": _BUSY,
    # Who calls.
    "token_missing": HttpStatus(program=401),
    "token_unknown": HttpStatus(program=401),
    "device_revoked": HttpStatus(program=401),
    "token_scope": HttpStatus(program=403),
    "not_an_enumerator": HttpStatus(program=403),
    "sign_in_wrong": HttpStatus(422, 401),
    "too_many_attempts": HttpStatus(429, 429),
    # How much, and what for.
    "request_too_large": HttpStatus(program=413),
    "batch_too_long": HttpStatus(program=413),
    "unknown_questionnaire": HttpStatus(program=404),
    "nothing_returned": HttpStatus(program=404),
    # A form that a page shows again.
    "batch_size": HttpStatus(page=422),
    "id_conflict": HttpStatus(page=409),
    "receipt_missing": HttpStatus(page=422),
    "receipt_unknown": HttpStatus(page=404),
    "sealed_file_unreadable": HttpStatus(page=422),
}
# A link that does not lead to an open survey, by what is wrong with it.
LINKS: Final[Mapping[str, int]] = {
    "unknown": 404,
    "future": 403,
    "closed": 410,
    "used": 410,
    "revoked": 410,
}
