"""Walking through the app of enumerators as they do."""

from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from survey.instrument import ELEMENTS, FORMS
from tests.javascript import module
from tests.world import ENUMERATOR, PASSWORD

PIN = "482915"
# More than any questionnaire has: whoever does not get on does not try for ever.
PARTS = 12
ANSWERS = {"eligible": "yes", "age": "35", "sex": "P", **dict.fromkeys(ELEMENTS, "3")}
UNSEEN = {f"mal_{form}": "no" for form in FORMS}


def screen(page: Page, name: str) -> None:
    """Wait until a screen is shown."""
    expect(page.locator(f"#s-{name}")).to_be_visible()


def sign_in(page: Page, address: str, name: str = ENUMERATOR, language: str = "id") -> None:
    """Sign in on a phone that nobody used, choose a PIN, and wait until all is there."""
    page.goto(f"{address}/field/?lang={language}")
    fill_sign_in(page, name)
    choose_pin(page)
    expect(page.locator("#s-home .unit")).to_have_count(2)
    page.wait_for_function(KEPT)


def fill_sign_in(page: Page, name: str = ENUMERATOR) -> None:
    """Fill in the form, and send it."""
    screen(page, "signin")
    for field, value in (("name", name), ("password", PASSWORD), ("label", "ponsel biru")):
        page.locator(f"#q-{field}").fill(value)
    page.locator("#f-signin button").click()


