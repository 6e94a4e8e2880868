"""What a receipt code opens."""

import json
import re

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from survey.cli import main
from survey.extensions import db
from survey.models import AuditEntry, FreeText, QuarantinedSubmission, Submission
from survey.services.collecting.accept import accept
from survey.services.collecting.receipts import code_for
from survey.services.collecting.submissions import count_submissions
from survey.services.rounds.rounds import by_code, close
from survey.web.store import store
from tests.world import KEYRING, World, answers, arrival, unhurried


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def code(client: FlaskClient, world: World) -> str:
    form = answers(age="47", suggestion="=cepat 081234567890", eligible="yes")
    sent = form | {"ticket": unhurried(world.link), "consent": "1"}
    page = client.get(client.post(f"/s/{world.link}", data=sent).location).text
    shown = re.search(r'class="receipt-code"[^>]*>(.*?)</p>', page, re.S)
    assert shown is not None
    return re.sub(r"<[^>]+>|\s", "", shown[1])


def test_see_what_was_sent(client: FlaskClient, code: str) -> None:
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]}".replace("1", "l").replace("0", "o")
    page = client.post("/r", data={"code": typed})
    assert page.status_code == 200
    assert "Sangat mudah" not in page.text
    for text in ("47", "Mudah", "Dinas Sosial", "=cepat ############", "Persetujuan diberikan"):
        assert text in page.text
    english = client.post("/r", data={"code": code, "switch": "en"}).text
    assert "What is stored about your answers" in english
    assert code not in page.request.url


def test_take_it_as_a_file(client: FlaskClient, code: str) -> None:
    table = client.post("/r/file", data={"code": code, "format": "csv"})
    assert "attachment" in table.headers["Content-Disposition"]
    assert "waktu" in table.text
    assert "'=cepat ############" in table.text
    data = client.post("/r/file", data={"code": code, "format": "json"})
    assert json.loads(data.text)["answers"]["age"] == "47"


def test_withdraw(client: FlaskClient, app: Flask, code: str) -> None:
    asked = client.post("/r/withdraw", data={"code": code})
    assert "tidak dapat dibatalkan" in asked.text
    with app.app_context():
        assert count_submissions(store(), by_code(store(), "open")).complete == 1
    done = client.post("/r/withdraw", data={"code": code, "sure": "1"})
    assert "telah ditarik" in done.text
    with app.app_context():
        row = db.session.scalars(select(Submission)).one()
        assert (row.content, row.response, row.consent_sha256, row.sha256) == (None, None, None, "")
        assert row.withdrawn_at is not None
        assert row.round.code == "open"
        assert db.session.scalar(select(func.count()).select_from(FreeText)) == 0
        held = count_submissions(store(), by_code(store(), "open"))
        assert (held.complete, held.withdrawn) == (0, 1)
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert actions.count("submission.withdraw") == 1
    again = client.post("/r/withdraw", data={"code": code, "sure": "1"})
    assert "telah ditarik" in again.text
    assert "umur" not in client.post("/r/file", data={"code": code}).text


def test_a_withdrawn_answer_stays_withdrawn_whatever_is_replayed(
    client: FlaskClient, app: Flask, world: World
) -> None:
    form = answers() | {"ticket": unhurried(world.link), "consent": "1"}
    client.post(f"/s/{world.link}", data=form)
    client.post(f"/s/{world.link}", data=form | {"waktu": "1"})  # kept apart under the same id
    number = form["ticket"].split(".")[0]
    code = code_for(KEYRING, number)
    client.post("/r/withdraw", data={"code": code, "sure": "1"})
    assert client.post(f"/s/{world.link}", data=form).status_code == 303
    assert client.post(f"/s/{world.link}", data=form | {"waktu": "1"}).status_code == 303
    with app.app_context():
        close(store(), "open", "t")
    client.post(f"/s/{world.link}", data=form | {"waktu": "2"})
    with app.app_context():
        assert db.session.scalars(select(Submission.content)).all() == [None]
        copies = db.session.scalars(select(QuarantinedSubmission)).all()
        assert [(copy.raw, copy.status) for copy in copies] == [("{}", "withdrawn")]


def test_interviewed_people_have_the_same_rights(client: FlaskClient, app: Flask) -> None:
    with app.app_context():
        close(store(), "open", "t")
        assert accept(store(), arrival()).status == "quarantined"
    code = code_for(KEYRING, arrival().id)
    page = client.post("/r", data={"code": code}).text
    assert "disimpan terpisah" in page
    client.post("/r/withdraw", data={"code": code, "sure": "1"})
    assert "telah ditarik" in client.post("/r", data={"code": code}).text
    with app.app_context():
        assert accept(store(), arrival()).status == "withdrawn"
        assert db.session.scalars(select(QuarantinedSubmission.raw)).all() == ["{}"]


def test_wrong_codes_are_slowed_down(client: FlaskClient, code: str) -> None:
    assert client.post("/r", data={"code": " "}).status_code == 422
    tries = [client.post("/r", data={"code": "ABCD"}).status_code for _ in range(6)]
    assert tries == [404] * 5 + [429]
    waiting = client.post("/r", data={"code": code})
    assert (waiting.status_code, code in waiting.text) == (429, True)


def test_show_receipt(client: FlaskClient, app: Flask, code: str) -> None:
    environment = {"DATABASE_URL": app.config["DATABASE_URL"]}
    done, wrong = (
        CliRunner().invoke(main, ["show-receipt", each], env=environment) for each in (code, "X")
    )
    assert json.loads(done.stdout)["answers"]["age"] == "47", done.stderr
    assert (wrong.exit_code, "receipt_unknown" in wrong.stderr) == (2, True)


def test_copies_kept_apart_are_told(client: FlaskClient, world: World) -> None:
    form = answers() | {"ticket": unhurried(world.link), "consent": "1"}
    client.post(f"/s/{world.link}", data=form)
    client.post(f"/s/{world.link}", data=form | {"suggestion": "versi kedua"})
    code = code_for(KEYRING, form["ticket"].split(".")[0])
    assert "Salinan lain" in client.post("/r", data={"code": code}).text
    data = client.post("/r/file", data={"code": code, "format": "json"}).text
    assert json.loads(data)["copies_kept_apart"][0]["suggestion"] == "versi kedua"


def test_a_look_at_the_headers_burns_no_receipt(client: FlaskClient, world: World) -> None:
    form = answers() | {"ticket": unhurried(world.link), "consent": "1"}
    address = client.post(f"/s/{world.link}", data=form).location
    assert client.head(address).status_code == 200
    assert 'class="receipt-code"' in client.get(address).text


def test_no_digest_gives_back_what_was_masked(
    client: FlaskClient, app: Flask, world: World
) -> None:
    with app.app_context():
        first = accept(store(), arrival(suggestion="hubungi 081234567890"))
        second = accept(store(), arrival(suggestion="hubungi 081234567891"))
    assert (first.status, second.status) == ("stored", "duplicate")
    assert first.sha256 == second.sha256
