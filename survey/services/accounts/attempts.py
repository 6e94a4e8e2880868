"""Slowing down repeated attempts with wrong codes or passwords.

The key is a keyed digest of what the attempts share (such as their origin); it is stored apart
from all answers and erased after a day.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import case, delete, update

from survey.errors import Unusable
from survey.keyring import Keyring
from survey.models import Attempt
from survey.services.store.inserting import insert_once
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_FREE: Final = 5
_LONGEST: Final = 60
_FORGIVEN: Final = timedelta(minutes=15)
_FORGOTTEN: Final = timedelta(days=1)


def key(keyring: Keyring, kind: str, shared: str) -> str:
    """Return the key for attempts of one kind that share an origin or an account."""
    return keyring.derive("attempt", f"{kind}:{shared}").hex()


def require_patience(store: Store, digest: str) -> None:
    """Raise `Unusable`, with the seconds to wait, after too many failed attempts."""
    left = _seconds_left(store, store.session.get(Attempt, digest))
    if left > 0:
        raise Unusable("too_many_attempts", seconds=left)


def _seconds_left(store: Store, found: Attempt | None) -> int:
    """Return the seconds to wait, which double with each failure beyond the free ones."""
    if found is None or found.count < _FREE:
        return 0
    wait = timedelta(seconds=min(_LONGEST, 2 ** min(found.count - _FREE + 1, 10)))
    left = found.last_at + wait - store.now()
    return max(0, round(left.total_seconds() + 0.5))


def failed(store: Store, digest: str) -> None:
    """Count a failed attempt."""
    now = store.now()
    old = Attempt.last_at < now - _FORGIVEN
    with transaction(store) as session:
        session.execute(delete(Attempt).where(Attempt.last_at < now - _FORGOTTEN))
        insert_once(store, Attempt, key=digest, count=0, last_at=now)
        session.execute(
            update(Attempt)
            .where(Attempt.key == digest)
            .values(count=case((old, 1), else_=Attempt.count + 1), last_at=now)
        )
