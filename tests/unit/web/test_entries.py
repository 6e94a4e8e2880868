"""The ways in: open link, one-time token, kiosk; one answer a device; languages."""

import hashlib
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey.extensions import db
from survey.keyring import Keyring
from survey.models import QuarantinedSubmission, Submission
from survey.services.collecting import receipts, tokens
from survey.services.rounds.rounds import by_code, close
from survey.web.resident.ticket import written
from survey.web.store import store
from tests.world import KEYRING, World, answers, ticket, unhurried


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def token(app: Flask, world: World) -> str:
    with app.app_context():
        number = tokens.make(store(), world.link, 3, "siti", KEYRING)
    return next(tokens.values(number, 3, KEYRING))


def sent(scope: str, **changes: str) -> dict[str, str]:
    return answers(**changes) | {"ticket": unhurried(scope), "consent": "1"}


def held(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        query = select(Submission.channel, Submission.review, Submission.review_reasons)
        rows = db.session.execute(query.order_by(Submission.received_at))
        return [(channel, state, ";".join(why)) for channel, state, why in rows]


def test_one_answer_a_device_told_kindly(client: FlaskClient, app: Flask, world: World) -> None:
    address = f"/s/{world.link}"
    done = client.post(address, data=sent(world.link))
    cookie = done.headers["Set-Cookie"]
    assert f"Path={address}" in cookie
    assert "HttpOnly" in cookie
    told = client.get(address)
    assert (told.status_code, "sudah dijawab dari ponsel ini" in told.text) == (200, True)
    again = re.search(r'href="([^"]+another=1[^"]*)"', told.text)
    assert again is not None
    assert "<form" in client.get(again[1].replace("&amp;", "&")).text
    assert client.post(address, data=sent(world.link, waktu="1")).status_code == 303
    assert held(app) == [("online", "", ""), ("online", "waiting", "same_device")]


def test_another_link_knows_nothing_of_it(client: FlaskClient, app: Flask, world: World) -> None:
    client.post(f"/s/{world.link}", data=sent(world.link))
    assert "<form" in client.get(f"/s/{world.health_link}").text


def test_a_forged_cookie_says_nothing(client: FlaskClient, world: World) -> None:
    client.set_cookie("sudah", "1", path=f"/s/{world.link}")
    assert "<form" in client.get(f"/s/{world.link}").text


def test_cookies_off_still_works(app: Flask, world: World) -> None:
    for _ in range(2):
        client = app.test_client(use_cookies=False)
        done = client.post(f"/s/{world.link}", data=sent(world.link))
        assert client.get(done.location).status_code == 200
    assert held(app) == [("online", "", "")] * 2


@pytest.mark.slow
def test_three_hundred_people_behind_one_address(app: Flask, world: World) -> None:
    for _ in range(300):
        done = app.test_client().post(f"/s/{world.link}", data=sent(world.link))
        assert done.status_code == 303
    assert held(app) == [("online", "", "")] * 300


def test_programs_are_set_aside_not_dropped(app: Flask, world: World) -> None:
    trapped = sent(world.link) | {"website": "http://spam.example"}
    assert app.test_client().post(f"/s/{world.link}", data=trapped).status_code == 303
    client = app.test_client()
    hasty = answers() | {"ticket": ticket(client, world.link), "consent": "1"}
    assert client.post(f"/s/{world.link}", data=hasty).status_code == 303
    assert held(app) == [("online", "waiting", "honeypot"), ("online", "waiting", "too_fast")]


def test_a_garbled_ticket_does_not_hide_the_haste(
    client: FlaskClient, app: Flask, world: World
) -> None:
    page = client.post(f"/s/{world.link}", data=answers() | {"ticket": "old", "consent": "1"}).text
    renewed = re.search(r'name="ticket" value="([^"]+)"', page)
    assert renewed is not None
    client.post(f"/s/{world.link}", data=answers() | {"ticket": renewed[1], "consent": "1"})
    assert held(app) == [("online", "waiting", "too_fast")]


def test_one_person_is_not_two_after_a_lost_answer(
    client: FlaskClient, app: Flask, world: World
) -> None:
    """Stored, but the answer was lost with its cookie; sent again with a change."""
    form = sent(world.link)
    app.test_client().post(f"/s/{world.link}", data=form)
    page = client.post(f"/s/{world.link}", data=form | {"waktu": "1"})
    assert page.status_code == 409
    renewed = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert renewed is not None
    client.post(f"/s/{world.link}", data=form | {"waktu": "1", "ticket": renewed[1]})
    assert held(app) == [("online", "", ""), ("online", "waiting", "same_device")]


def test_an_empty_consent_is_none(client: FlaskClient, app: Flask, world: World) -> None:
    assert (
        client.post(f"/s/{world.link}", data=sent(world.link) | {"consent": ""}).status_code == 422
    )
    assert held(app) == []


def test_wrong_tokens_do_not_lock_out_neighbours(client: FlaskClient, token: str) -> None:
    for at in range(9):
        client.get(f"/t/AAAABBBBCC{at:02}")
    assert client.get(f"/t/{token}").status_code == 200


def test_a_slip_does_not_give_away_its_answer(
    client: FlaskClient, app: Flask, world: World, token: str
) -> None:
    client.post(f"/t/{token}", data=sent(f"t:{receipts.code_digest(token)}"))
    seed = hashlib.sha256(f"submission:{token}".encode()).digest()[:16]
    with app.app_context():
        assert db.session.get(Submission, str(uuid.UUID(bytes=seed, version=4))) is None
        assert db.session.get(Submission, tokens.submission_id(token, KEYRING)) is not None


def test_a_used_token_stays_used_under_another_secret(
    client: FlaskClient, app: Flask, world: World, token: str
) -> None:
    address = f"/t/{token}"
    client.post(address, data=sent(f"t:{receipts.code_digest(token)}"))
    app.secret_key = "rotated"
    form = answers() | {"consent": "1", "ticket": written(Keyring("rotated"), *again(token))}
    assert client.post(address, data=form).status_code == 410
    assert [row[0] for row in held(app)] == ["token"]


def again(token: str) -> tuple[str, datetime]:
    """Give what a ticket of a token is signed for, and a time some minutes ago."""
    return f"t:{receipts.code_digest(token)}", datetime.now(UTC) - timedelta(minutes=5)


@pytest.mark.parametrize("path", ["/s/a%00b", "/k/%00", "/r/%00", "/t/%00", "/staff/%00"])
def test_addresses_no_database_can_look_for(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_late_answers_come_with_a_receipt(client: FlaskClient, app: Flask, world: World) -> None:
    form = sent(world.link)
    with app.app_context():
        close(store(), "open", "t")
    page = client.post(f"/s/{world.link}", data=form)
    code = re.search(r'class="receipt-code">(.*?)</p>', page.text, re.S)
    assert code is not None
    held_page = client.post("/r", data={"code": re.sub(r"<[^>]+>", "", code[1])})
    assert "disimpan terpisah" in held_page.text


def test_a_script_is_told_the_receipt(client: FlaskClient, world: World) -> None:
    form = sent(world.link)
    ask = {"Accept": "application/json"}
    for _ in range(2):
        told = client.post(f"/s/{world.link}", data=form, headers=ask)
        assert told.status_code == 200
        receipt = dict(told.json or {})
        assert receipt["id"] == form["ticket"].split(".")[0]
        assert client.get(receipt["receipt"]).status_code == 200
    wrong = client.post(f"/s/{world.link}", data=form | {"age": "x"}, headers=ask)
    assert (wrong.status_code, wrong.headers["X-Survey"]) == (422, "1")


def test_the_other_language_keeps_the_answers(client: FlaskClient, world: World) -> None:
    form = sent(world.link, age="47", suggestion="lebih cepat") | {"lang": "id", "switch": "en"}
    page = client.post(f"/s/{world.link}", data=form)
    assert page.status_code == 200
    assert '<html lang="en">' in page.text
    assert 'value="47"' in page.text
    assert "lebih cepat</textarea>" in page.text
    assert form["ticket"] in page.text
    assert "Please check" not in page.text


def test_a_token_is_used_once(client: FlaskClient, app: Flask, world: World, token: str) -> None:
    address = f"/t/{token[:4]}-{token[4:8]}-{token[8:]}"
    form = answers() | {"ticket": ticket(client, address), "consent": "1"}
    first = client.post(address.lower(), data=form)
    assert first.status_code == 303
    assert client.post(address, data=form).location == first.location
    other = client.post(address, data=form | {"waktu": "1"})
    assert (other.status_code, "sudah dipakai" in other.text) == (410, True)
    assert client.get(address).status_code == 410
    assert [row[0] for row in held(app)] == ["token"]
    with app.app_context():
        assert db.session.scalars(select(QuarantinedSubmission.status)).all() == ["conflict"]
        assert [each.used for each in tokens.batches(store(), by_code(store(), "open"))] == [1]


def test_twenty_posts_race_for_one_token(app: Flask, world: World, token: str) -> None:
    scope = f"t:{receipts.code_digest(token)}"

    def post(at: int) -> TestResponse:
        form = sent(scope, age=str(20 + at))
        return app.test_client().post(f"/t/{token}", data=form)

    with ThreadPoolExecutor(20) as pool:
        done = [response.status_code for response in pool.map(post, range(20))]
    assert sorted(done) == [303] + [410] * 19
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Submission)) == 1
        assert db.session.scalar(select(func.count()).select_from(QuarantinedSubmission)) == 19


