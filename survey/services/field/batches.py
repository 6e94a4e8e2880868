"""Batches of interviews from phones: every item gets its own answer, and nothing is dropped.

Reading and opening need no lock and come first. Then one transaction stores the batch, with one
savepoint per item. Items are sorted by id, so that two batches with the same interviews wait for
each other instead of deadlocking. The row of the enumerator is locked first, so that a correction
and the interview it corrects are never stored at the same time.
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
from survey.services.collecting.accept import accept_in
from survey.services.collecting.arrivals import Arrival, Result
from survey.services.collecting.quarantining import quarantine_raw
from survey.services.field import assignments, parcels, round_keys
from survey.services.field.parcels import Parcel
from survey.services.rounds import rounds
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_LOG: Final = logging.getLogger(__name__)
MOST: Final = 20
_ATTEMPTS: Final = 4
# Anything less is network delay, not a wrong clock.
_EXACT: Final = timedelta(seconds=30)


@dataclass(frozen=True)
class Sender:
    """The enumerator the interviews belong to (None: unknown), and the secrets for receipts."""

    user_id: int | None
    keyring: Keyring


@dataclass(frozen=True)
class BatchContext:
    """What the items of a batch share.

    `offset`: how far the phone's clock is behind. `given`: the units assigned to the sender, and
    `demo`: the demo rounds, both by code; read once per batch rather than once per item.
    """

    sender: Sender
    received: datetime
    offset: timedelta
    given: Set[tuple[str, str]]
    demo: Set[str]


@dataclass(frozen=True)
class ItemAnswer:
    """What became of one item; its receipt is the id and sha256 exactly as they were sent."""

    id: Any
    sha256: str
    status: str
    problems: Sequence[Problem]


def take_batch(
    store: Store, items: Sequence[Any], sender: Sender, sent_at: datetime | None = None
) -> list[ItemAnswer]:
    """Read and store a batch; returns one answer per item, in the order they were sent.

    `sent_at`: the time on the phone's clock when it sent the batch.
    """
    private = round_keys.private_keys(store, parcels.key_ids(items))
    return store_read(
        store, [parcels.read_parcel(item, private) for item in items], sender, sent_at
    )


def store_read(
    store: Store, read: Sequence[Parcel], sender: Sender, sent_at: datetime | None = None
) -> list[ItemAnswer]:
    """Store parcels, with one answer per parcel; those without an interview are quarantined."""
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
    """Store a whole batch; retry when the database reports a conflict with another writer."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction(store):
                return _in_order(store, read, batch)
        except OperationalError:
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _in_order(store: Store, read: Sequence[Parcel], batch: BatchContext) -> list[Result]:
    # One batch per enumerator at a time: a correction must see the interview it corrects.
    lock = select(User.id).where(User.id == batch.sender.user_id).with_for_update(key_share=True)
    store.session.execute(lock)
    order = sorted(range(len(read)), key=lambda at: (read[at].claimed_id, at))
    results = {at: _settled(store, read[at], batch) for at in order}
    return [results[at] for at in range(len(read))]


def _settled(store: Store, each: Parcel, batch: BatchContext) -> Result:
    """Accept one item; an unexpected failure quarantines it and affects no other item."""
    try:
        # A savepoint, so that a failure undoes this item alone and the batch goes on.
        with store.session.begin_nested():
            if each.interview is None:
                return _quarantine_unread(store, each, batch)
            return accept_in(store, _arrival(each, each.interview, batch))
    # Another writer is in the way: the whole batch is tried again, see `_store_batch`.
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
    """Return an interview as an arrival: times corrected, never later than it was received."""
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
