"""What staff see: rounds, the merged table, compliance scores that need a choice, phones."""

from survey.web.staff import (
    compliance,
    devices,
    links,
    review,
    rounds,
    sealed_files,
    session,
    tokens,
)
from survey.web.staff.blueprint import staff

__all__ = [
    "compliance",
    "devices",
    "links",
    "review",
    "rounds",
    "sealed_files",
    "session",
    "staff",
    "tokens",
]
