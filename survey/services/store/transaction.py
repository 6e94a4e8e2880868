"""The one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from survey.models.engine import WRITER
from survey.models.session import WRITING
from survey.services.store.store import Store


@contextmanager
def transaction(store: Store) -> Iterator[Session]:
    """Open a writing transaction; commit at the end, roll back on any fault.

    The reading transaction before it ends first: one that began as a reader cannot become a
    writer on SQLite. What was read stays usable. Raises `RuntimeError` where a transaction is
    open already: its writes would be kept or lost with those of this one.
    """
    session = store.session
    if session.writing:
        raise RuntimeError("a transaction is open already; hand its store to what writes in it")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a transaction")
    session.commit()
    session.info[WRITING] = True
    try:
        session.connection(execution_options={WRITER: True})
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[WRITING]
