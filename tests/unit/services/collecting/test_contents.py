"""What every way in brings: one contract, the same content each time, no receipt code kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from survey.extensions import db
from survey.interview.content import require
from survey.keyring import Keyring
from survey.models import FreeText, QuarantinedSubmission, Round, Submission
from survey.questionnaire import library
from survey.questionnaire.canonical import canonical, digest
from survey.services.collecting import receipts
from survey.services.collecting.accept import accept
from survey.services.collecting.import_responses import import_responses
from survey.services.collecting.receipt_digests import given_back, without_code
from survey.services.register.imported_rows import ImportAccount
from survey.services.rounds.rounds import close
from survey.services.store.transaction import transaction
from survey.web.resident.ticket import Ticket, read_ticket
from survey.web.store import store
from tests.factories import response, write_csv
from tests.world import KEYRING, World, answers, arrival, unhurried

CODE = "ABCD-EFGH-JKMN"


@pytest.fixture(autouse=True)
def context(app: Flask, world: World) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def content() -> dict[str, Any]:
    """Read the one content that is stored, and where its code is, put a digest of the contract."""
    db.session.rollback()
    text = db.session.scalars(select(Submission.content)).one()
    return given_back(json.loads(text or "")) | {"revises": arrival().id}


def form(world: World, **changes: str) -> dict[str, str]:
    return answers(**changes) | {"ticket": unhurried(world.link), "consent": "1"}


def imported(folder: Path, *rows: dict[str, str]) -> ImportAccount:
    return import_responses(store(), write_csv(folder / "r.csv", rows), "open", "t", KEYRING)


ROW = response([3] * 9, [0] * 10, response_id=1, institution="Pemkab Serang", unit="Dinas Sosial")


# One contract


def test_a_page_follows_the_contract(client: FlaskClient, world: World) -> None:
    sent = form(world)
    client.post(f"/s/{world.link}", data=sent)
    require(content())
    ticket = read_ticket(KEYRING, world.link, sent["ticket"]) or Ticket(
        "", datetime.now(UTC), KEYRING
    )
    times = {content()[name] for name in ("started_at", "finished_at")}
    assert times | {content()["consent"]["at"]} == {ticket.issued_at.isoformat()}
    row = db.session.scalars(select(Submission)).one()
    assert row.started_at == ticket.issued_at < row.finished_at == row.consent_at


def test_a_row_is_known_again_after_the_secret_was_changed(tmp_path: Path) -> None:
    imported(tmp_path, ROW)
    changed = Keyring("another secret", (KEYRING.current,))
    again = import_responses(store(), tmp_path / "r.csv", "open", "t", changed)
    assert (again.added, again.unchanged, again.problems) == (0, 1, [])


def test_a_row_follows_the_contract(tmp_path: Path) -> None:
    imported(tmp_path, ROW | {"date": datetime.now(UTC).date().isoformat()})
    require(content())
    assert content()["paradata"]["institution"] == "Pemkab Serang"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"receipt": "ABCDEFGHJK0"}, "receipt"),  # 55 bits
        ({"receipt": "abcdefghjkmn"}, "receipt"),
        ({"receipt": "0" * 64}, "receipt"),  # only a correction has no code
        ({"salt": ""}, "salt"),
        ({"finished_at": None}, "finished_at"),
        ({"round": 5}, "round"),
        ({"answers": {"waktu": 3}}, "answers.waktu"),
    ],
)
def test_what_does_not_follow_it_is_quarantined(changes: dict[str, Any], column: str) -> None:
    brought = arrival()
    brought = replace(brought, content={**brought.content, **changes})
    (problem,) = accept(store(), brought).problems
    assert (problem.code, problem.column) == ("interview_invalid", column)
    assert db.session.scalars(select(QuarantinedSubmission.status)).one() == "quarantined"
    assert accept(store(), replace(brought, correctable=True)).status == "invalid"


# The same content again


def test_a_form_sent_twice_is_the_same_content(client: FlaskClient, world: World) -> None:
    sent = form(world)
    for _ in range(2):
        assert client.post(f"/s/{world.link}", data=sent).status_code == 303
    assert client.post(f"/s/{world.link}", data=sent | {"waktu": "1"}).status_code == 409


def test_a_row_is_the_same_content_though_its_round_changed(tmp_path: Path) -> None:
    assert imported(tmp_path, ROW).added == 1
    with transaction(store()) as session:
        round_ = session.scalars(select(Round).where(Round.code == "open")).one()
        round_.closes_on += timedelta(days=1)
    assert imported(tmp_path, ROW).unchanged == 1


# What was stored before every way in followed the contract


def page_before(world: World, sent: dict[str, str]) -> dict[str, Any]:
    """Write the content of a form as it was stored then."""
    ticket = read_ticket(KEYRING, world.link, sent["ticket"])
    assert ticket is not None
    consent = library.shipped("social").consent["id"]
    return {
        "questionnaire": "social",
        "version": "1",
        "round": "open",
        "unit": "SOS",
        "language": "id",
        "started_at": ticket.issued_at.isoformat(),
        "finished_at": None,
        "consent": {"text_sha256": digest(consent), "at": None},
        "answers": {name: sent[name] for name in sent if name not in ("ticket", "consent")},
        "location": None,
        "paradata": {},
        "revises": None,
    }


def row_before(unit: str | None = "SOS", **answered: str) -> dict[str, Any]:
    """Write the content of `ROW` as it was stored then."""
    measured = {name: value for name, value in answered.items() if value}
    return {
        "questionnaire": "paper",
        "version": "1",
        "round": "open",
        "unit": unit,
        "language": "id",
        "answers": measured,
        "consent": None,
        "paradata": {"row": ROW if unit else ROW | {"unit": "Nowhere"}},
    }


def store_as_before(model: type[Submission] | type[QuarantinedSubmission], whole: Any) -> None:
    """Give the one row the digest, and the content, that it had then."""
    text = {"content": canonical(whole)} if model is Submission else {"raw": json.dumps(whole)}
    with transaction(store()) as session:
        session.execute(update(model).values(sha256=digest(whole), **text))


def test_a_form_that_was_stored_before_is_a_duplicate(client: FlaskClient, world: World) -> None:
    sent = form(world, suggestion="Cepat 081234567890")
    location = client.post(f"/s/{world.link}", data=sent).location
    before = page_before(world, sent)
    before["answers"]["suggestion"] = "Cepat ############"
    store_as_before(Submission, before)
    again = client.post(f"/s/{world.link}", data=sent)
    assert (again.status_code, again.location) == (303, location)
    assert client.post(f"/s/{world.link}", data=sent | {"waktu": "1"}).status_code == 409
    assert db.session.scalars(select(FreeText.text)).one() == "Cepat ############"


def test_a_row_that_was_stored_before_is_a_duplicate(tmp_path: Path) -> None:
    imported(tmp_path, ROW)
    words = {name: {"1": "yes", "0": "no"}[ROW[name]] for name in ROW if name.startswith("mal_")}
    elements = {name: ROW[name] for name in answers() if ROW.get(name) == "3"}
    store_as_before(Submission, row_before(**elements, **words))
    assert imported(tmp_path, ROW).unchanged == 1
    assert imported(tmp_path, ROW | {"waktu": "1"}).unchanged == 0


def test_what_was_quarantined_before_is_not_kept_twice(
    tmp_path: Path, client: FlaskClient, world: World
) -> None:
    def kept() -> int:
        return len(db.session.scalars(select(QuarantinedSubmission)).all())

    imported(tmp_path, ROW | {"unit": "Nowhere"})
    words = {name: "no" for name in ROW if name.startswith("mal_")}
    elements = {name: ROW[name] for name in answers() if ROW.get(name) == "3"}
    store_as_before(QuarantinedSubmission, row_before(None, **elements, **words))
    imported(tmp_path, ROW | {"unit": "Nowhere"})
    assert kept() == 1
    with transaction(store()) as session:
        session.query(QuarantinedSubmission).delete()
    close(store(), "open", "t")
    sent = form(world)
    client.post(f"/s/{world.link}", data=sent)
    store_as_before(QuarantinedSubmission, page_before(world, sent))
    client.post(f"/s/{world.link}", data=sent)
    assert kept() == 1


# Receipt codes


def test_the_digest_stands_where_the_code_was() -> None:
    held = receipts.code_digest(CODE)
    assert without_code({"receipt": CODE, "answers": {"receipt": "yes"}}) == {
        "receipt_sha256": held,
        "answers": {"receipt": "yes"},
    }
    item = {"id": "x", "payload": json.dumps({"receipt": CODE})}
    assert json.loads(without_code(item)["payload"]) == {"receipt_sha256": held}
    assert without_code({"payload": {"receipt": CODE}})["payload"] == {"receipt_sha256": held}
    broken = '{"answers": {"receipt": "yes"}, "receipt" : "ABCD-EFGH-JKMN", "cut'
    assert CODE not in without_code(broken)
    assert held in without_code({"payload": broken})["payload"]
    assert '"receipt": "yes"' in without_code(broken)
    assert without_code({"receipt": held}) == {"receipt_sha256": held}


@pytest.mark.parametrize("raw", [None, 5, [], "text", '{"b": 1,  "a": 2}', {"payload": "[" * 9000}])
def test_what_has_no_code_stays_as_it_is(raw: Any) -> None:
    assert without_code(raw) == raw


def test_no_code_of_a_page_or_a_row_is_stored(
    tmp_path: Path, client: FlaskClient, world: World
) -> None:
    imported(tmp_path, ROW, ROW | {"response_id": "2", "waktu": "5"})
    sent = form(world)
    for changes in ({}, {"waktu": "1"}):
        client.post(f"/s/{world.link}", data=sent | changes)
    numbers = db.session.scalars(select(Submission.id)).all()
    numbers = [*numbers, *db.session.scalars(select(QuarantinedSubmission.claimed_id))]
    texts = db.session.scalars(select(Submission.content)).all()
    texts = [*texts, *db.session.scalars(select(QuarantinedSubmission.raw))]
    for number in numbers:
        code = receipts.code_for(KEYRING, number)
        assert any(receipts.code_digest(code) in (text or "") for text in texts)
        assert not any(code in (text or "") for text in texts)
