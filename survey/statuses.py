"""Which HTTP status says that something is wrong: one table, by the code of the problem."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Status(NamedTuple):
    """What a page answers, and what a program is answered.

    They differ where a page shows a form again, and where a program is told what to do next.
    """

    page: int = 400
    program: int = 422


_BUSY: Final = Status(503, 503)
STATUSES: Final[Mapping[str, Status]] = {
    # The database is away, or not of this version: worth another try.
    "database_ahead": _BUSY,
    "database_behind": _BUSY,
    "database_busy": _BUSY,
    "database_not_empty": _BUSY,
    "database_unreachable": _BUSY,
    # Who calls.
    "token_missing": Status(program=401),
    "token_unknown": Status(program=401),
    "device_revoked": Status(program=401),
    "token_scope": Status(program=403),
    "not_an_enumerator": Status(program=403),
    "sign_in_wrong": Status(422, 401),
    "too_many_attempts": Status(429, 429),
    # How much, and what for.
    "request_too_large": Status(program=413),
    "batch_too_long": Status(program=413),
    "unknown_questionnaire": Status(program=404),
    "nothing_returned": Status(program=404),
    # A form that a page shows again.
    "batch_size": Status(page=422),
    "id_conflict": Status(page=409),
    "receipt_missing": Status(page=422),
    "receipt_unknown": Status(page=404),
    "sealed_file_unreadable": Status(page=422),
}
# A link that does not lead to an open survey, by what is wrong with it.
LINKS: Final[Mapping[str, int]] = {
    "unknown": 404,
    "future": 403,
    "closed": 410,
    "used": 410,
    "revoked": 410,
}
