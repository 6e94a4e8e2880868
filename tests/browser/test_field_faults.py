"""What goes wrong in the field: revoked phones, full storage, returned interviews, new versions."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import create_engine, text

from survey import create_app
from survey.extensions import db
from survey.questionnaire import library
from survey.questionnaire.building import build_definition
from survey.services.accounts import users
from survey.services.collecting import receipts
from survey.services.field.devices import revoke_device
from survey.services.register.registry import Registry
from survey.services.rounds import rounds
from survey.services.rounds.questionnaires import publish
from survey.services.store.transaction import transaction
from survey.web.store import store
from tests.browser import fieldwork as field
from tests.browser.conftest import Site, serving
from tests.factories import ROOT
from tests.faults import Faults
from tests.javascript import module
from tests.world import PASSWORD


@pytest.fixture
def inside(lasting: Site) -> Iterator[None]:
    """The application on the database of the server, for what staff do meanwhile."""
    app = create_app({"DATABASE_URL": lasting.database})
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def change(site: Site, statement: str, **values: Any) -> None:
    engine = create_engine(site.database)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def device_of(page: Page) -> str:
    return str(field.records(page, "people")[0]["device"])


@pytest.mark.usefixtures("inside")
def test_a_revoked_phone_is_told_and_keeps_everything(
    page: Page, lasting: Site, folder: Path
) -> None:
    page.context.set_offline(True)
    field.interview(page)
    revoke_device(store(), device_of(page), "test")
    page.context.set_offline(False)
    expect(page.locator("#s-home .warn[data-when=revoked]")).to_be_visible()
    expect(page.locator("#bar [data-state=revoked]")).to_be_visible()
    assert len(field.records(page, "queue")) == 1
    page.locator("#s-home [data-when=revoked] [data-screen=queue]").click()
    with page.expect_download() as download:
        page.locator("[data-act=export]").click()
    download.value.save_as(folder / "queue.json")
    saved = json.loads((folder / "queue.json").read_text("utf-8"))
    assert saved["kind"] == "suara-layanan-sealed"
    assert [item["by"] for item in saved["items"]] == ["petugas"]
    assert '"eligible"' not in json.dumps(saved)
    revoke_device(store(), device_of(page), "test", revoked=False)
    page.locator("[data-act=send]").click()
    expect(page.locator("#s-queue [data-when=empty]")).to_be_visible()
    assert len(field.rows(lasting.database, field.SUBMISSIONS)) == 1


@pytest.mark.usefixtures("inside")
def test_a_revoked_phone_is_told_though_nothing_waits(page: Page, lasting: Site) -> None:
    revoke_device(store(), device_of(page), "test")
    field.unlock(page, lasting.address)
    expect(page.locator("#s-home .warn[data-when=revoked]")).to_be_visible()
    expect(page.locator("#bar [data-state=revoked]")).to_be_visible()
    revoke_device(store(), device_of(page), "test", revoked=False)
    field.unlock(page, lasting.address)
    expect(page.locator("#s-home .warn[data-when=revoked]")).to_be_hidden()


def test_a_sign_in_that_was_lost_is_renewed_and_the_queue_waits(page: Page, lasting: Site) -> None:
    page.context.set_offline(True)
    field.interview(page)
    change(lasting, "DELETE FROM device")
    page.context.set_offline(False)
    page.locator("#s-home [data-act=renew]").click()
    field.fill_sign_in(page)
    field.enter_pin(page)
    field.screen(page, "home")
    field.sent(page)
    assert len(field.rows(lasting.database, field.SUBMISSIONS)) == 1


FORGET_BOUNDS = """async (key) => {
  const open = indexedDB.open("suara-field");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const forms = database.transaction("forms", "readwrite").objectStore("forms");
  const all = await new Promise((done) => {
    const found = forms.getAll();
    found.onsuccess = () => done(found.result);
  });
  for (const form of all) {
    const questions = form.definition.sections.flatMap((section) => section.questions);
    for (const each of questions) if (each.key === key) delete each.max;
    forms.put(form);
  }
  database.close();
}"""


def test_what_came_back_is_corrected_by_its_own_enumerator(page: Page, lasting: Site) -> None:
    # A phone that does not know the bounds: the server finds it.
    page.evaluate(FORGET_BOUNDS, "age")
    field.begin(page)
    field.consent(page)
    field.fill(page, {**field.ANSWERS, **field.UNSEEN, "age": "350"})
    code = field.finish(page)
    page.locator("#s-receipt [data-screen=home]").click()
    page.locator("#s-home [data-screen=returned]").click()
    expect(page.locator("#s-returned .unit")).to_contain_text("Isi antara 5 dan 110")
    assert field.records(page, "queue") == []
    page.locator("[data-do=correct]").click()
    field.screen(page, "interview")
    # Put aside and opened again, it is the same correction.
    page.locator("#bar [data-screen=queue]").click()
    field.screen(page, "queue")
    page.locator("#s-queue [data-screen=home]").click()
    page.locator("#s-home [data-screen=returned]").click()
    page.locator("[data-do=correct]").click()
    field.screen(page, "interview")
    assert len(field.records(page, "drafts")) == 1
    for _ in range(field.PARTS):
        if page.locator("#q-age").is_visible():
            break
        page.locator("#survey [data-go=next]").click()
    page.locator("#q-age").fill("35")
    assert field.finish(page) == ""
    expect(page.locator("#s-receipt [data-when=corrected]")).to_be_visible()
    expect(page.locator("#s-receipt .card")).to_be_hidden()
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    (old,) = field.rows(lasting.database, field.QUARANTINED)
    assert (row["revises"], old["status"]) == (old["claimed_id"], "revised")
    assert row["receipt_sha256"] == old["receipt_sha256"] == receipts.code_digest(code)
    page.locator("#s-receipt [data-screen=home]").click()
    expect(page.locator("#s-home [data-screen=returned]")).to_be_hidden()


def test_one_stuck_record_can_be_removed_after_it_was_saved(
    page: Page, lasting: Site, folder: Path
) -> None:
    page.context.set_offline(True)
    field.interview(page)
    page.locator("#s-home .secondary[data-screen=queue]").click()
    page.locator("#s-queue .unit button").click()
    page.locator("[data-act=keepfile]").click()
    expect(page.locator("#e-reason")).to_be_visible()
    expect(page.locator("[data-act=drop]")).to_be_disabled()
    page.locator("#q-reason").fill("uji coba")
    with page.expect_download() as download:
        page.locator("[data-act=keepfile]").click()
    download.value.save_as(folder / "one.json")
    assert json.loads((folder / "one.json").read_text("utf-8"))["reason"] == "uji coba"
    # Whoever opens it again saves again.
    page.keyboard.press("Escape")
    page.locator("#s-queue .unit button").click()
    expect(page.locator("[data-act=drop]")).to_be_disabled()
    page.locator("#q-reason").fill("uji coba")
    with page.expect_download():
        page.locator("[data-act=keepfile]").click()
    page.locator("[data-act=drop]").click()
    expect(page.locator("#s-queue [data-when=empty]")).to_be_visible()
    (removed,) = field.records(page, "removed")
    assert removed["reason"] == "uji coba"


def test_full_storage_saves_the_interview_in_hand_to_a_file(page: Page, folder: Path) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {**field.ANSWERS, **field.UNSEEN})
    field.saved(page)
    protocol = page.context.new_cdp_session(page)
    quota = {"origin": page.url.split("/field")[0], "quotaSize": 3_000_000}
    protocol.send("Storage.overrideQuotaForOrigin", quota)
    assert page.evaluate(FILL_UP) == "QuotaExceededError"
    page.locator("#q-age").evaluate(
        "(input) => input.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    expect(page.locator("#full")).to_be_visible()
    for _ in range(field.PARTS):
        if page.locator("#survey .send").is_visible():
            break
        field.onward(page)
    with page.expect_download() as download:
        page.locator("#survey .send button").click()
    download.value.save_as(folder / "rescued.json")
    (item,) = json.loads((folder / "rescued.json").read_text("utf-8"))["items"]
    assert item["sealed"]["ct"]
    field.screen(page, "rescued")
    page.locator("#s-rescued [data-act=filed]").click()
    field.screen(page, "home")


FILL_UP = """async () => {
  const open = indexedDB.open("others");
  open.onupgradeneeded = () => open.result.createObjectStore("x", {autoIncrement: true});
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  for (const size of [1e6, 1e5, 1e4, 1e3]) {
    for (let written = 0; written < 2000; written += 1) {
      const transaction = database.transaction("x", "readwrite");
      const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65536)));
      const parts = new Array(Math.ceil(size / 65536)).fill(0);
      transaction.objectStore("x").add(parts.map(() => bytes.slice()));
      const error = await new Promise((done) => {
        transaction.oncomplete = () => done("");
        transaction.onabort = () => done(transaction.error.name);
      });
      if (error && size === 1e3) return error;
      if (error) break;
    }
  }
  return "";
}"""


def test_another_digest_confirms_nothing(page: Page, lasting: Site) -> None:
    page.context.set_offline(True)
    field.interview(page)
    (before,) = field.records(page, "queue")
    page.evaluate(CHANGED, {"sha256": "0" * 64})
    page.context.set_offline(False)
    expect(page.locator("#bar")).to_have_attribute("data-state", "waiting")
    page.locator("#bar [data-screen=queue]").click()
    expect(page.locator("#s-queue .error")).to_contain_text("sha256")
    (kept,) = field.records(page, "queue")
    assert kept["tries"] >= 1
    # Mended, it is sent as any other.
    page.evaluate(CHANGED, {"sha256": before["sha256"]})
    page.locator("[data-act=send]").click()
    field.sent(page)
    assert len(field.rows(lasting.database, field.SUBMISSIONS)) == 1


def test_what_waited_for_weeks_is_still_sent(page: Page, lasting: Site) -> None:
    page.context.set_offline(True)
    field.interview(page)
    page.evaluate(CHANGED, {"finished_at": "2026-01-01T00:00:00.000Z"})
    field.unlock(page, lasting.address)
    assert len(field.records(page, "queue")) == 1
    page.context.set_offline(False)
    field.sent(page)
    assert len(field.rows(lasting.database, field.SUBMISSIONS)) == 1


# Changes what waits on the phone.
CHANGED = """async (values) => {
  const open = indexedDB.open("suara-field");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const store = database.transaction("queue", "readwrite").objectStore("queue");
  const all = store.getAll();
  const items = await new Promise((done) => { all.onsuccess = () => done(all.result); });
  for (const each of items) store.put({...each, ...values});
  database.close();
}"""


def test_the_browser_is_asked_to_keep_the_interviews(page: Page) -> None:
    asked = (
        "() => { navigator.storage.persist = async () => { self.asked = true; return false; }; }"
    )
    page.evaluate(asked)
    page.locator("#s-home [data-act=persist]").click()
    expect(page.locator("#s-home [data-when=denied]")).to_be_visible()
    assert page.evaluate("() => self.asked") is True


def test_a_forgotten_pin_loses_nothing(page: Page, lasting: Site) -> None:
    page.context.set_offline(True)
    field.interview(page)
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "41"})
    field.saved(page)
    page.context.set_offline(False)
    page.goto(f"{lasting.address}/field/")
    page.locator("[data-act=forgot]").click()
    page.locator("#s-forgot [data-screen=signin]").click()
    field.fill_sign_in(page)
    field.choose_pin(page, "718293")
    field.sent(page)
    outcomes = {row["outcome"]: row for row in field.rows(lasting.database, field.SUBMISSIONS)}
    assert set(outcomes) == {"complete", "broken_off"}
    assert json.loads(outcomes["broken_off"]["content"])["answers"]["age"] == "41"


@pytest.mark.usefixtures("inside")
def test_two_enumerators_on_one_phone_see_only_their_own(page: Page, lasting: Site) -> None:
    if not field.rows(lasting.database, "SELECT id FROM user_account WHERE name = 'petugas-2'"):
        users.add_user(store(), "petugas-2", PASSWORD, "enumerator")
    page.context.set_offline(True)
    field.interview(page)
    field.begin(page)
    field.saved(page)
    page.locator("#bar [data-act=lock]").click()
    page.context.set_offline(False)
    page.locator("#s-pin [data-screen=people]").click()
    page.locator("#s-people [data-screen=signin]").click()
    field.fill_sign_in(page, "petugas-2")
    field.choose_pin(page, "718293")
    expect(page.locator("#s-home [data-when=idle]")).to_be_visible()
    expect(page.locator("#s-home section[data-when=drafts]")).to_be_hidden()
    page.locator("#bar [data-act=lock]").click()
    field.screen(page, "people")
    expect(page.locator("#s-people .person")).to_have_count(2)
    page.locator("#s-people .person", has_text="petugas-2").click()
    field.enter_pin(page)
    expect(page.locator("#e-unlock")).to_be_visible()


TAKE_UPDATE = f"() => {module('field/update.js')}.takeUpdate()"


def version_comes(page: Page, unit: str, version: str) -> bool:
    """Wait until the phone has a version of the questionnaire of a unit."""
    for _ in range(100):
        work = field.records(page, "people")[0]["work"]["assignments"]
        if [each["version"] for each in work if each["unit"] == unit] == [version]:
            return True
        page.wait_for_timeout(50)
    return False


def another_version(folder: Path) -> Path:
    """Copy the program, and change something the phone keeps of it."""
    for name in ("survey", "templates", "translations", "migrations"):
        shutil.copytree(ROOT / name, folder / name)
    with (folder / "survey/static/css/field.css").open("a") as file:
        file.write(".field{accent-color:auto}")
    return folder


def test_a_new_version_waits_for_the_end_of_an_interview(
    context: BrowserContext, lasting: Site, folder: Path
) -> None:
    newer = another_version(folder)
    with Faults(lasting.address, "/api/v1/submissions") as network:
        page = context.new_page()
        field.sign_in(page, network.address)
        network.plan = lambda: "503"
        field.keep_many(page, 3)
        field.begin(page)
        field.consent(page)
        field.fill(page, {"eligible": "yes", "age": "41"})
        field.saved(page)
        with serving(lasting.database, newer) as address:
            network.backend = address
            page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
            expect(page.locator("#s-home [data-when=update]")).not_to_have_attribute("hidden", "")
            assert page.evaluate(TAKE_UPDATE) is False
            expect(page.locator("#q-age")).to_have_value("41")
            page.locator(".end-early summary").click()
            page.locator("[data-act=later]").click()
            page.locator("[data-act=update]").click()
            field.enter_pin(page)
            field.screen(page, "home")
            assert page.evaluate("async () => (await caches.keys()).length") == 1
            assert len(field.records(page, "queue")) == 3
            field.resume(page)
            expect(page.locator("#q-age")).to_have_value("41")
            network.plan = lambda: "ok"
            field.network_is_back(page)
            field.sent(page)
    assert len(field.rows(lasting.database, field.SUBMISSIONS)) == 3


@pytest.mark.usefixtures("inside")
def test_an_interview_begun_on_an_old_version_is_finished_on_it(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes"})
    field.saved(page)
    source = dict(library.shipped("social").source) | {"version": "2"}
    with transaction(store()):
        unit = Registry(store()).unit_codes["SOS"]
        rounds.add_link(
            store(),
            rounds.by_code(store(), "open"),
            unit,
            publish(store(), build_definition(source)),
        )
    try:
        field.unlock(page, lasting.address)
        page.locator("#s-home [data-screen=phone]").click()
        page.locator("#s-phone [data-act=refresh]").click()
        assert version_comes(page, "SOS", "2")
        page.locator("#s-phone [data-screen=home]").click()
        page.context.set_offline(True)
        field.resume(page)
        field.fill(page, {**field.ANSWERS, **field.UNSEEN})
        field.finish(page)
        page.context.set_offline(False)
        field.sent(page)
        (row,) = field.rows(lasting.database, field.SUBMISSIONS)
        assert (row["outcome"], json.loads(row["content"])["version"]) == ("complete", "1")
    finally:
        change(lasting, "DELETE FROM free_text")
        change(lasting, "DELETE FROM submission")
        change(
            lasting,
            "DELETE FROM link WHERE questionnaire_version_id IN "
            "(SELECT id FROM questionnaire_version WHERE version = '2')",
        )
        change(lasting, "DELETE FROM questionnaire_version WHERE version = '2'")
