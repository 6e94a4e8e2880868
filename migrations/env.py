"""Runs migrations on the connection it is handed, or on the database of the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator, create_engine

from survey import config, models


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as the plain ones they stand for: migrations outlive code."""
    return f"sa.{item.impl!r}" if isinstance(item, TypeDecorator) else False


def number(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Number a new migration, so that the names of the files sort in the order they run."""
    directives[0].rev_id = f"{len(list(context.script.walk_revisions())) + 1:04}"


@contextmanager
def connected() -> Iterator[Connection]:
    """Give the caller's connection, or else one to the database of the settings."""
    if given := context.config.attributes.get("connection"):
        yield given
        return
    engine = create_engine(config.load_settings()["SQLALCHEMY_DATABASE_URI"])
    with engine.connect() as connection:
        yield connection
    engine.dispose()


with connected() as connection:
    context.configure(
        connection=connection,
        target_metadata=models.Base.metadata,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
        process_revision_directives=number,
    )
    with context.begin_transaction():
        context.run_migrations()
