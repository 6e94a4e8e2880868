"""Runs migrations on the engine of the application."""

from typing import Any, Literal

from alembic import context
from flask import current_app

from survey.extensions import Base, db
from survey.models.columns import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column type as the plain one it stands for: a migration outlives the code."""
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else False


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
