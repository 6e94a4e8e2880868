"""The state of the database: reachable, migrated, newer than the program."""

from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, column, inspect, select, table
from sqlalchemy.exc import OperationalError

from survey.errors import Unusable
from survey.folders import folder
from survey.services.store.revisions import read_revisions

DatabaseState = Literal["ready", "behind", "ahead"]
_TABLE = "alembic_version"


def migration_state(engine: Engine, scripts: Path | None = None) -> DatabaseState:
    """Compare the database with the newest migration; raises `Unusable` where unreachable."""
    revisions = read_revisions(scripts or folder("migrations"))
    try:
        current = revision(engine)
    except OperationalError as fault:
        reason = str(fault.orig).splitlines()[0]
        raise Unusable("database_unreachable", reason=reason) from None
    if current == revisions.head:
        return "ready"
    return "behind" if current is None or current in revisions.known else "ahead"


def revision(engine: Engine) -> str | None:
    """Return the migration the database is at; None where it was never migrated."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_TABLE):
            return None
        found: str | None = connection.scalar(
            select(column("version_num")).select_from(table(_TABLE))
        )
    return found


def require_ready(engine: Engine) -> None:
    """Raise `Unusable` where the database does not fit this program."""
    found = migration_state(engine)
    if found != "ready":
        raise Unusable(f"database_{found}")
