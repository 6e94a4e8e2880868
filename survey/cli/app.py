"""The application around a command that needs the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from survey import create_app
from survey.extensions import db
from survey.services.store import database


@contextmanager
def application(*, migrated: bool = True) -> Iterator[Flask]:
    """Open the application; raises `Unusable` where the database does not fit."""
    app = create_app()
    with app.app_context():
        try:
            if migrated:
                database.require_ready(db.engine)
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
