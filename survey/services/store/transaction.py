"""The one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from survey.extensions import db
from survey.models.engine import WRITER


@contextmanager
def transaction() -> Iterator[Session]:
    """Open a writing transaction; commit at the end, roll back on any fault.

    What was read before is let go first: a transaction that began as a reader cannot
    become a writer on SQLite.
    """
    session: Session = db.session()
    session.rollback()
    session.connection(execution_options={WRITER: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
