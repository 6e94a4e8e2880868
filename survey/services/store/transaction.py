"""The one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from survey.models.engine import WRITER
from survey.models.session import WRITING
from survey.services.store.store import Store


@contextmanager
def transaction(store: Store) -> Iterator[Session]:
    """Open a writing transaction; commit at the end, roll back on any exception.

    What was read before stays usable. Raises `RuntimeError` where a transaction is already open
    (the fate of its writes would hang on this one), or where something was changed outside one.
    """
    session = store.session
    if session.writing:
        raise RuntimeError("a transaction is open already; hand its store to what writes in it")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a transaction")
    # End the reading transaction: SQLite cannot turn a reader into a writer.
    session.commit()
    session.info[WRITING] = True
    try:
        session.connection(execution_options={WRITER: True})
        yield session
        session.commit()
    # Not only `Exception`: an interrupted command must not leave half a change behind.
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[WRITING]
