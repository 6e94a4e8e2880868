"""An enumerator's quarantined interviews, to be looked at and corrected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from survey.errors import Unusable
from survey.interview.content import Interview, read_content
from survey.models import QuarantinedSubmission
from survey.questionnaire.canonical import canonical
from survey.services.collecting import receipt_digests
from survey.services.store.store import Store

_OPEN: Final = ("quarantined", "conflict")


@dataclass(frozen=True)
class Returned:
    """One returned interview. `content` is None where it cannot be corrected on the phone."""

    id: str
    round: str
    unit: str
    status: str
    received_at: datetime
    problems: list[dict[str, Any]]
    content: Mapping[str, Any] | None


def list_returned(store: Store, user_id: int) -> list[Returned]:
    """List an enumerator's quarantined interviews that are not settled yet, the oldest first."""
    found = store.session.scalars(_waiting_of(user_id).order_by(QuarantinedSubmission.id))
    return [_shown(each) for each in found]


def find_returned(store: Store, user_id: int, number: str) -> Returned | None:
    """Find one by the id it was sent with, the newest of several; None where there is none."""
    query = _waiting_of(user_id).where(QuarantinedSubmission.claimed_id == number)
    found = store.session.scalars(query.order_by(QuarantinedSubmission.id.desc())).first()
    return _shown(found) if found else None


def _waiting_of(user_id: int) -> Select[Any]:
    return select(QuarantinedSubmission).where(
        QuarantinedSubmission.enumerator_id == user_id, QuarantinedSubmission.status.in_(_OPEN)
    )


def _shown(found: QuarantinedSubmission) -> Returned:
    interview = _whole(found.claimed_id, json.loads(found.raw))
    return Returned(
        id=found.claimed_id,
        round=found.round_code,
        unit=found.unit_code,
        status=found.status,
        received_at=found.received_at,
        problems=found.problems,
        content=interview.content if interview else None,
    )


def _whole(number: str, raw: Any) -> Interview | None:
    """Return a quarantined interview as the start of its correction; None where it is unreadable.

    It names what it revises and carries the digest of the receipt, since the code is not stored.
    """
    try:
        return read_content(canonical(receipt_digests.given_back(raw) | {"revises": number}))
    except Unusable:
        return None
