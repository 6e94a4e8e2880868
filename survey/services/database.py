"""The state of the database: reached, migrated, empty."""

from pathlib import Path
from typing import Literal

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as run_migrations
from sqlalchemy.exc import OperationalError

from survey.errors import Unusable
from survey.extensions import db
from survey.folders import folder

State = Literal["ready", "behind", "ahead"]


def state(scripts: Path | None = None) -> State:
    """Compare the database with the newest migration; raises `Unusable` where unreachable."""
    db.session.rollback()
    known = ScriptDirectory(str(scripts or folder("migrations")))
    try:
        with db.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as fault:
        reason = str(fault.orig).splitlines()[0]
        raise Unusable("database_unreachable", reason=reason) from None
    if current == known.get_current_head():
        return "ready"
    revisions = {script.revision for script in known.walk_revisions()}
    return "behind" if current is None or current in revisions else "ahead"


def require_ready() -> None:
    """Raise `Unusable` where the database does not fit this program."""
    found = state()
    if found != "ready":
        raise Unusable(f"database_{found}")


def upgrade() -> None:
    """Bring the database up to the newest migration."""
    if state() == "ahead":
        raise Unusable("database_ahead")
    run_migrations()
