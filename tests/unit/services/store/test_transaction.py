from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from survey.extensions import db
from survey.models import AuditEntry, Institution
from survey.services.store import audit
from survey.services.store.transaction import transaction
from survey.web.store import store


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def note(subject: str) -> None:
    audit.record(store(), "t", "test", subject)


def noted() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id)))


def fail_after_a_note() -> None:
    with transaction(store()):
        note("lost")
        db.session.flush()
        raise ZeroDivisionError


def nest() -> None:
    with transaction(store()):
        note("outer")
        with transaction(store()):
            note("inner")


def test_what_was_written_is_kept() -> None:
    with transaction(store()):
        note("kept")
    db.session.rollback()
    assert noted() == ["kept"]


def test_a_fault_leaves_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_a_note()
    assert noted() == []


def test_a_transaction_in_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="open already"):
        nest()
    assert noted() == []
    with transaction(store()):
        note("after")
    assert noted() == ["after"]


def test_a_change_outside_a_transaction_is_refused() -> None:
    note("outside")
    with pytest.raises(RuntimeError, match="outside a transaction"), transaction(store()):
        note("inside")
    db.session.rollback()
    assert noted() == []


def institution() -> Institution:
    with transaction(store()) as session:
        made = Institution(
            code="1", name="before", name_key="before", demo=False, list_complete=False
        )
        session.add(made)
    return made


def statements() -> list[str]:
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *at: seen.append(at[2]))
    return seen


def test_what_was_read_before_stays_usable_without_another_query() -> None:
    institution()
    read = db.session.scalars(select(Institution)).one()
    seen = statements()
    with transaction(store()):
        assert read.name == "before"
    assert read.name == "before"
    assert [each for each in seen if each.startswith("SELECT")] == []


@pytest.mark.parametrize("by", ["query", "get"])
def test_a_writer_reads_anew_what_was_read_before(by: str) -> None:
    made = institution()
    read = db.session.scalars(select(Institution)).one()
    with db.engine.begin() as other:
        other.execute(text("UPDATE institution SET name = 'after'"))
    assert read.name == "before"
    with transaction(store()) as session:
        found = (
            session.get_one(Institution, made.id)
            if by == "get"
            else session.scalars(select(Institution)).one()
        )
        assert found.name == "after"
    assert read.name == "after"
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 0
