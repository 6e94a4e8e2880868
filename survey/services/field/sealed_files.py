"""Sealed queues that a phone saved as a file, for when it cannot or may not send any more.

Whoever hands a file in sees what became of each interview, and nothing of what it holds.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from survey.errors import Problem, Unusable
from survey.interview.content import _refuse_constant
from survey.keyring import Keyring
from survey.services.field import assignments, batches, parcels
from survey.services.field.batches import ItemAnswer, Sender
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_KIND: Final = "suara-layanan-sealed"
_VERSION: Final = 1
_MOST: Final = 5_000
# A sealed interview takes about four kilobytes.
LARGEST_FILE: Final = 32 * 1024 * 1024


@dataclass(frozen=True)
class SealedItem:
    """One sealed interview of a file, and the account it says it was held by."""

    by: str
    raw: Any


def read_sealed_file(content: bytes) -> list[SealedItem]:
    """Read a file as the app saves it; raises `Unusable` for anything else."""
    found = _parsed(content)
    known = isinstance(found, Mapping) and (found.get("kind"), found.get("version"))
    if known != (_KIND, _VERSION):
        raise Unusable("sealed_file_unreadable")
    items = found.get("items")
    if not isinstance(items, list) or len(items) > _MOST:
        raise Unusable("sealed_file_unreadable")
    return [SealedItem(by(raw), raw) for raw in items]


def _parsed(content: bytes) -> Any:
    """Parse JSON; a mark at its beginning, as some programs write it, does not matter."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Unusable("sealed_file_unreadable") from None


def by(raw: Any) -> str:
    """Name the account an item says it was held by, or nothing."""
    name = raw.get("by") if isinstance(raw, Mapping) else None
    return name if isinstance(name, str) else ""


def hand_in(
    store: Store, content: bytes, keyring: Keyring, actor: str, only: str = ""
) -> list[ItemAnswer]:
    """Take a file; returns one answer per item, in the order of the file.

    `only`: the one account whose interviews are taken, where an enumerator hands it in; those
    of others are quarantined until staff hand the file in.

    Each part is stored for good when its turn is over: a file that broke off can be handed in
    again, and so can one that was handed in before. Raises `Unusable` where it is no such file.
    """
    items = read_sealed_file(content)
    answers: dict[int, ItemAnswer] = {}
    for name, places in _grouped(items).items():
        sender = _sender_of(store, name, keyring) if only in ("", name) else None
        for start in range(0, len(places), batches.MOST):
            part = places[start : start + batches.MOST]
            raws = [items[at].raw for at in part]
            taken = (
                batches.take_batch(store, raws, sender)
                if sender
                else _kept_apart(store, raws, name, keyring)
            )
            answers |= zip(part, taken, strict=True)
    found = [answers[at] for at in range(len(items))]
    _record(store, content, found, actor)
    return found


def _grouped(items: Sequence[SealedItem]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        found.setdefault(item.by, []).append(at)
    return found


def _sender_of(store: Store, name: str, keyring: Keyring) -> Sender | None:
    """Return an enumerator as sender, or None where there is no such account."""
    try:
        return Sender(assignments.enumerator(store, name).id, keyring)
    except Unusable:
        return None


def _kept_apart(store: Store, raws: Sequence[Any], name: str, keyring: Keyring) -> list[ItemAnswer]:
    """Keep items apart as they are, still sealed: nobody knows whose they are.

    Handed in again once the account is there, they are taken as any other.
    """
    problem = Problem("sender_unknown", value=parcels.storable(name) or "–")
    read = [
        replace(parcels.read_parcel(raw, {}), raw=raw, interview=None, problem=problem)
        for raw in raws
    ]
    return batches.store_read(store, read, Sender(None, keyring))


def _record(store: Store, content: bytes, answers: Sequence[ItemAnswer], actor: str) -> None:
    with transaction(store):
        counts = count_statuses(answers)
        audit.record(store, actor, "sealed_file.hand_in", parcels.sha256_of(content), **counts)


def count_statuses(answers: Sequence[ItemAnswer]) -> dict[str, int]:
    """Count by status, the most frequent first."""
    return dict(Counter(each.status for each in answers).most_common())


def troubled(answers: Sequence[ItemAnswer]) -> Iterator[ItemAnswer]:
    """Return what was neither stored nor held already."""
    return (each for each in answers if each.status not in ("stored", "duplicate"))
