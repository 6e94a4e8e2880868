"""Runs migrations on the engine of the application."""

from typing import Any, Literal

from alembic import context
from flask import current_app

from survey.extensions import Base, db
from survey.models.columns import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column type as the plain one it stands for: a migration outlives the code."""
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else False


def number(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Number a new migration, so that the names of the files sort in the order they run."""
    directives[0].rev_id = f"{len(list(context.script.walk_revisions())) + 1:04}"


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        process_revision_directives=number,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
