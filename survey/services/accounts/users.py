"""Staff and enumerators: adding them, and checking who signs in."""

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from survey.errors import Unusable, join_names
from survey.models import Institution, User
from survey.models.user import ROLES
from survey.services.accounts import attempts
from survey.services.store import audit
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_SHORTEST: Final = 10
HASHER: Final = PasswordHasher()
# Checked where there is no such user, so that a wrong name takes as long as a wrong password.
NOBODY: Final = HASHER.hash("nobody")


def add_user(
    store: Store, name: str, password: str, role: str, institution: str = "", *, demo: bool = False
) -> None:
    """Add a user; raises `Unusable` where the name is taken or the password too short."""
    if role not in ROLES:
        raise Unusable("unknown_user_role", value=role, names=join_names(ROLES))
    if len(password) < _SHORTEST:
        raise Unusable("password_short", limit=_SHORTEST)
    with transaction(store) as session:
        if session.scalar(select(User.id).where(User.name == name)):
            raise Unusable("user_exists", value=name)
        owner = _institution_by_code(store, institution) if institution else None
        user = User(name=name, password_hash=HASHER.hash(password), role=role, demo=demo)
        user.created_at = store.now()
        user.institution_id = owner.id if owner else None
        session.add(user)
        audit.record(store, "command", "user.add", name, role=role, institution=institution)


def _institution_by_code(store: Store, code: str) -> Institution:
    found = store.session.scalar(select(Institution).where(Institution.code == code))
    if found is None:
        raise Unusable("institution_unregistered", value=code, nearest="–")
    return found


def _authenticate(store: Store, name: str, password: str) -> User | None:
    user = store.session.scalar(select(User).where(User.name == name))
    try:
        HASHER.verify(user.password_hash if user else NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return user


def admit(store: Store, name: str, password: str, guesser: str) -> User:
    """Return the user who signs in; failed attempts of one `guesser` are slowed down.

    Raises `Unusable`: `too_many_attempts`, or `sign_in_wrong`, which does not say what is wrong.
    """
    attempts.require_patience(store, guesser)
    user = _authenticate(store, name, password)
    if user is None:
        attempts.failed(store, guesser)
        raise Unusable("sign_in_wrong")
    return user


def session_key(user: User) -> str:
    """Return what a session stores; a change of password invalidates it."""
    return f"{user.id}.{user.epoch}"


def from_session_key(store: Store, key: str) -> User | None:
    """Return the user of a session; None once the password has changed."""
    number, _, epoch = key.partition(".")
    user = store.session.get(User, int(number)) if number.isdigit() else None
    return user if user is not None and str(user.epoch) == epoch else None


def demo_user_exists(store: Store) -> bool:
    """Return whether the demo account exists."""
    return bool(store.session.scalar(select(User.id).where(User.demo)))
