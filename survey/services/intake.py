"""Batches of interviews from phones: each item gets its own answer, nothing is dropped.

Reading and opening need no lock and come first. Then one transaction stores the batch, a
savepoint an item: sorted by id, so that two batches with the same interviews wait for each
other instead of blocking each other, and behind the row of the enumerator, so that a correction
and what it corrects are never stored at the same time.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, true
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from survey.errors import Problem
from survey.extensions import db
from survey.interview.content import Interview
from survey.models import Round, Unit, User
from survey.services import assignments, keys, parcels, receipts, review
from survey.services.accept import Arrival, Result, accept_in, quarantine_raw
from survey.services.parcels import Parcel
from survey.services.transaction import transaction

LOG: Final = logging.getLogger(__name__)
MOST: Final = 20
ATTEMPTS: Final = 4
# Less than this is the way of the request, not a wrong clock.
EXACT: Final = timedelta(seconds=30)


@dataclass(frozen=True)
class Sender:
    """Whose interviews these are, and the secret that makes the addresses of receipts."""

    user_id: int
    institution_id: int | None
    secret: str


@dataclass(frozen=True)
class Answer:
    """What became of one item: the receipt is the id and the sha256, as they were sent."""

    id: Any
    sha256: str
    status: str
    problems: Sequence[Problem]


def take(items: Sequence[Any], sender: Sender, sent_at: datetime | None = None) -> list[Answer]:
    """Take a batch; gives an answer an item, in the order they were sent.

    `sent_at`: what the phone's clock said when it sent.
    """
    received = datetime.now(UTC)
    private = keys.private_keys(parcels.key_ids(items))
    read = [parcels.read(item, private) for item in items]
    offset = measured(sent_at, received)
    results = stored(read, sender, received, offset)
    return [
        Answer(each.id, each.sha256, result.status, result.problems)
        for each, result in zip(read, results, strict=True)
    ]


def measured(sent_at: datetime | None, received: datetime) -> timedelta:
    """Give how far the phone's clock is behind, to the second."""
    found = received - sent_at if sent_at else timedelta(0)
    return timedelta(seconds=round(found.total_seconds())) if abs(found) > EXACT else timedelta(0)


def stored(
    read: Sequence[Parcel], sender: Sender, received: datetime, offset: timedelta
) -> list[Result]:
    """Store a batch whole; tried again where the database says that others were in the way."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction() as session:
                return in_order(session, read, sender, received, offset)
        except OperationalError:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def in_order(
    session: Session,
    read: Sequence[Parcel],
    sender: Sender,
    received: datetime,
    offset: timedelta,
) -> list[Result]:
    """Settle the items in the order of their ids."""
    lock = select(User.id).where(User.id == sender.user_id).with_for_update(key_share=True)
    session.execute(lock)
    order = sorted(range(len(read)), key=lambda at: (str(read[at].id), at))
    results = {at: settled(session, read[at], sender, received, offset) for at in order}
    return [results[at] for at in range(len(read))]


def settled(
    session: Session, each: Parcel, sender: Sender, received: datetime, offset: timedelta
) -> Result:
    """Settle one item; a fault of ours keeps it apart and touches no other."""
    try:
        with session.begin_nested():
            if each.interview is None:
                return apart(session, each, sender, received)
            came = arrival(session, each, each.interview, sender, received, offset)
            return accept_in(session, came)
    except OperationalError:
        raise
    except Exception:
        LOG.exception("an interview could not be stored")
        fault = replace(each, problem=Problem("item_failed"))
        return apart(session, fault, sender, received)


def apart(session: Session, each: Parcel, sender: Sender, received: datetime) -> Result:
    """Keep an item apart that could not even be read."""
    return quarantine_raw(
        session,
        number=each.claimed_id,
        raw=each.raw,
        problems=[each.problem] if each.problem else [],
        place=each.round,
        received_at=received,
        enumerator_id=sender.user_id,
    )


def arrival(
    session: Session,
    each: Parcel,
    interview: Interview,
    sender: Sender,
    received: datetime,
    offset: timedelta,
) -> Arrival:
    """Bring an interview to the door: times corrected, never later than it was received."""
    finished = min(interview.finished_at + offset, received)
    return Arrival(
        id=each.claimed_id,
        channel="interview",
        content=interview.content,
        started_at=min(interview.started_at + offset, finished),
        finished_at=finished,
        received_at=received,
        consent_at=interview.consent_at + offset if interview.consent_at else None,
        receipt=interview.receipt,
        public_id=receipts.public_id_for(sender.secret, each.claimed_id),
        review=doubts(session, interview.content, sender),
        enumerator_id=sender.user_id,
        clock_offset=round(offset.total_seconds()),
        demo=is_demo(session, each.round),
    )


def doubts(session: Session, content: Mapping[str, Any], sender: Sender) -> tuple[str, ...]:
    """Name what speaks against counting it unseen: nobody gave the enumerator that unit."""
    places = select(Round.id, Unit.id).select_from(Round).join(Unit, true())
    query = places.where(Round.code == content["round"], Unit.code == content["unit"])
    place = session.execute(query).first()
    known = place and assignments.is_assigned(session, sender.user_id, *place)
    return () if known else (review.UNASSIGNED,)


def is_demo(session: Session, round_code: str) -> bool:
    """Tell whether a round is one of the demo."""
    return bool(session.scalar(select(Round.demo).where(Round.code == round_code)))


def sender_of(name: str, secret: str) -> Sender:
    """Give an enumerator as sender, for files that staff hand in."""
    user = assignments.enumerator(name)
    db.session.rollback()
    return Sender(user.id, user.institution_id, secret)
