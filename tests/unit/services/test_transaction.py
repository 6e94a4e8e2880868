"""The one place that commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError

from survey.extensions import db
from survey.models import AuditEntry, User
from survey.services import audit
from survey.services.transaction import transaction
from tests.conftest import application
from tests.databases import Sqlite


def entries(app: Flask) -> list[str]:
    """Read what was committed, through a session of its own."""
    with app.app_context():
        query = select(AuditEntry.subject).where(AuditEntry.action == "test")
        return list(db.session.scalars(query.order_by(AuditEntry.subject)))


def write(subject: str, fault: type[BaseException] | None = None, second: str = "") -> None:
    """Write an entry; then a fault, or another user of a name there is already."""
    with transaction() as session:
        audit.record(session, "t", "test", subject)
        if fault:
            session.flush()
            raise fault
        if second:
            session.add(User(name=second, password_hash="", role="staff"))


@pytest.mark.usefixtures("world")
def test_what_was_written_is_committed(app: Flask) -> None:
    with app.app_context():
        write("one")
        assert entries(app) == ["one"]
        write("two")
    assert entries(app) == ["one", "two"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_any_fault_takes_everything_back(app: Flask, fault: type[BaseException]) -> None:
    with app.app_context():
        with pytest.raises(fault):
            write("lost", fault)
        write("after")
    assert entries(app) == ["after"]


@pytest.mark.usefixtures("world")
def test_a_commit_that_fails_leaves_a_session_that_works(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(IntegrityError):
            write("lost", second="siti")
        write("after")
    assert entries(app) == ["after"]


@pytest.mark.usefixtures("world")
def test_what_was_read_before_does_not_stop_a_writer(app: Flask) -> None:
    """Another writer came in between: on SQLite a reader cannot become a writer any more."""
    with app.app_context():
        user = db.session.scalars(select(User).where(User.name == "siti")).one()
        assert user.epoch == 1
        other = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
        with other.begin() as connection:
            connection.execute(text("UPDATE user_account SET epoch = 7 WHERE name = 'siti'"))
        other.dispose()
        with transaction():
            assert user.epoch == 7
            user.epoch += 1
        assert user.epoch == 8


def test_writers_on_sqlite_wait_for_each_other(sqlite: Sqlite) -> None:
    """Each reads before it writes: none overwrites what another wrote, none is refused."""
    with sqlite.database() as url:
        for app in application(url):
            with app.app_context():
                with transaction() as session:
                    session.add(User(name="lain", password_hash="", role="staff"))
                with ThreadPoolExecutor(4) as pool:
                    list(pool.map(raise_epoch, [app] * 20))
                assert db.session.scalars(select(User.epoch)).one() == 21


def raise_epoch(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        user = session.scalars(select(User)).one()
        user.epoch += 1
