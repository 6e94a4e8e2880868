"""Links, posters, one-time links and reviews, as staff use them."""

import csv
import io
import re

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.extensions import db
from survey.models import AuditEntry
from survey.services.accounts import users
from survey.web.store import store
from tests.world import PASSWORD, World, answers, sign_in, ticket


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    made = app.test_client()
    sign_in(made)
    return made


def csrf(client: FlaskClient, address: str) -> dict[str, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert found is not None
    return {"csrf_token": found[1]}


def other(app: Flask, role: str = "viewer", institution: str = "") -> FlaskClient:
    with app.app_context():
        users.add_user(store(), "lain", PASSWORD, role, institution)
    made = app.test_client()
    sign_in(made, "lain")
    return made


def test_posters_of_one_and_of_all(client: FlaskClient, world: World) -> None:
    page = client.get("/staff/rounds/open/links").text
    assert f"/s/{world.link}" in page
    assert f"/k/{world.kiosk}" in page
    every = client.get("/staff/rounds/open/posters-a4.pdf")
    assert every.mimetype == "application/pdf"
    assert len(pypdfium2.PdfDocument(every.data)) == 2
    one = client.get(f"/staff/rounds/open/posters-a5.pdf?link={world.link}")
    assert "poster-open-SOS-a5.pdf" in one.headers["Content-Disposition"]
    text = pypdfium2.PdfDocument(one.data)[0].get_textpage().get_text_bounded()
    assert f"localhost/s/{world.link}" in text
    assert client.get("/staff/rounds/open/posters-a9.pdf").status_code == 404
    assert client.get(f"/staff/rounds/open/qr/{world.link}.svg").mimetype == "image/svg+xml"


def test_the_address_on_paper_is_the_public_one(client: FlaskClient, app: Flask) -> None:
    app.config["PUBLIC_URL"] = "https://suara.example/"
    assert "https://suara.example/s/" in client.get("/staff/rounds/open/links").text


def test_one_time_links(client: FlaskClient, app: Flask, world: World) -> None:
    address = "/staff/rounds/open/tokens"
    form = csrf(client, address) | {"link": world.link}
    for size in ("0", "301", "x", "²"):
        wrong = client.post(address, data=form | {"size": size})
        assert (wrong.status_code, "dari 1 sampai 300" in wrong.text) == (422, True)
    assert client.post(address, data=form | {"size": "12"}).status_code == 303
    assert client.post(address, data=form | {"link": "x", "size": "1"}).status_code == 404
    table = list(
        csv.DictReader(io.StringIO(client.get("/staff/tokens/1.csv").data.decode("utf-8-sig")))
    )
    assert len({row["kode"] for row in table}) == 12
    slips = client.get("/staff/tokens/1.pdf")
    assert len(pypdfium2.PdfDocument(slips.data)) == 2
    path = table[0]["tautan"].removeprefix("http://localhost")
    resident = app.test_client()
    sent = answers() | {"ticket": ticket(resident, path), "consent": "1"}
    assert resident.post(path, data=sent).status_code == 303
    left = client.get("/staff/tokens/1.csv").data.decode("utf-8-sig").splitlines()
    assert len(left) == 12
    client.post("/staff/tokens/1/revoke", data=form)
    assert "Dicabut" in client.get(address).text
    client.post("/staff/tokens/1/revoke", data=form | {"restore": "1"})
    assert "Slip (PDF)" in client.get(address).text
    with app.app_context():
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert {"tokens.make", "tokens.revoke", "tokens.restore"} <= set(actions)


def test_another_secret_cannot_print_old_slips(
    client: FlaskClient, app: Flask, world: World
) -> None:
    address = "/staff/rounds/open/tokens"
    client.post(address, data=csrf(client, address) | {"link": world.link, "size": "2"})
    app.secret_key = "another secret"
    sign_in(client)
    found = client.get("/staff/tokens/1.csv")
    assert (found.status_code, "SECRET_KEY" in found.text) == (400, True)


def test_a_viewer_sees_and_changes_nothing(client: FlaskClient, app: Flask, world: World) -> None:
    address = "/staff/rounds/open/tokens"
    client.post(address, data=csrf(client, address) | {"link": world.link, "size": "2"})
    viewer = other(app)
    assert "Buat tautan" not in viewer.get(address).text
    form = csrf(viewer, "/staff/")
    assert viewer.get("/staff/tokens/1.csv").status_code == 403
    assert viewer.post(address, data=form | {"link": world.link, "size": "2"}).status_code == 403
    decided = viewer.post("/staff/rounds/open/review", data=form | {"decision": "counted"})
    assert decided.status_code == 403


def test_another_institution_is_out_of_reach(client: FlaskClient, app: Flask, world: World) -> None:
    address = "/staff/rounds/open/tokens"
    client.post(address, data=csrf(client, address) | {"link": world.link, "size": "2"})
    stranger = other(app, "staff", "36.73")
    form = csrf(stranger, "/staff/")
    assert world.link not in stranger.get("/staff/rounds/open/links").text
    assert stranger.get("/staff/rounds/open/posters-a4.pdf").status_code == 404
    assert stranger.get(f"/staff/rounds/open/qr/{world.link}.svg").status_code == 404
    assert stranger.get("/staff/tokens/1.csv").status_code == 404
    assert stranger.post("/staff/tokens/1/revoke", data=form).status_code == 404
    made = stranger.post(address, data=form | {"link": world.link, "size": "2"})
    assert made.status_code == 404


def test_reviewing(client: FlaskClient, app: Flask, world: World) -> None:
    resident = app.test_client()
    for _ in range(2):
        sent = answers() | {
            "ticket": ticket(resident, f"/s/{world.link}?another=1"),
            "consent": "1",
        }
        resident.post(f"/s/{world.link}", data=sent)
    address = "/staff/rounds/open/review"
    page = client.get(address).text
    assert "orang lain pada ponsel yang sama" in page
    assert "lebih cepat daripada orang membaca" in page
    numbers = re.findall(r'name="id" value="([^"]+)"', page)
    assert len(numbers) == 2
    form = csrf(client, address)
    assert client.post(address, data=form | {"decision": "counted"}).status_code == 422
    assert client.post(address, data=form | {"decision": "x"}).status_code == 400
    client.post(address, data=form | {"decision": "counted", "id": numbers[0]})
    client.post(address, data=form | {"decision": "left_out", "all": "too_fast"})
    assert "Tidak ada." in client.get(address).text
    assert len(re.findall(r'name="id"', client.get(f"{address}?state=counted").text)) == 1
    back = client.post(
        f"{address}?state=left_out", data=form | {"decision": "waiting", "all": "too_fast"}
    )
    assert back.location == f"{address}?state=left_out"
    assert len(re.findall(r'name="id"', client.get(address).text)) == 1
