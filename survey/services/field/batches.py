"""Batches of interviews from phones: each item gets its own answer, nothing is dropped.

Reading and opening need no lock and come first. Then one transaction stores the batch, a
savepoint an item: sorted by id, so that two batches with the same interviews wait for each
other instead of blocking each other, and behind the row of the enumerator, so that a correction
and what it corrects are never stored at the same time.
"""

import logging
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from survey.errors import Problem
from survey.interview.content import Interview
from survey.keyring import Keyring
from survey.models import User
from survey.services.collecting import receipts, review
from survey.services.collecting.accept import Arrival, Result, accept_in, quarantine_raw
from survey.services.field import assignments, parcels, round_keys
from survey.services.field.parcels import Parcel
from survey.services.rounds import rounds
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_LOG: Final = logging.getLogger(__name__)
MOST: Final = 20
_ATTEMPTS: Final = 4
# Less than this is the way of the request, not a wrong clock.
_EXACT: Final = timedelta(seconds=30)


@dataclass(frozen=True)
class Sender:
    """Whose interviews these are (None: nobody knows), and the secrets of receipt addresses."""

    user_id: int | None
    keyring: Keyring


@dataclass(frozen=True)
class BatchContext:
    """What the items of a batch share.

    `offset`: how far the phone's clock is behind. `given`: the units of the sender and `demo`
    the rounds of the demo, by their codes: read once, not for each item.
    """

    sender: Sender
    received: datetime
    offset: timedelta
    given: Set[tuple[str, str]]
    demo: Set[str]


@dataclass(frozen=True)
class ItemAnswer:
    """What became of one item: the receipt is the id and the sha256, as they were sent."""

    id: Any
    sha256: str
    status: str
    problems: Sequence[Problem]


def take_batch(
    store: Store, items: Sequence[Any], sender: Sender, sent_at: datetime | None = None
) -> list[ItemAnswer]:
    """Take a batch; returns one answer per item, in the order they were sent.

    `sent_at`: what the phone's clock said when it sent.
    """
    private = round_keys.private_keys(store, parcels.key_ids(items))
    return store_read(
        store, [parcels.read_parcel(item, private) for item in items], sender, sent_at
    )


def store_read(
    store: Store, read: Sequence[Parcel], sender: Sender, sent_at: datetime | None = None
) -> list[ItemAnswer]:
    """Store items that were read; those without an interview are quarantined."""
    received = store.now()
    given, demo = assignments.assigned_places(store, sender.user_id), rounds.demo_codes(store)
    results = _store_batch(
        store, read, BatchContext(sender, received, _measured(sent_at, received), given, demo)
    )
    return [
        ItemAnswer(each.id, each.sha256, result.status, result.problems)
        for each, result in zip(read, results, strict=True)
    ]


def _measured(sent_at: datetime | None, received: datetime) -> timedelta:
    found = received - sent_at if sent_at else timedelta(0)
    return timedelta(seconds=round(found.total_seconds())) if abs(found) > _EXACT else timedelta(0)


def _store_batch(store: Store, read: Sequence[Parcel], batch: BatchContext) -> list[Result]:
    """Store a batch whole; tried again where the database says that others were in the way."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction(store):
                return _in_order(store, read, batch)
        except OperationalError:
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _in_order(store: Store, read: Sequence[Parcel], batch: BatchContext) -> list[Result]:
    lock = select(User.id).where(User.id == batch.sender.user_id).with_for_update(key_share=True)
    store.session.execute(lock)
    order = sorted(range(len(read)), key=lambda at: (read[at].claimed_id, at))
    results = {at: _settled(store, read[at], batch) for at in order}
    return [results[at] for at in range(len(read))]


def _settled(store: Store, each: Parcel, batch: BatchContext) -> Result:
    """Settle one item; a fault of ours keeps it apart and touches no other."""
    try:
        with store.session.begin_nested():
            if each.interview is None:
                return _quarantine_unread(store, each, batch)
            return accept_in(store, _arrival(each, each.interview, batch))
    except OperationalError:
        raise
    except Exception:
        _LOG.exception("an interview could not be stored")
        return _quarantine_unread(store, replace(each, problem=Problem("item_failed")), batch)


def _quarantine_unread(store: Store, each: Parcel, batch: BatchContext) -> Result:
    return quarantine_raw(
        store,
        number=each.claimed_id,
        raw=each.raw,
        problems=[each.problem] if each.problem else [],
        round_code=each.round,
        received_at=batch.received,
        enumerator_id=batch.sender.user_id,
    )


def _arrival(each: Parcel, interview: Interview, batch: BatchContext) -> Arrival:
    """Bring an interview to the door: times corrected, never later than it was received."""
    content, offset = interview.content, batch.offset
    finished = min(interview.finished_at + offset, batch.received)
    known = (content["round"], content["unit"]) in batch.given
    return Arrival(
        id=each.claimed_id,
        channel="interview",
        content=content,
        started_at=min(interview.started_at + offset, finished),
        finished_at=finished,
        received_at=batch.received,
        consent_at=interview.consent_at + offset if interview.consent_at else None,
        receipt=interview.receipt,
        public_id=receipts.public_id_for(batch.sender.keyring, each.claimed_id),
        review=() if known else (review.UNASSIGNED,),
        enumerator_id=batch.sender.user_id,
        clock_offset=round(offset.total_seconds()),
        demo=each.round in batch.demo,
    )
