"""Phones: signing an enumerator in, recognising the phone again, revoking it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from survey.errors import Unusable
from survey.models import Device, User
from survey.models.user import ENUMERATOR
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

# How precisely the last use of a phone is known: to the second would be one write per request.
_SEEN: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class SignedIn:
    """A phone that has just signed in; only now are its two tokens known in the clear."""

    device: str
    token: str
    reader: str


@dataclass(frozen=True)
class Bearer:
    """Who holds a token. `reads`: it also gives access to what was quarantined."""

    user_id: int
    name: str
    reads: bool


def sign_in(store: Store, user: User, phone: str, label: str) -> SignedIn:
    """Issue an enumerator two tokens for a phone; raises `Unusable` (`not_an_enumerator`).

    Signing in again on the same phone invalidates its earlier tokens.
    """
    if user.role != ENUMERATOR:
        raise Unusable("not_an_enumerator")
    made = SignedIn(secrets.token_hex(5), secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    now = store.now()
    with transaction(store) as session:
        again = (Device.user_id == user.id, Device.phone == phone, Device.revoked_at.is_(None))
        session.execute(update(Device).where(*again).values(revoked_at=now))
        session.add(
            Device(
                id=made.device,
                user_id=user.id,
                phone=phone,
                label=label,
                token_sha256=token_digest(made.token),
                reader_sha256=token_digest(made.reader),
                made_at=now,
                seen_at=now,
            )
        )
        audit.record(store, user.name, "device.sign_in", made.device, label=label)
    return made


def token_digest(token: str) -> str:
    """Return the digest that is stored of a token."""
    # A token is random, unlike a password: a slow hash would add nothing.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def bearer_of(store: Store, token: str) -> Bearer:
    """Return whose token this is; raises `Unusable` (`token_unknown`, `device_revoked`)."""
    sha256 = token_digest(token)
    query = select(Device).where((Device.token_sha256 == sha256) | (Device.reader_sha256 == sha256))
    found = store.session.scalar(query.options(joinedload(Device.user)))
    if found is None:
        raise Unusable("token_unknown")
    if found.revoked_at is not None:
        raise Unusable("device_revoked")
    _seen(store, found)
    return Bearer(found.user.id, found.user.name, found.reader_sha256 == sha256)


def _seen(store: Store, device: Device) -> None:
    now = store.now()
    if now - device.seen_at < _SEEN:
        return
    with transaction(store) as session:
        session.execute(update(Device).where(Device.id == device.id).values(seen_at=now))


def list_devices(store: Store, institution: str = "") -> list[Device]:
    """List phones, the last seen first; with `institution`, only those of its enumerators."""
    query = select(Device).options(joinedload(Device.user).joinedload(User.institution))
    found = store.session.scalars(query.order_by(Device.seen_at.desc(), Device.id))
    return [each for each in found if institution in ("", _code_of(each.user))]


def _code_of(user: User) -> str:
    return (user.institution.code or "") if user.institution else ""


def revoke_device(store: Store, number: str, actor: str, *, revoked: bool = True) -> None:
    """Revoke a phone, or (`revoked=False`) restore it; raises `Unusable` (`device_unknown`)."""
    with transaction(store) as session:
        found = session.get(Device, number)
        if found is None:
            raise Unusable("device_unknown", value=number)
        found.revoked_at = store.now() if revoked else None
        action = "device.revoke" if revoked else "device.restore"
        audit.record(store, actor, action, number)
