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
    """One form handed out."""

    id: str
    issued_at: datetime


def issue(secret: str, slug: str) -> str:
    """Make the value of the hidden field for a new form."""
    text = f"{uuid.uuid4()}.{int(datetime.now(UTC).timestamp())}"
    return f"{text}.{signature(secret, slug, text)}"


def read(secret: str, slug: str, value: str) -> Ticket | None:
    """Read the field; None where it is missing, forged or of another link."""
    text, _, signed = value.rpartition(".")
    expected = signature(secret, slug, text)
    if not hmac.compare_digest(signed.encode("utf-8", "replace"), expected.encode()):
        return None
    number, _, issued = text.partition(".")
    return Ticket(number, datetime.fromtimestamp(int(issued), UTC))


def signature(secret: str, slug: str, text: str) -> str:
    """Sign a text for a link."""
    message = f"ticket:{slug}:{text}".encode("utf-8", "replace")
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:40]
