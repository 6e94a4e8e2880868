"""Writing down who did what."""

from typing import Any

from sqlalchemy.orm import Session

from survey.models import AuditEntry


def record(session: Session, actor: str, action: str, subject: str, **details: Any) -> None:
    """Add an entry to the audit log, in the transaction of what it tells."""
    session.add(AuditEntry(actor=actor, action=action, subject=subject, details=details))
