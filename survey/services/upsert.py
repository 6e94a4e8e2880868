"""Inserting once, decided by the constraints of the database and not by looking first."""

from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from survey.extensions import Base

INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert_once(session: Session, model: type[Base], **values: Any) -> bool:
    """Insert a row; tell whether it was new. An equal key leaves everything as it was."""
    statement = INSERTS[session.get_bind().dialect.name](model).values(**values)
    inserted = statement.on_conflict_do_nothing().returning(literal(1))
    return session.execute(inserted).first() is not None
