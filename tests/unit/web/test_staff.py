import io
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.models import User
from survey.services.accounts import users
from survey.services.collecting.accept import accept
from survey.services.register.compliance_scores import import_scores
from survey.services.rounds.rounds import WIB
from survey.services.store.transaction import transaction
from survey.web.store import store
from tests.world import PASSWORD, World, arrival, sign_in


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    with app.app_context():
        for number in range(24):
            channel = "interview" if number < 12 else "online" if number < 17 else "kiosk"
            value = str(2 + number % 3)
            stored = arrival(f"00000000-0000-4000-8000-{number:012}", channel=channel, waktu=value)
            assert accept(store(), stored).status == "stored"
    return app.test_client()


def test_pages_of_staff_need_a_sign_in(client: FlaskClient) -> None:
    for path in (
        "/staff/",
        "/staff/rounds/open",
        "/staff/compliance",
        "/staff/rounds/open/open.csv",
    ):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "/staff/sign-in" in answer.location


def test_a_wrong_password_is_told_without_saying_which(client: FlaskClient) -> None:
    page = client.get("/staff/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    for name in ("siti", "nobody"):
        form = {"csrf_token": token[1], "name": name, "password": "wrong"}
        answer = client.post("/staff/sign-in", data=form)
        assert answer.status_code == 422
        assert "tidak cocok" in answer.text


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    answer = client.post("/staff/sign-in", data={"name": "siti", "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/s/x", "/staff\\@evil"]
)
def test_signing_in_leads_only_to_our_own_pages(client: FlaskClient, target: str) -> None:
    page = client.get("/staff/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    form = {"csrf_token": token[1], "name": "siti", "password": PASSWORD, "next": target}
    assert client.post("/staff/sign-in", data=form).location == "/staff/"


def test_a_session_of_an_older_epoch_is_refused(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert client.get("/staff/").status_code == 200
    with app.app_context(), transaction(store()) as session:
        user = session.query(User).filter_by(name="siti").one()
        user.epoch += 1
    assert client.get("/staff/").status_code == 302


def test_channels_stand_apart(client: FlaskClient) -> None:
    sign_in(client)
    page = client.get("/staff/rounds/open").text
    row = re.search(r"<tr>\s*<th scope=\"row\">Dinas Sosial.*?</tr>", page, re.S)
    assert row is not None
    assert re.findall(r'<td class="number group-edge">(\d+)</td>', row[0]) == ["12", "12"]


def test_a_published_score_stands_with_its_sources_and_the_gap(
    client: FlaskClient, app: Flask, tmp_path: Path
) -> None:
    year = datetime.now(WIB).year
    file = tmp_path / "s.csv"
    heading = "year,method,institution,unit,score,max_score,zone,category,source_url"
    values = f"{year},,Kab. Serang,Dinas Sosial,94.62,100,hijau,A,https://berita.example/x"
    file.write_text(f"{heading}\n{values}\n", "utf-8")
    with app.app_context():
        import_scores(store(), file, "t")
    sign_in(client)
    page = client.get("/staff/rounds/open").text
    row = re.search(r"<tr>\s*<th scope=\"row\">Dinas Sosial.*?</tr>", page, re.S)
    assert row is not None
    for shown in ("94,62", "Hijau", ">A<", "berita.example", "dipublikasikan", "-19,62"):
        assert shown in row[0].replace("−", "-"), shown


def test_filters(client: FlaskClient) -> None:
    sign_in(client)
    assert "Dinas Sosial" in client.get("/staff/rounds/open?sector=social").text
    page = client.get("/staff/rounds/open?sector=health").text
    assert '<th scope="row">Dinas Sosial' not in page
    assert client.get("/staff/rounds/nowhere").status_code == 404


def test_the_workbook_holds_what_the_table_shows(client: FlaskClient) -> None:
    sign_in(client)
    answer = client.get("/staff/rounds/open/official.xlsx")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data))["Gabungan"]
    heading, first = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    record = dict(zip(heading, first, strict=True))
    assert (record["Unit"], record["n"], record["Saluran yang termuat"]) == (
        "Dinas Sosial",
        12,
        "interview",
    )
    text = client.get("/staff/rounds/open/open.csv").text
    assert "online;kiosk" in text or "kiosk" in text
    assert client.get("/staff/rounds/open/nonsense.csv").status_code == 404
    assert client.get("/staff/rounds/open/open.exe").status_code == 404


def test_an_account_of_one_institution_sees_that_one(client: FlaskClient, app: Flask) -> None:
    with app.app_context():
        users.add_user(store(), "kota", PASSWORD, "viewer", "36.73")
    sign_in(client, "kota")
    page = client.get("/staff/rounds/open?institution=36.04").text
    assert "Dinas Sosial" not in page
    assert "Dinas Sosial" not in client.get("/staff/rounds/open/links").text
    assert (
        "Dinas Sosial" not in client.get("/staff/rounds/open/official.csv?institution=36.04").text
    )
    answer = client.post("/staff/compliance", data={"csrf_token": "x"})
    assert answer.status_code in (400, 403)


def test_links_can_be_handed_out(client: FlaskClient, world: World) -> None:
    sign_in(client)
    assert f"/s/{world.link}" in client.get("/staff/rounds/open/links").text


def test_english_stays_for_the_session(client: FlaskClient) -> None:
    sign_in(client)
    assert "Rounds" in client.get("/staff/?lang=en").text
    assert "Rounds" in client.get("/staff/").text


def test_guessing_a_password_is_slowed_down(app: Flask, world: World) -> None:
    client = app.test_client()
    page = client.get("/staff/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    form = {"csrf_token": token[1], "name": "siti", "password": "wrong"}
    tries = [client.post("/staff/sign-in", data=form).status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]
    right = client.post("/staff/sign-in", data=form | {"password": PASSWORD})
    assert (right.status_code, "Tunggu" in right.text) == (429, True)
    other = client.post("/staff/sign-in", data=form | {"name": "budi"})
    assert other.status_code == 422


def test_channels_stand_beside_each_other_with_their_test(
    client: FlaskClient, app: Flask, world: World
) -> None:
    with app.app_context():
        for at in range(24):
            channel = "online" if at % 2 else "interview"
            waktu = str(2 + at % 3)
            number = f"00000000-0000-4000-8000-0000000002{at:02}"
            accept(
                store(), arrival(number, channel=channel, waktu=waktu, biaya="1" if at % 2 else "4")
            )
    sign_in(client)
    page = client.get("/staff/rounds/open").text
    assert "terpilih − mandiri: +4,17" in page
    assert "p &lt; 0,001" in page
