"""`POST submissions`: a batch of interviews; each item gets its own answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Response, jsonify

from survey.errors import Unusable
from survey.interview.content import moment
from survey.services.field import batches
from survey.services.field.batches import ItemAnswer, Sender
from survey.web.api.blueprint import _drawn, api, caller, posted_object
from survey.web.public import request_keyring
from survey.web.store import store


@api.post("/submissions")
def submit() -> Response:
    """Take at most 20 interviews; what was taken is written down before this answers."""
    who, sent = caller(), posted_object()
    items = _listed(sent)
    if len(items) > batches.MOST:
        raise Unusable("batch_too_long", count=len(items), limit=batches.MOST)
    answers = batches.take_batch(
        store(), items, Sender(who.user_id, request_keyring()), _sent_at(sent)
    )
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


def results(answers: Sequence[ItemAnswer]) -> list[dict[str, Any]]:
    """Write the receipts."""
    return [
        {
            "id": each.id,
            "sha256": each.sha256,
            "status": each.status,
            "problems": _drawn(each.problems),
        }
        for each in answers
    ]
