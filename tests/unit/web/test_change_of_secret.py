"""SECRET_KEY changes while people hold slips, open forms and receipts."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey import create_app
from survey.extensions import db
from survey.models import QuarantinedSubmission, Submission
from survey.services.collecting import receipts, tokens
from survey.services.rounds.rounds import by_code, close
from survey.web.store import store
from tests.world import KEYRING, World, answers, sign_in, ticket, unhurried

FORMER = {"SECRET_KEY_FORMER": f"one-before, {KEYRING.current}"}
# As it was set before marks were signed by a library; its link is `abcdefgh`.
EARLIER_MARK = "ef640baa73ee71dbd378268dc59cadec"

Change = Callable[..., None]


@pytest.fixture
def change(url: str) -> Iterator[Change]:
    """Let a browser meet the application under another secret; it keeps its cookies."""
    with ExitStack() as stack:

        def changed(client: FlaskClient, **settings: str) -> None:
            client.application = stack.enter_context(under(url, **settings))

        yield changed


@contextmanager
def under(url: str, **settings: str) -> Iterator[Flask]:
    """Give an application on the same database under another secret."""
    made = create_app({"DATABASE_URL": url, "SECRET_KEY": "new", **settings})
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def staff(app: Flask, world: World) -> FlaskClient:
    found = app.test_client()
    sign_in(found)
    return found


def csrf(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert found is not None
    return found[1]


def slips(staff: FlaskClient, world: World) -> list[str]:
    address = "/staff/rounds/open/tokens"
    form = {"csrf_token": csrf(staff, address), "link": world.link, "size": "2"}
    assert staff.post(address, data=form).status_code == 303
    return printed(staff)


def printed(staff: FlaskClient) -> list[str]:
    table = staff.get("/staff/tokens/1.csv")
    assert table.status_code == 200
    rows = csv.DictReader(io.StringIO(table.data.decode("utf-8-sig")))
    return [row["kode"].replace("-", "") for row in rows]


def form(value: str, **changes: str) -> dict[str, str]:
    return answers(**changes) | {"consent": "1", "ticket": value}


def code_on(page: str) -> str:
    found = re.search(r'<p class="receipt-code"[^>]*>(.*?)</p>', page, re.DOTALL)
    return "".join(re.findall(r"<span>(\w+)</span>", found[1])) if found else ""


def held(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(model)))


def test_slips_are_printed_again_and_accepted_once(
    client: FlaskClient, staff: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    before = slips(staff, world)
    change(staff, **FORMER)
    change(client, **FORMER)
    assert printed(staff) == before
    assert staff.get("/staff/tokens/1.pdf").status_code == 200
    sent = form(ticket(client, f"/t/{before[0]}"))
    assert client.post(f"/t/{before[0]}", data=sent).status_code == 303
    again = client.post(f"/t/{before[0]}", data=sent, follow_redirects=True)
    assert (again.status_code, len(code_on(again.text))) == (200, 16)
    other = form(sent["ticket"], sarana="1")
    assert client.post(f"/t/{before[0]}", data=other).status_code == 410
    # Whichever secret is current, one id: the primary key lets one in.
    number = tokens.submission_id(before[0], KEYRING)
    assert [each.id for each in held(app, Submission)] == [number]
    assert printed(staff) == before[1:]


def test_a_slip_sent_before_and_after_counts_once(
    client: FlaskClient, staff: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    token = slips(staff, world)[0]
    sent = form(ticket(client, f"/t/{token}"))
    first = client.post(f"/t/{token}", data=sent)
    change(client, **FORMER)
    again = client.post(f"/t/{token}", data=sent)
    assert (again.status_code, again.location) == (303, first.location)
    page = client.get(again.location)
    assert client.post("/r", data={"code": code_on(page.text)}).status_code == 200
    assert (len(held(app, Submission)), held(app, QuarantinedSubmission)) == (1, [])


def test_an_open_form_is_sent(
    client: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    value = unhurried(world.link)
    change(client, **FORMER)
    done = client.post(f"/s/{world.link}", data=form(value), follow_redirects=True)
    assert client.post("/r", data={"code": code_on(done.text)}).status_code == 200
    found = held(app, Submission)
    assert [(each.id, each.review) for each in found] == [(value.split(".")[0], "")]


def test_answers_stored_before_keep_their_page_and_code(
    client: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    sent = form(unhurried(world.link))
    first = client.post(f"/s/{world.link}", data=sent)
    change(client, **FORMER)
    again = client.post(f"/s/{world.link}", data=sent)
    assert (again.status_code, again.location) == (303, first.location)
    code = code_on(client.get(again.location).text)
    assert code == receipts.code_for(KEYRING, sent["ticket"].split(".")[0])
    assert client.post("/r", data={"code": code}).status_code == 200
    assert code_on(client.get(again.location).text) == ""


def test_answers_kept_apart_show_the_code_that_opens_them(
    client: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    sent = form(unhurried(world.link))
    with app.app_context():
        close(store(), "open", "siti")
    first = client.post(f"/s/{world.link}", data=sent)
    change(client, **FORMER)
    again = client.post(f"/s/{world.link}", data=sent)
    assert (first.status_code, again.status_code) == (410, 410)
    assert code_on(again.text) == code_on(first.text) != ""
    assert client.post("/r", data={"code": code_on(again.text)}).status_code == 200


def test_a_device_is_still_known(client: FlaskClient, world: World, change: Change) -> None:
    address = f"/s/{world.link}"
    client.post(address, data=form(unhurried(world.link)))
    assert 'name="ticket"' not in client.get(address).text
    change(client, **FORMER)
    assert 'name="ticket"' not in client.get(address).text
    mark = client.get_cookie("sudah", path=address)
    assert mark is not None
    for wrong in ("", "x", mark.value[:-2], mark.value.replace(world.link, world.health_link)):
        client.set_cookie("sudah", wrong, path=address)
        assert 'name="ticket"' in client.get(address).text


def test_a_mark_of_the_earlier_format_is_known(
    client: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    with app.app_context():
        by_code(store(), "open").links[0].slug = "abcdefgh"
        db.session.commit()
    client.set_cookie("sudah", EARLIER_MARK, path="/s/abcdefgh")
    assert 'name="ticket"' in client.get("/s/abcdefgh").text
    change(client, SECRET_KEY="former-secret-of-2026")
    assert 'name="ticket"' not in client.get("/s/abcdefgh").text
    change(client, SECRET_KEY_FORMER="former-secret-of-2026")
    assert 'name="ticket"' not in client.get("/s/abcdefgh").text
    client.set_cookie("sudah", EARLIER_MARK[:-1] + "d", path="/s/abcdefgh")
    assert 'name="ticket"' in client.get("/s/abcdefgh").text


def test_staff_stay_signed_in_and_their_open_page_works(
    staff: FlaskClient, world: World, change: Change
) -> None:
    token = csrf(staff, "/staff/rounds/open/tokens")
    change(staff, **FORMER)
    sent = {"csrf_token": token, "link": world.link, "size": "2"}
    assert staff.post("/staff/rounds/open/tokens", data=sent).status_code == 303
    # What is made from now on needs the former secret no longer.
    assert csrf(staff, "/staff/rounds/open/tokens") != token
    change(staff)
    assert staff.get("/staff/rounds/open/tokens").status_code == 302


def test_without_the_former_secret_nothing_opens_and_nothing_is_lost(
    client: FlaskClient, staff: FlaskClient, app: Flask, world: World, change: Change
) -> None:
    token = slips(staff, world)[0]
    first = client.post(f"/s/{world.link}", data=form(unhurried(world.link)))
    stale = form(unhurried(world.health_link))
    change(client)
    change(staff)
    sign_in(staff)
    refused = staff.get("/staff/tokens/1.csv")
    assert (refused.status_code, "SECRET_KEY_FORMER" in refused.text) == (400, True)
    assert client.post(f"/s/{world.health_link}", data=stale).status_code == 422
    assert client.post(f"/t/{token}", data=form(ticket(client, f"/t/{token}"))).status_code == 303
    assert 'name="ticket"' in client.get(f"/s/{world.link}").text
    # A code that opens nothing is not shown; the right one still is, once its secret is back.
    assert code_on(client.get(first.location).text) == ""
    change(client, **FORMER)
    assert len(code_on(client.get(first.location).text)) == 16


def test_a_new_ticket_is_made_with_the_new_secret(
    client: FlaskClient, world: World, change: Change
) -> None:
    change(client, **FORMER)
    sent = form(ticket(client, world.link))
    change(client)
    assert client.post(f"/s/{world.link}", data=sent).status_code == 303
