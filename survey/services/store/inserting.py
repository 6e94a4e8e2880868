"""Inserting once: the constraints of the database decide, since looking first would race."""

from functools import cache
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite

from survey.models.base import Base
from survey.services.store.store import Store

_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_once(store: Store, model: type[Base], **values: Any) -> bool:
    """Insert a row; returns whether it was new. Where the key exists, nothing changes."""
    statement = once(store.session.get_bind().dialect.name, model)
    return store.session.connection().execute(statement, values).first() is not None


@cache
def once(dialect: str, model: type[Base]) -> Any:
    """Return the insert statement of a table, built once."""
    return _INSERTS[dialect](model.__table__).on_conflict_do_nothing().returning(literal(1))
