"""Applications on real databases."""

import gc
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from survey import create_app
from survey.extensions import db
from tests import absent
from tests.databases import WORKER, Postgres, Sqlite
from tests.pages import Visitor
from tests.world import World, build

# A busy machine is no fault of the code: tests never assert a timing.
settings.register_profile("survey", deadline=None)
# For `make check`, and left to hypothesis' own option.
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("survey")

# Seconds after which something will never happen: far more than any of it takes.
CEILING = 180

Backend = Sqlite | Postgres


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or PostgreSQL, by the fixtures it asks for."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if "postgresql" in getattr(getattr(item, "callspec", None), "params", {}).values():
            item.add_marker("postgres")


def pytest_collection_finish() -> None:
    """Leave what stays to the end out of every collection of garbage: a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say last, in one line, what this machine could not check."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if found := absent.line(str(report.longrepr[-1]) for report in skipped):
        terminalreporter.write_line(found, yellow=True)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    """SQLite files, migrated once a process."""
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """One server for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    made = Postgres(own.parent if WORKER else own)
    yield made
    made.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> Backend:
    """Both databases, one after the other."""
    made: Backend = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def url(backend: Backend) -> Iterator[str]:
    """A new migrated database of either kind."""
    with backend.database() as address:
        yield address


@pytest.fixture(scope="session")
def compiled(pytestconfig: pytest.Config) -> FileSystemBytecodeCache:
    """Templates as compiled by an earlier test or run, by the digest of their text."""
    assert pytestconfig.cache is not None
    return FileSystemBytecodeCache(str(pytestconfig.cache.mkdir("templates")))


@pytest.fixture
def app(url: str, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on a new database."""
    yield from application(url, compiled)


@pytest.fixture
def world(app: Flask) -> World:
    """A small Banten: see `tests/world.py`."""
    with app.app_context():
        return build()


def application(address: str, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """Make an application whose pages are looked at, and let go of its connections."""
    made = create_app({"DATABASE_URL": address})
    made.jinja_env.bytecode_cache = compiled
    made.test_client_class = Visitor
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
