"""`POST submissions`: a batch of interviews; each item gets its own answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Response, jsonify

from survey.errors import Unusable
from survey.interview.content import moment
from survey.services.field import batches
from survey.services.field.batches import Answer, Sender
from survey.web.api.blueprint import api, bearer, posted, shown
from survey.web.public import keyring
from survey.web.store import store


@api.post("/submissions")
def submit() -> Response:
    """Take at most 20 interviews; what was taken is written down before this answers."""
    who, sent = bearer(), posted()
    items = _listed(sent)
    if len(items) > batches.MOST:
        raise Unusable("batch_too_long", count=len(items), limit=batches.MOST)
    answers = batches.take(store(), items, Sender(who.user_id, keyring()), _sent_at(sent))
    return jsonify(results=results(answers))


def _listed(sent: dict[str, Any]) -> list[Any]:
    """Give the items of a request; raises `Unusable`."""
    items = sent.get("items")
    if not isinstance(items, list):
        raise Unusable("batch_unreadable")
    return items


def _sent_at(sent: dict[str, Any]) -> datetime | None:
    """Read what the phone's clock said; a clock that cannot be read is not corrected."""
    try:
        return moment(sent["sent_at"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def results(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """Write the receipts."""
    return [
        {
            "id": each.id,
            "sha256": each.sha256,
            "status": each.status,
            "problems": shown(each.problems),
        }
        for each in answers
    ]
