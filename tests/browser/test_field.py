"""Interviews on a phone: with and without a network, put away, locked, corrected."""

import json
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from survey.instrument import ELEMENTS
from tests.browser import fieldwork as field
from tests.browser.conftest import Site
from tests.browser.test_pages import accessible


def test_an_interview_reaches_the_server(page: Page, lasting: Site) -> None:
    code = field.interview(page, mal_imbalan="yes")
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    content = json.loads(row["content"])
    assert (row["outcome"], row["channel"], row["review"]) == ("complete", "interview", "")
    assert content["answers"]["mal_imbalan"] == "yes"
    assert content["paradata"]["unseen"] == "no"
    assert len(code) == 16
    expect(page.locator("#s-home .unit", has_text="Dinas Sosial")).to_contain_text("1 / 30")
    page.goto(f"{lasting.address}/r#{code}")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Dinas Sosial")


def test_without_a_network_after_one_visit(
    page: Page, context: BrowserContext, lasting: Site
) -> None:
    context.set_offline(True)
    page.close()
    again = context.new_page()
    field.unlock(again, lasting.address)
    field.interview(again)
    expect(again.locator("#bar")).to_have_attribute("data-state", "offline")
    expect(again.locator("#bar [data-slot=queued]")).to_have_text("1")
    assert field.rows(lasting.database, field.SUBMISSIONS) == []
    context.set_offline(False)
    field.sent(again)
    assert len(field.rows(lasting.database, field.SUBMISSIONS)) == 1


def test_put_away_and_resumed_with_the_pin(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "41"})
    field.saved(page)
    page.goto("about:blank")
    page.goto(f"{lasting.address}/field/")
    field.enter_pin(page, "482916")
    expect(page.locator("#e-unlock")).to_contain_text("PIN")
    field.enter_pin(page)
    field.resume(page)
    expect(page.locator("#q-age")).to_have_value("41")
    expect(page.locator("#q-age")).to_be_visible()
    field.fill(page, {"sex": "P", **dict.fromkeys(ELEMENTS, "4")})
    field.finish(page)
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    assert json.loads(row["content"])["answers"]["age"] == "41"
    assert field.records(page, "drafts") == []


def test_what_lies_on_the_phone_can_be_read_by_nobody(page: Page) -> None:
    page.context.set_offline(True)
    field.interview(page, age="77")
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "78"})
    field.saved(page)
    for store in ("drafts", "queue"):
        (record,) = field.records(page, store)
        text = json.dumps(record)
        assert '"77"' not in text
        assert '"78"' not in text
        assert "eligible" not in text


def test_the_ten_forms_are_answered_unseen(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, field.ANSWERS)
    field.to_unseen(page)
    page.locator("#survey [data-hand=offer] [data-go=hand]").click()
    expect(page.locator("header.page-header")).to_be_hidden()
    expect(page.locator("#survey .row.stepping")).to_be_hidden()
    page.locator("#survey [name=mal_imbalan][value=yes]").check(force=True)
    page.go_back()
    expect(page.locator("#survey [data-go=finish]")).to_be_visible()
    page.locator("#survey [data-go=finish]").click()
    expect(page.locator("#survey [name=mal_imbalan]").first).to_be_hidden()
    page.locator("#survey [data-go=on]").click()
    page.locator("#survey [data-go=back]").click()
    expect(page.locator("#survey [data-hand=done]")).to_be_visible()
    expect(page.locator("#survey [name=mal_imbalan]").first).to_be_hidden()
    # To answer again erases what was answered: that is asked first.
    page.locator("#survey [data-hand=done] [data-go=hand]").click()
    page.locator("#again [value=no]").click()
    expect(page.locator("#survey [data-hand=done]")).to_be_visible()
    field.finish(page)
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    content = json.loads(row["content"])
    assert content["answers"]["mal_imbalan"] == "yes"
    assert content["paradata"]["unseen"] == "yes"


def test_answering_again_shows_nothing_of_before(page: Page) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, field.ANSWERS)
    field.to_unseen(page)
    page.locator("#survey [data-hand=offer] [data-go=hand]").click()
    page.locator("#survey [name=mal_imbalan][value=yes]").check(force=True)
    page.locator("#survey [data-go=finish]").click()
    page.locator("#survey [data-go=on]").click()
    page.locator("#survey [data-go=back]").click()
    page.locator("#survey [data-hand=done] [data-go=hand]").click()
    page.locator("#again [value=yes]").click()
    expect(page.locator("#survey [data-go=finish]")).to_be_visible()
    expect(page.locator("#survey [name=mal_imbalan][value=yes]")).not_to_be_checked()


