"""What every use case receives: the session of the database, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from survey.models.session import StoreSession


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Store:
    """One session and one clock, passed down by the page, the command or the test."""

    session: StoreSession
    clock: Callable[[], datetime] = _utc_now

    @property
    def engine(self) -> Engine:
        """Return the engine of the database."""
        found = self.session.get_bind()
        return found if isinstance(found, Engine) else found.engine

    def now(self) -> datetime:
        """Return the time of this request, in UTC."""
        return self.clock()
