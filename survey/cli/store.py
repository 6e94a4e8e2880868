"""The store of a command: a plain session, without the web application."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine

from survey import config
from survey.keyring import Keyring
from survey.models.engine import prepare
from survey.models.session import StoreSession
from survey.services.store import database
from survey.services.store.store import Store


@contextmanager
def opened(*, migrated: bool = True) -> Iterator[Store]:
    """Open the database of the settings; raises `Unusable` where it does not fit."""
    settings = config.load_settings()
    options = settings["SQLALCHEMY_ENGINE_OPTIONS"]
    engine = create_engine(settings["SQLALCHEMY_DATABASE_URI"], **options)
    prepare(engine)
    try:
        if migrated:
            database.require_ready(engine)
        with StoreSession(engine) as session:
            yield Store(session)
    finally:
        engine.dispose()


def command_keyring() -> Keyring:
    """Return the secrets of the settings."""
    return config.keyring(config.load_settings())
