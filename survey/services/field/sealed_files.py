"""Sealed queues that a phone saved as a file, when it cannot or may no longer send them.

Whoever hands in a file sees what became of each interview, and nothing of what it contains.
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
    """One sealed interview of a file, and the account it claims to come from."""

    by: str
    raw: Any


def read_sealed_file(content: bytes) -> list[SealedItem]:
    """Read a file as saved by the app; raises `Unusable` for anything else."""
    found = _parsed(content)
    known = isinstance(found, Mapping) and (found.get("kind"), found.get("version"))
    if known != (_KIND, _VERSION):
        raise Unusable("sealed_file_unreadable")
    items = found.get("items")
    if not isinstance(items, list) or len(items) > _MOST:
        raise Unusable("sealed_file_unreadable")
    return [SealedItem(by(raw), raw) for raw in items]


def _parsed(content: bytes) -> Any:
    """Parse JSON, with or without the byte order mark that some programs write."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Unusable("sealed_file_unreadable") from None


def by(raw: Any) -> str:
    """Return the account an item claims to come from; empty where it names none."""
    name = raw.get("by") if isinstance(raw, Mapping) else None
    return name if isinstance(name, str) else ""


def hand_in(
    store: Store, content: bytes, keyring: Keyring, actor: str, only: str = ""
) -> list[ItemAnswer]:
    """Take a file; returns one answer per item, in the order of the file.

    `only`: where an enumerator hands in the file, the one account whose interviews are taken; those
    of others are quarantined until staff hand in the file.

    Each part is committed by itself: a file that broke off, or was handed in before, can be handed
    in again. Raises `Unusable` where the file is not a sealed queue.
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
    """Quarantine items as they are, still sealed, because their sender is unknown.

    Once the account exists, they are accepted like any other when handed in again.
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
    """Return the answers of items that were neither stored nor already known."""
    return (each for each in answers if each.status not in ("stored", "duplicate"))