def test_who_answers_unseen_again_starts_anew(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, field.ANSWERS)
    field.to_unseen(page)
    page.locator("#survey [data-hand=offer] [data-go=hand]").click()
    page.locator("#survey [name=mal_imbalan][value=yes]").check(force=True)
    field.saved(page)
    field.unlock(page, lasting.address)
    field.resume(page)
    expect(page.locator("#survey [data-hand=offer]")).to_be_visible()
    expect(page.locator("#survey [name=mal_imbalan]").first).to_be_hidden()
    page.locator("#survey [data-hand=offer] [data-go=aloud]").click()
    expect(page.locator("#survey [name=mal_imbalan][value=yes]")).not_to_be_checked()


def test_a_wrong_number_is_mended_while_the_person_is_there(page: Page) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "350"})
    field.forward(page)
    expect(page.locator("#e-age")).to_contain_text("5")
    expect(page.locator("#e-age")).to_contain_text("110")
    page.locator("#q-age").fill("35")
    expect(page.locator("#e-age")).to_have_count(0)


@pytest.mark.parametrize("outcome", ["refused", "not_eligible", "broken_off"])
def test_what_was_not_completed_is_counted(page: Page, lasting: Site, outcome: str) -> None:
    field.begin(page)
    if outcome == "broken_off":
        field.consent(page)
        field.fill(page, {"eligible": "yes", "age": "35"})
    page.locator(".end-early summary").click()
    page.locator(f"[data-end-as={outcome}]").click()
    field.screen(page, "receipt")
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    assert (row["outcome"], json.loads(row["response"])) == (outcome, None)
    answers = json.loads(row["content"])["answers"]
    assert answers == ({"eligible": "yes", "age": "35"} if outcome == "broken_off" else {})


def test_who_takes_back_the_consent_leaves_no_answer(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "35"})
    for _ in range(field.PARTS):
        if page.locator("#survey [name=consent]").is_visible():
            break
        page.locator("#survey [data-go=back]").click()
    page.locator("#survey [name=consent]").uncheck(force=True)
    page.locator(".end-early summary").click()
    page.locator("[data-end-as=refused]").click()
    field.screen(page, "receipt")
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    content = json.loads(row["content"])
    assert (content["outcome"], content["consent"], content["answers"]) == ("refused", None, {})


def test_place_and_note_travel_along(page: Page, lasting: Site) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -6.12345, "longitude": 106.15, "accuracy": 12})
    field.begin(page)
    page.locator(".end-early summary").click()
    page.locator("[data-act=place]").click()
    expect(page.locator("[data-place=found]")).to_contain_text("12")
    page.locator("#q-note").fill("Loket ramai; telepon 081234567890")
    field.consent(page)
    field.fill(page, field.ANSWERS)
    code = field.finish(page)
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    place = json.loads(row["content"])["location"]
    assert (place["latitude"], place["accuracy"]) == ("-6.12345", "12")
    (note,) = field.rows(lasting.database, "SELECT * FROM free_text")
    assert note["question"] == "paradata.note"
    assert note["text"] == "Loket ramai; telepon ############"
    # The person is shown all that is held.
    page.goto(f"{lasting.address}/r#{code}")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("-6.12345, 106.15")
    expect(page.locator("main")).to_contain_text("Loket ramai")


def test_nothing_moves_while_it_is_saved(page: Page) -> None:
    field.begin(page)
    field.consent(page)
    field.saved(page)
    top = "(each) => each.getBoundingClientRect().top"
    before = page.locator("#survey").evaluate(top)
    page.locator("#s-interview [data-when=saved]").evaluate("(each) => { each.hidden = true; }")
    assert page.locator("#survey").evaluate(top) == before


def test_a_double_tap_begins_one_interview(page: Page) -> None:
    button = page.locator("#s-home .unit button").first
    button.evaluate("(button) => { button.click(); button.click(); }")
    field.screen(page, "interview")
    field.consent(page)
    field.saved(page)
    assert len(field.records(page, "drafts")) == 1


def test_a_double_tap_unlocks_once(page: Page, lasting: Site) -> None:
    page.goto(f"{lasting.address}/field/")
    field.screen(page, "pin")
    page.locator("#q-unlock").fill(field.PIN)
    page.evaluate(COUNT_UNLOCKS)
    button = page.locator("#f-pin button")
    button.evaluate("(button) => { button.click(); button.click(); }")
    field.screen(page, "home")
    assert page.evaluate("() => self.unlocks") == 1


