"""The store of a request, passed to every use case."""

from typing import cast

from survey.extensions import db
from survey.models.session import StoreSession
from survey.services.store.store import Store


def store() -> Store:
    """Return the database session of this request, with the clock."""
    return Store(cast(StoreSession, db.session()))
