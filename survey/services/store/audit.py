"""Recording who did what."""

from typing import Any

from survey.models import AuditEntry
from survey.services.store.store import Store


def record(store: Store, actor: str, action: str, subject: str, **details: Any) -> None:
    """Add an entry to the audit log, in the same transaction as the action it records."""
    store.session.add(
        AuditEntry(at=store.now(), actor=actor, action=action, subject=subject, details=details)
    )