# A PIN is stretched before anything else, so a second tap would have begun by the time the first
# is through.
COUNT_UNLOCKS = """() => {
  const {deriveBits, deriveKey} = SubtleCrypto.prototype;
  self.unlocks = 0;
  const counting = (derive) => function (how, ...rest) {
    self.unlocks += how.name === "PBKDF2" ? 1 : 0;
    return derive.call(this, how, ...rest);
  };
  SubtleCrypto.prototype.deriveBits = counting(deriveBits);
  SubtleCrypto.prototype.deriveKey = counting(deriveKey);
}"""


def test_broken_off_while_handed_over_is_unseen_too(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, field.ANSWERS)
    field.to_unseen(page)
    page.locator("#survey [data-hand=offer] [data-go=hand]").click()
    page.evaluate("document.querySelector('[data-end-as=broken_off]').click()")
    field.screen(page, "receipt")
    field.sent(page)
    (row,) = field.rows(lasting.database, field.SUBMISSIONS)
    assert json.loads(row["content"])["paradata"]["unseen"] == "yes"


def test_leaving_by_the_bar_puts_the_interview_aside(page: Page) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "41"})
    page.locator("#bar [data-screen=queue]").click()
    field.screen(page, "queue")
    expect(page.locator("#survey")).to_be_empty()
    page.locator("#s-queue [data-screen=home]").click()
    field.resume(page)
    expect(page.locator("#q-age")).to_have_value("41")


def test_an_interview_is_open_in_one_window_alone(page: Page, lasting: Site) -> None:
    field.begin(page)
    field.consent(page)
    field.saved(page)
    other = page.context.new_page()
    field.unlock(other, lasting.address)
    other.locator("#s-home [data-list=drafts] button").click()
    expect(other.locator("#fault")).to_be_visible()
    field.screen(other, "home")


def test_a_refused_place_stops_nothing(page: Page) -> None:
    field.begin(page)
    page.locator(".end-early summary").click()
    page.locator("[data-act=place]").click()
    expect(page.locator("[data-place=refused]")).to_be_visible()
    field.consent(page)


def test_the_interview_speaks_both_languages(page: Page) -> None:
    field.begin(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "35"})
    page.get_by_role("button", name="English").click()
    expect(page.locator("#survey")).to_contain_text("How old are you")
    expect(page.locator("#q-age")).to_have_value("35")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("id", "light", 320), ("en", "dark", 1280)],
)
def test_every_screen_is_accessible(
    browser: Browser, lasting: Site, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{lasting.address}/field/?lang={language}")
    field.screen(page, "signin")
    accessible(page)
    page.locator("#f-signin button").click()
    accessible(page)
    field.sign_in(page, lasting.address, language=language)
    accessible(page)
    walk_interview(page)
    for name in ("queue", "returned", "phone", "people", "pin", "forgot", "newpin", "rescued"):
        page.evaluate(GO, name)
        page.evaluate(REVEAL, name)
        accessible(page)
    for name in ("remove", "sure", "again"):
        page.evaluate("(name) => document.getElementById(name).showModal()", name)
        accessible(page)
        page.evaluate("(name) => document.getElementById(name).close()", name)
    context.close()


# Goes there by a button that leads there, where there is one; a drawing takes a moment.
GO = """async (name) => {
  document.querySelector(`[data-screen=${name}]`)?.click();
  await new Promise((done) => setTimeout(done, 300));
}"""
# Shows a screen with everything it can show.
REVEAL = """(name) => {
  for (const each of document.querySelectorAll(".screen")) each.hidden = each.id !== `s-${name}`;
  for (const each of document.querySelectorAll(`#s-${name} [data-when]`)) each.hidden = false;
}"""


def walk_interview(page: Page) -> None:
    """Hold every part of an interview to axe, the phone handed over too."""
    page.context.set_offline(True)
    field.begin(page)
    accessible(page)
    page.locator(".end-early summary").click()
    accessible(page)
    field.consent(page)
    field.fill(page, {"eligible": "yes", "age": "350"})
    field.forward(page)
    accessible(page)
    rest = {key: value for key, value in field.ANSWERS.items() if key not in ("eligible", "age")}
    page.locator("#q-age").fill("35")
    field.fill(page, rest)
    field.to_unseen(page)
    accessible(page)
    for button in ("hand", "finish"):
        page.locator(f"#survey [data-go={button}]:visible").click()
        accessible(page)
    page.locator("#survey [data-go=on]").click()
    field.finish(page)
    accessible(page)
    field.begin_again(page)
    accessible(page)
    page.locator(".end-early summary").click()
    page.locator("[data-act=later]").click()
    field.screen(page, "home")
    page.evaluate(REVEAL, "home")
    accessible(page)
