"""The hidden field of a form: id, time of issue, and a signature over them and the link.

No cookie is needed; the same ticket posted twice is the same submission, and the time of
issue tells how long the form was open. The time is 0 where it is not known: on a form that
comes back because its ticket could not be read.
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
    issued_at: datetime | None


def issue(secret: str, scope: str) -> str:
    """Make the value of the hidden field for a new form."""
    return written(secret, scope, datetime.now(UTC))


def renew(secret: str, scope: str, old: Ticket | None) -> str:
    """Make a ticket for answers that were given on another: a new id, the old time."""
    return written(secret, scope, old.issued_at if old else None)


def written(secret: str, scope: str, issued_at: datetime | None) -> str:
    """Write a ticket with a new id."""
    text = f"{uuid.uuid4()}.{int(issued_at.timestamp()) if issued_at else 0}"
    return f"{text}.{signature(secret, scope, text)}"


def read(secret: str, scope: str, value: str) -> Ticket | None:
    """Read the field; None where it is missing, forged or of another link."""
    text, _, signed = value.rpartition(".")
    expected = signature(secret, scope, text)
    if not hmac.compare_digest(signed.encode("utf-8", "replace"), expected.encode()):
        return None
    number, _, issued = text.partition(".")
    return Ticket(number, datetime.fromtimestamp(int(issued), UTC) if issued != "0" else None)


def signature(secret: str, scope: str, text: str) -> str:
    """Sign a text for a link."""
    message = f"ticket:{scope}:{text}".encode("utf-8", "replace")
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:40]
