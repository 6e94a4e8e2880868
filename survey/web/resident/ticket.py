"""The hidden field of a form: id, time of issue, and a signature over both, made for the link.

No cookie is needed; the same ticket posted twice is the same submission, and the time of
issue shows how long the form was open.
"""

import hmac
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature

from survey.keyring import Keyring


@dataclass(frozen=True)
class Ticket:
    """One form handed out.

    `keyring`: the secret it was signed with. What is derived for its answers comes from this
    one, and so is the same when the ticket is sent again after the secret was changed.
    """

    id: str
    issued_at: datetime
    keyring: Keyring


def issue(keyring: Keyring, scope: str, now: datetime) -> str:
    """Return the value of the hidden field for a new form; `scope` is what it is signed for."""
    return written(keyring, scope, now)


def renew(keyring: Keyring, scope: str, old: Ticket | None, now: datetime) -> str:
    """Return a ticket for answers given under another one: a new id, the old time if known."""
    return written(keyring, scope, old.issued_at if old else now)


def written(keyring: Keyring, scope: str, issued_at: datetime) -> str:
    """Return a ticket with a new id."""
    text = f"{uuid.uuid4()}.{int(issued_at.timestamp())}"
    return keyring.signer(f"ticket:{scope}").sign(text).decode()


def read_ticket(keyring: Keyring, scope: str, value: str) -> Ticket | None:
    """Read the field; None where it is missing, forged or made for another link."""
    for each in keyring.each():
        text = _unsigned(each, scope, value)
        if text is not None:
            number, _, issued = text.partition(".")
            return Ticket(number, datetime.fromtimestamp(int(issued), UTC), each)
    return None


def _unsigned(keyring: Keyring, scope: str, value: str) -> str | None:
    """Return what was signed; None where the signature is not ours."""
    try:
        return keyring.signer(f"ticket:{scope}").unsign(value.encode("utf-8", "replace")).decode()
    except BadSignature:
        return _unsigned_before(keyring, scope, value)


# Forms handed out before 25 November 2026 carry half a digest in hexadecimal. A form is open for
# days at most: this can go in 2027.
def _unsigned_before(keyring: Keyring, scope: str, value: str) -> str | None:
    """Return what was signed in the earlier format; None where the signature is not ours."""
    text, _, signed = value.rpartition(".")
    expected = keyring.derive("ticket", f"{scope}:{text}").hex()[:40]
    good = hmac.compare_digest(signed.encode("utf-8", "replace"), expected.encode())
    return text if good else None
