"""What staff see: rounds, the merged table, compliance scores that need a choice."""

from survey.web.staff import compliance, links, review, rounds, session, tokens
from survey.web.staff.blueprint import staff

__all__ = ["compliance", "links", "review", "rounds", "session", "staff", "tokens"]
