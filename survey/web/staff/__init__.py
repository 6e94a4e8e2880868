"""What staff see: rounds, the merged table, compliance scores that need a choice."""

from survey.web.staff import compliance, rounds, session
from survey.web.staff.blueprint import staff

__all__ = ["compliance", "rounds", "session", "staff"]