def test_what_a_token_brought_cannot_be_told_from_the_database(
    client: FlaskClient, app: Flask, world: World, token: str
) -> None:
    scope = f"t:{receipts.code_digest(token)}"
    client.post(f"/t/{token}", data=sent(scope))
    with app.app_context():
        row = db.session.scalars(select(Submission)).one()
        assert token not in repr(vars(row))
        assert receipts.code_digest(token) not in repr(vars(row))


def test_a_token_that_was_taken_back(
    client: FlaskClient, app: Flask, world: World, token: str
) -> None:
    form = answers() | {"ticket": ticket(client, f"/t/{token}"), "consent": "1"}
    with app.app_context():
        number = tokens.batches(store(), by_code(store(), "open"))[0].id
        tokens.revoke_batch(store(), number, "siti")
    assert "tidak berlaku lagi" in client.get(f"/t/{token}").text
    assert client.post(f"/t/{token}", data=form).status_code == 410
    with app.app_context():
        assert db.session.scalars(select(QuarantinedSubmission.status)).one() == "quarantined"
        tokens.revoke_batch(store(), number, "siti", revoked=False)
    assert client.get(f"/t/{token}").status_code == 200


def test_guessing_tokens_is_slowed_down(client: FlaskClient, token: str) -> None:
    codes = [client.get(f"/t/AAAABBBBCC{at:02}").status_code for at in range(7)]
    assert codes == [404] * 5 + [429] * 2
    assert "Tunggu" in client.get("/t/AAAABBBBCCCC").text


