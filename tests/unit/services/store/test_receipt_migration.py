"""Rows as they were stored before, after the migration that takes the receipt codes out."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import Connection, text

from survey.extensions import db
from survey.folders import folder
from survey.models import QuarantinedSubmission, Submission
from survey.questionnaire.canonical import canonical, digest
from survey.services.store import upgrading
from survey.web.store import store
from tests.interviews import content
from tests.world import World

BEFORE = "20261124_phones"
CODE, OTHER = "ABCDEFGHJKMNPQRS", "7777EFGHJKMNPQRS"
SHA256 = hashlib.sha256(CODE.encode()).hexdigest()
AT = "2026-05-01T02:03:04+00:00"
STORED = (
    "INSERT INTO submission (id, public_id, receipt_sha256, round_id, unit_id,"
    " questionnaire_version_id, channel, language, outcome, sha256, content, finished_at,"
    " received_at, demo) SELECT :id, :id, :id, link.round_id, link.unit_id,"
    " link.questionnaire_version_id, 'interview', 'id', 'complete', :sha256, :content, :at, :at,"
    " :demo FROM link ORDER BY link.id LIMIT 1"
)
KEPT = (
    "INSERT INTO quarantined_submission (claimed_id, sha256, place, channel, raw, problems, status,"
    " received_at) VALUES (:id, :id, :place, 'interview', :raw, :problems, :status, :at)"
)


@pytest.fixture(autouse=True)
def context(app: Flask, world: World) -> Iterator[None]:
    """A database as it was before, with a small Banten in it."""
    with app.app_context():
        db.session.commit()
        with db.engine.connect() as connection:
            command.downgrade(scripts(connection), BEFORE)
        yield


def scripts(connection: Connection) -> Config:
    found = Config()
    found.set_main_option("script_location", str(folder("migrations")))
    found.attributes["connection"] = connection
    return found


def run(statement: str, **values: Any) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(statement), {"at": AT, **values})


def keep(number: str, place: str, raw: Any, status: str = "quarantined") -> None:
    problems = [{"code": "x"} | ({"at": AT} if status == "withdrawn" else {})]
    run(
        KEPT,
        id=number,
        place=place,
        raw=json.dumps(raw),
        problems=json.dumps(problems),
        status=status,
    )


def test_codes_become_digests_and_what_comes_again_is_known() -> None:
    whole = [content(receipt=CODE, paradata={"saves": str(at)}) for at in range(1200)]
    for at, each in enumerate(whole):
        run(STORED, id=f"s{at:04}", sha256=digest(each), content=canonical(each), demo=False)
    run(STORED, id="gone", sha256="", content=None, demo=False)
    upgrading.upgrade(db.engine)
    for at, each in enumerate(whole):
        row = store().session.get_one(Submission, f"s{at:04}")
        assert row.sha256 == digest(each)
        expected = {name: value for name, value in each.items() if name != "receipt"}
        assert row.content == canonical(expected | {"receipt_sha256": SHA256})
    assert store().session.get_one(Submission, "gone").content is None


def test_what_was_quarantined_gets_columns_and_digests() -> None:
    keep("a", "open / SOS", content(receipt=CODE))
    keep("b", "open", {"id": "b", "payload": json.dumps({"receipt": CODE, "outcome": "?"})})
    keep("c", "open / None", 'no JSON, "receipt": "' + CODE + '"')
    keep("d", "open / SOS", {}, "withdrawn")
    keep("e", "", [5])
    upgrading.upgrade(db.engine)
    rows = store().session.query(QuarantinedSubmission).order_by("claimed_id").all()
    assert [(row.round_code, row.unit_code) for row in rows] == [
        ("open", "SOS"),
        *(("open", ""), ("open", ""), ("open", "SOS"), ("", "")),
    ]
    assert [SHA256 in row.raw for row in rows] == [True, True, True, False, False]
    assert not [row.raw for row in rows if CODE in row.raw]
    times = [row.withdrawn_at.isoformat() if row.withdrawn_at else None for row in rows]
    assert times == [None, None, None, AT, None]
    assert [row.problems for row in rows][2:4] == [[{"code": "x"}], [{"code": "id_withdrawn"}]]


def test_no_code_stays_in_a_file_of_sqlite(url: str) -> None:
    if not url.startswith("sqlite"):
        assert db.engine.dialect.name == "postgresql"  # its dumps hold living rows alone
        return
    for at in range(40):
        each = content(receipt=OTHER)
        run(STORED, id=f"s{at}", sha256="", content=canonical(each), demo=False)
        keep(f"k{at}", "open / SOS", each)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")  # some builds have it on
        connection.commit()
        command.upgrade(scripts(connection), "head")
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert OTHER.encode() not in Path(url.removeprefix("sqlite:///")).read_bytes()