# The questionnaires and the worker are on the phone.
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const open = indexedDB.open("suara-field");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const count = database.transaction("forms").objectStore("forms").count();
  const forms = await new Promise((done) => { count.onsuccess = () => done(count.result); });
  database.close();
  return forms >= 2 && Boolean(navigator.serviceWorker.controller);
}"""


def choose_pin(page: Page, pin: str = PIN) -> None:
    """Choose a new PIN."""
    screen(page, "newpin")
    page.locator("#q-pin").fill(pin)
    page.locator("#q-again").fill(pin)
    page.locator("#f-newpin button").click()
    screen(page, "home")


def unlock(page: Page, address: str, pin: str = PIN) -> None:
    """Open the app again, with the PIN."""
    page.goto(f"{address}/field/")
    enter_pin(page, pin)
    screen(page, "home")


def enter_pin(page: Page, pin: str = PIN) -> None:
    """Type the PIN."""
    screen(page, "pin")
    page.locator("#q-unlock").fill(pin)
    page.locator("#f-pin button").click()


def begin(page: Page, unit: str = "Dinas Sosial") -> None:
    """Begin an interview at a unit."""
    card = page.locator("#s-home .unit", has=page.locator("h3", has_text=unit))
    card.locator("button").last.click()
    screen(page, "interview")
    expect(page.locator("#survey [name=consent]")).to_have_count(1)


def begin_again(page: Page) -> None:
    """Begin another interview after a receipt."""
    page.locator("#s-receipt [data-screen=home]").click()
    screen(page, "home")
    begin(page)


def resume(page: Page) -> None:
    """Go on with the interview that was put aside."""
    page.locator("#s-home [data-list=drafts] button").click()
    screen(page, "interview")
    expect(page.locator("#survey [name=consent]")).to_have_count(1)


def consent(page: Page) -> None:
    """Agree, and go on."""
    page.locator("#survey [name=consent]").check(force=True)
    forward(page)


def forward(page: Page) -> None:
    """Go to the next part."""
    page.locator("#survey [data-go=next]").click()


def offered(page: Page) -> bool:
    """Tell whether the enumerator is asked who answers the ten forms."""
    return page.locator("#survey [data-hand=offer]").is_visible()


def onward(page: Page) -> None:
    """Go to the next part; the ten forms are read aloud."""
    if offered(page):
        page.locator("#survey [data-hand=offer] [data-go=aloud]").click()
    else:
        forward(page)


def to_unseen(page: Page) -> None:
    """Go on until the ten forms."""
    for _ in range(PARTS):
        if offered(page):
            break
        forward(page)


def fill(page: Page, given: dict[str, str]) -> None:
    """Answer in the order of the form, a part at a time; the ten forms are read aloud."""
    for name, value in given.items():
        field = page.locator(f"#survey [name={name}]")
        for _ in range(PARTS):
            if field.first.is_visible():
                break
            onward(page)
        if field.first.get_attribute("type") == "radio":
            page.locator(f"#survey [name={name}][value='{value}']").check(force=True)
        else:
            field.first.fill(value)


def finish(page: Page) -> str:
    """Go to the end, finish, and give the receipt code."""
    for _ in range(PARTS):
        if page.locator("#survey .send").is_visible() and not offered(page):
            break
        onward(page)
    page.locator("#survey .send button").click()
    screen(page, "receipt")
    return "".join(page.locator("#s-receipt .receipt-code span").all_inner_texts())


def interview(page: Page, unit: str = "Dinas Sosial", **changes: str) -> str:
    """Hold a whole interview by hand; gives the receipt code, and goes home."""
    begin(page, unit)
    consent(page)
    fill(page, {**ANSWERS, **UNSEEN, **changes})
    code = finish(page)
    page.locator("#s-receipt [data-screen=home]").click()
    screen(page, "home")
    return code


def saved(page: Page) -> None:
    """Wait until the interview on the screen is saved."""
    expect(page.locator("#s-interview [data-when=saved]")).not_to_have_attribute("hidden", "")


def records(page: Page, store: str) -> list[dict[str, Any]]:
    """Give what the phone keeps in a store."""
    found: list[dict[str, Any]] = page.evaluate(READ, store)
    return found


READ = """async (store) => {
  const open = indexedDB.open("suara-field");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const all = database.transaction(store).objectStore(store).getAll();
  const found = await new Promise((done) => { all.onsuccess = () => done(all.result); });
  database.close();
  return JSON.parse(JSON.stringify(found));
}"""


def rows(database: str, query: str) -> list[dict[str, Any]]:
    """Ask the database."""
    engine = create_engine(database)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text(query)).mappings()]
    engine.dispose()
    return found


SUBMISSIONS = "SELECT * FROM submission ORDER BY id"
QUARANTINED = "SELECT * FROM quarantined_submission ORDER BY id"


def sent(page: Page) -> None:
    """Wait until nothing waits on the phone, and the bar says so."""
    page.wait_for_function(NOTHING_WAITS)
    expect(page.locator("#bar [data-when=queued]")).to_be_hidden()
    expect(page.locator("#bar")).to_have_attribute("data-state", "sent")


NOTHING_WAITS = """async () => {
  const open = indexedDB.open("suara-field");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const count = database.transaction("queue").objectStore("queue").count();
  const waiting = await new Promise((done) => { count.onsuccess = () => done(count.result); });
  database.close();
  return waiting === 0;
}"""


def keep_many(page: Page, count: int, unit: str = "SOS") -> None:
    """Finish interviews through the function that finishes those held by hand."""
    page.evaluate(KEEP, [count, unit, ENUMERATOR, {**ANSWERS, **UNSEEN}])


KEEP = (
    f"async (given) => {{ const {{newDraft, finishDraft}} = {module('field/draft.js')};"
    + """
  const [count, code, name, answers] = given;
  const open = indexedDB.open("suara-field");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const found = database.transaction("people").objectStore("people").get(name);
  const {work} = await new Promise((done) => { found.onsuccess = () => done(found.result); });
  database.close();
  const unit = work.assignments.find((each) => each.unit === code);
  const {key} = work.rounds.find((each) => each.code === unit.round);
  for (let number = 0; number < count; number += 1) {
    const draft = newDraft(name, unit, key, "id");
    draft.consent = {text_sha256: unit.consent.id.text_sha256, at: new Date().toISOString()};
    await finishDraft({...draft, answers}, "complete");
  }
}"""
)


def send_now(page: Page) -> None:
    """Send what waits, and wait for the outcome; as the worker does while no page is open."""
    page.evaluate(SEND)


SEND = (
    f"async () => {{ const {{syncAll}} = {module('field/sync.js')};"
    + """
  await syncAll();
  new BroadcastChannel("suara-field").postMessage("changed");
}"""
)


def network_is_back(page: Page) -> None:
    """Tell the app what a phone tells it when it has a network again: it sends at once."""
    page.evaluate("dispatchEvent(new Event('online'))")
