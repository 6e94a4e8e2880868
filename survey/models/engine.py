"""How connections to the databases are set up.

SQLite runs in WAL mode. A transaction that will write declares so when it begins
(`BEGIN IMMEDIATE`): a reader that became a writer later would fail with "database is locked".
"""

from typing import Any, Final

from sqlalchemy import Connection, Engine, event

WRITER: Final = "survey_writer"
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 15000",
)


def prepare(engine: Engine) -> None:
    """Set up the engine of an application."""
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)


def _prepare_sqlite(engine: Engine) -> None:
    """Take the transactions into our own hands, and set up every connection."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITER)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
