"""Phones and sealed files, as staff see them; enumerators, whom staff pages refuse."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from survey.extensions import db
from survey.models import AuditEntry, Device, Institution, User
from survey.services.accounts import users
from survey.services.field import assignments, devices, sealed_files
from survey.services.store.transaction import transaction
from survey.web.store import store
from tests.sealed import item, saved
from tests.world import PASSWORD, World, sign_in

PHONES, FILES = "/staff/devices", "/staff/sealed-files"


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    made = app.test_client()
    sign_in(made)
    return made


@pytest.fixture
def phone(app: Flask, world: World) -> str:
    """A phone of an enumerator of Kabupaten Serang."""
    with app.app_context():
        with transaction(store()) as session:
            code = select(Institution.id).where(Institution.code == "36.04").scalar_subquery()
            owned = update(User).where(User.name == "petugas")
            session.execute(owned.values(institution_id=code))
        return devices.sign_in(
            store(), assignments.enumerator(store(), "petugas"), "p1", "Ponsel biru"
        ).device


def csrf(client: FlaskClient, address: str = "/staff/") -> dict[str, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert found is not None
    return {"csrf_token": found[1]}


def other(app: Flask, role: str, institution: str = "") -> FlaskClient:
    name = f"{role}{institution}"
    with app.app_context():
        users.add_user(store(), name, PASSWORD, role, institution)
    made = app.test_client()
    sign_in(made, name)
    return made


def upload(client: FlaskClient, content: bytes, **form: str) -> TestResponse:
    file = FileStorage(io.BytesIO(content), "suara-layanan-1.json")
    boundary, data = encode_multipart({**csrf(client), **form, "file": file})
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post(FILES, data=data, content_type=kind)


def revoked(app: Flask, number: str) -> bool:
    with app.app_context():
        return db.session.get_one(Device, number).revoked_at is not None


def test_a_phone_is_revoked_and_allowed_again(client: FlaskClient, app: Flask, phone: str) -> None:
    page = client.get(PHONES).text
    for shown in ("petugas", "Kabupaten Serang", "Ponsel biru", phone, "Aktif", "tetap tersegel"):
        assert shown in page
    address = f"{PHONES}/{phone}/revoke"
    assert client.post(address).status_code == 400
    assert not revoked(app, phone)
    done = client.post(address, data=csrf(client))
    assert (done.status_code, done.location, revoked(app, phone)) == (303, PHONES, True)
    page = client.get(PHONES).text
    assert "Dicabut" in page
    assert "Izinkan lagi" in page
    client.post(address, data=csrf(client) | {"restore": "1"})
    assert not revoked(app, phone)
    with app.app_context():
        query = select(AuditEntry.action).where(AuditEntry.actor == "siti")
        assert db.session.scalars(query).all() == ["device.revoke", "device.restore"]
    assert client.post(f"{PHONES}/none/revoke", data=csrf(client)).status_code == 404


def test_phones_of_another_institution_are_out_of_reach(app: Flask, phone: str) -> None:
    own, stranger = other(app, "staff", "36.04"), other(app, "staff", "36.73")
    assert phone in own.get(PHONES).text
    page = stranger.get(PHONES).text
    assert "petugas<" not in page
    assert "Belum ada pewawancara" in page
    address = f"{PHONES}/{phone}/revoke"
    assert stranger.post(address, data=csrf(stranger)).status_code == 404
    assert not revoked(app, phone)
    assert own.post(address, data=csrf(own)).status_code == 303
    assert revoked(app, phone)


def test_a_viewer_sees_phones_and_changes_nothing(app: Flask, phone: str) -> None:
    viewer = other(app, "viewer")
    page = viewer.get(PHONES).text
    assert phone in page
    assert "Cabut izin</button>" not in page
    assert "revoke" not in page
    assert FILES not in page
    form = csrf(viewer)
    assert viewer.post(f"{PHONES}/{phone}/revoke", data=form).status_code == 403
    assert viewer.get(FILES).status_code == 403
    assert upload(viewer, saved([])).status_code == 403
    assert not revoked(app, phone)


def test_the_menu_leads_to_both_pages(client: FlaskClient) -> None:
    for address, text in ((PHONES, "Ponsel"), (FILES, "Antrean tersegel")):
        assert f'<a href="{address}" aria-current="page">{text}</a>' in client.get(address).text


def test_a_file_is_handed_in(client: FlaskClient, app: Flask) -> None:
    with app.app_context():
        whole = item(1)
        broken = item(2) | {"sha256": "0" * 64}
        content = saved([whole, broken, item(3, "<b>entah</b>")])
    found = upload(client, content)
    assert found.status_code == 200
    rows = re.findall(r'<tr>\s*<th scope="row" class="narrow">.*?</tr>', found.text, re.S)
    # Those to look at first.
    assert ["Disimpan terpisah" in row for row in rows] == [True, True, False]
    assert "rusak di perjalanan" in rows[0]
    assert "Pewawancara &lt;b&gt;entah&lt;/b&gt; tidak ada" in rows[1]
    assert 'class="state good">Tersimpan' in rows[2]
    figures = re.findall(r"<dt>([^<]+)</dt>\s*<dd><b>(\d+)</b>", found.text)
    assert figures == [
        *(("Wawancara dalam berkas", "3"), ("Disimpan terpisah", "2"), ("Tersimpan", "1"))
    ]
    again = upload(client, content).text
    assert "Sudah tersimpan" in again
    with app.app_context():
        query = select(AuditEntry).where(AuditEntry.action == "sealed_file.hand_in")
        assert [each.actor for each in db.session.scalars(query)] == ["siti", "siti"]


def test_staff_of_any_institution_hand_in_any_file(app: Flask, phone: str) -> None:
    stranger = other(app, "staff", "36.73")
    with app.app_context():
        content = saved([item(1)])
    assert "Tersimpan" in upload(stranger, content).text


def test_another_file_is_told(client: FlaskClient) -> None:
    wrong = upload(client, b"id,unit\n")
    assert (wrong.status_code, "bukan berkas antrean tersegel" in wrong.text) == (422, True)
    without = client.post(FILES, data=csrf(client))
    assert (without.status_code, "Pilih berkasnya" in without.text) == (422, True)
    empty = upload(client, saved([]))
    assert (empty.status_code, "tidak memuat wawancara" in empty.text) == (200, True)


def test_a_file_without_the_token_of_its_form_is_refused(client: FlaskClient, app: Flask) -> None:
    with app.app_context():
        content = saved([item(1)])
    for token in ("", "x"):
        assert upload(client, content, csrf_token=token).status_code == 400
    with app.app_context():
        query = select(AuditEntry).where(AuditEntry.action == "sealed_file.hand_in")
        assert db.session.scalars(query).first() is None


def test_a_file_may_be_larger_than_a_form(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = saved(["x" * 3_000_000])
    assert "Disimpan terpisah" in upload(client, large).text
    monkeypatch.setattr(sealed_files, "LARGEST_FILE", 1_000_000)
    assert upload(client, large).status_code == 413


def test_a_long_list_is_cut(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = upload(client, saved(["x", *({"by": str(at)} for at in range(200))])).text
    assert page.count('<th scope="row"') == 200
    assert "Paling banyak 200 ditampilkan" in page


def test_an_enumerator_is_sent_to_the_phone(app: Flask, world: World) -> None:
    client = app.test_client()
    form = csrf(client, "/staff/sign-in") | {"name": "petugas", "password": PASSWORD}
    told = client.post("/staff/sign-in", data=form)
    assert (told.status_code, "buka /field/ di ponsel" in told.text) == (403, True)
    assert client.get("/staff/").status_code == 302
    wrong = client.post("/staff/sign-in", data=form | {"password": "wrong"})
    assert (wrong.status_code, "/field/" in wrong.text) == (422, False)


def test_a_session_of_an_enumerator_opens_nothing(client: FlaskClient, app: Flask) -> None:
    assert client.get("/staff/").status_code == 200
    with app.app_context(), transaction(store()) as session:
        session.execute(update(User).where(User.name == "siti").values(role="enumerator"))
    for address in ("/staff/", "/staff/rounds/open", PHONES, FILES):
        assert client.get(address).status_code == 403
    assert client.get("/staff/sign-in").status_code == 200


def test_reasons_of_interviews_are_told(client: FlaskClient, app: Flask) -> None:
    with app.app_context():
        users.add_user(store(), "petugas-2", PASSWORD, "enumerator")
        first = item(1)
        correction = item(2, revises=first["id"])
        files = saved([first, correction, item(3, "petugas-2")])
    upload(client, files)
    address = "/staff/rounds/open/review"
    assert "di unit yang tidak ditugaskan kepada pewawancara" in client.get(address).text
    page = client.get(f"{address}?state=left_out").text
    assert "diganti dengan perbaikan dari pewawancara" in page