def test_the_code_of_a_slip_can_be_typed(client: FlaskClient, token: str) -> None:
    assert "Kode slip" in client.get("/t").text
    led = client.get("/t", query_string={"code": f" {token.lower()} "})
    assert client.get(led.location).status_code == 200


def test_a_kiosk_starts_again(client: FlaskClient, app: Flask, world: World) -> None:
    address = f"/k/{world.kiosk}"
    page = client.get(address)
    assert "kiosk.js" in page.text
    for _ in range(2):
        done = client.post(address, data=sent(f"k:{world.kiosk}"))
        assert "Set-Cookie" not in done.headers
        assert f'href="{address}?lang=id"' in client.get(done.location).text
    assert held(app) == [("kiosk", "", "")] * 2
    assert client.get(f"/k/{world.link}").status_code == 404
    assert client.get(f"/s/{world.kiosk}").status_code == 404


@pytest.mark.parametrize("way", ["s", "k", "t"])
def test_answers_to_a_round_that_closed_are_kept(
    client: FlaskClient, app: Flask, world: World, token: str, way: str
) -> None:
    address = {"s": f"/s/{world.link}", "k": f"/k/{world.kiosk}", "t": f"/t/{token}"}[way]
    form = answers() | {"ticket": ticket(client, address), "consent": "1"}
    with app.app_context():
        close(store(), "open", "t")
    assert client.get(address).status_code == 410
    assert client.post(address, data=form).status_code == 410
    with app.app_context():
        assert db.session.scalars(select(QuarantinedSubmission.status)).one() == "quarantined"
