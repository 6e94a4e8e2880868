"""The hidden field of a form: id, time of issue, and a signature over them and the link.

No cookie is needed; the same ticket posted twice is the same submission, and the time of
issue tells how long the form was open.
"""

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Ticket:
    """One form handed out; `scope` is what it was signed for."""

    id: str
    issued_at: datetime


def issue(secret: str, scope: str, now: datetime) -> str:
    """Make the value of the hidden field for a new form."""
    return written(secret, scope, now)


def renew(secret: str, scope: str, old: Ticket | None, now: datetime) -> str:
    """Make a ticket for answers that were given on another: a new id, the old time if known."""
    return written(secret, scope, old.issued_at if old else now)


def written(secret: str, scope: str, issued_at: datetime) -> str:
    """Write a ticket with a new id."""
    text = f"{uuid.uuid4()}.{int(issued_at.timestamp())}"
    return f"{text}.{signature(secret, scope, text)}"


def read(secret: str, scope: str, value: str) -> Ticket | None:
    """Read the field; None where it is missing, forged or of another link."""
    text, _, signed = value.rpartition(".")
    expected = signature(secret, scope, text)
    if not hmac.compare_digest(signed.encode("utf-8", "replace"), expected.encode()):
        return None
    number, _, issued = text.partition(".")
    return Ticket(number, datetime.fromtimestamp(int(issued), UTC))


def signature(secret: str, scope: str, text: str) -> str:
    """Sign a text for a link."""
    message = f"ticket:{scope}:{text}".encode("utf-8", "replace")
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:40]
