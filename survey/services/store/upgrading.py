"""Migrating the database to the version of this program, with Alembic."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from survey.errors import Unusable
from survey.folders import folder
from survey.services.store.database import migration_state


def upgrade(engine: Engine) -> None:
    """Bring the database up to the newest migration."""
    if migration_state(engine) == "ahead":
        raise Unusable("database_ahead")
    scripts = Config(folder("migrations") / "alembic.ini")
    with engine.connect() as connection:
        scripts.attributes["connection"] = connection
        command.upgrade(scripts, "head")
