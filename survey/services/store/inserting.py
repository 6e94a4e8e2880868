"""Inserting once, decided by the constraints of the database and not by looking first."""

from functools import cache
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite

from survey.models.base import Base
from survey.services.store.store import Store

_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_once(store: Store, model: type[Base], **values: Any) -> bool:
    """Insert a row; return whether it was new. An equal key leaves everything as it was."""
    statement = once(store.session.get_bind().dialect.name, model)
    return store.session.connection().execute(statement, values).first() is not None


@cache
def once(dialect: str, model: type[Base]) -> Any:
    """Build the statement of a table, once."""
    return _INSERTS[dialect](model.__table__).on_conflict_do_nothing().returning(literal(1))
