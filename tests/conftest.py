"""Applications on real databases."""

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import settings

from survey import create_app
from survey.extensions import db
from tests.databases import Postgres, Sqlite
from tests.world import World, build

# A busy machine is no fault of the code: tests never assert a timing.
settings.register_profile("survey", deadline=None)
settings.load_profile("survey")

Backend = Sqlite | Postgres


@pytest.fixture(scope="session", params=[Sqlite, Postgres], ids=["sqlite", "postgresql"])
def backend(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Backend]:
    """Both databases, one after the other."""
    made: Backend = request.param(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture
def url(backend: Backend) -> Iterator[str]:
    """A new migrated database of either kind."""
    with backend.database() as address:
        yield address


@pytest.fixture
def app(url: str) -> Iterator[Flask]:
    """The application on a new database."""
    yield from application(url)


@pytest.fixture
def world(app: Flask) -> World:
    """A small Banten: see `tests/world.py`."""
    with app.app_context():
        return build()


def application(address: str) -> Iterator[Flask]:
    """Make an application, and let go of its connections."""
    made = create_app({"DATABASE_URL": address})
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
