"""The state of the database: reached, migrated, ahead."""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from survey.errors import Unusable
from survey.folders import folder

State = Literal["ready", "behind", "ahead"]


def state(engine: Engine, scripts: Path | None = None) -> State:
    """Compare the database with the newest migration; raises `Unusable` where unreachable."""
    known = ScriptDirectory(str(scripts or folder("migrations")))
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as fault:
        reason = str(fault.orig).splitlines()[0]
        raise Unusable("database_unreachable", reason=reason) from None
    if current == known.get_current_head():
        return "ready"
    revisions = {script.revision for script in known.walk_revisions()}
    return "behind" if current is None or current in revisions else "ahead"


def require_ready(engine: Engine) -> None:
    """Raise `Unusable` where the database does not fit this program."""
    found = state(engine)
    if found != "ready":
        raise Unusable(f"database_{found}")


def upgrade(engine: Engine) -> None:
    """Bring the database up to the newest migration."""
    if state(engine) == "ahead":
        raise Unusable("database_ahead")
    scripts = Config(folder("migrations") / "alembic.ini")
    with engine.connect() as connection:
        scripts.attributes["connection"] = connection
        command.upgrade(scripts, "head")
