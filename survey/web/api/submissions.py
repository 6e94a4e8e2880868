"""`POST submissions`: a batch of interviews, with one result per item."""

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
    """Accept a batch of interviews; whatever is confirmed was committed before the response."""
    who, sent = caller(), posted_object()
    items = _listed(sent)
    if len(items) > batches.MOST:
        raise Unusable("batch_too_long", count=len(items), limit=batches.MOST)
    answers = batches.take_batch(
        store(), items, Sender(who.user_id, request_keyring()), _sent_at(sent)
    )
    return jsonify(results=results(answers))


def _listed(sent: dict[str, Any]) -> list[Any]:
    """Return the items of a request; raises `Unusable`."""
    items = sent.get("items")
    if not isinstance(items, list):
        raise Unusable("batch_unreadable")
    return items


def _sent_at(sent: dict[str, Any]) -> datetime | None:
    """Parse the time on the phone's clock; None leaves the times of the interviews uncorrected."""
    try:
        return moment(sent["sent_at"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def results(answers: Sequence[ItemAnswer]) -> list[dict[str, Any]]:
    """Return the results, one per item."""
    return [
        {
            "id": each.id,
            "sha256": each.sha256,
            "status": each.status,
            "problems": _drawn(each.problems),
        }
        for each in answers
    ]
