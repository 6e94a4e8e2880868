"""Every page: accessible, within its width, in both languages and both schemes."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_journeys import (
    answer,
    fill_in,
    no_sideways_scroll,
    open_table,
    post_answers,
)
from tests.world import answers

ROUND = "/staff/rounds/open"
OF_ROUND = [f"{ROUND}/{name}" for name in ("links", "tokens", "review")]
STAFF = (
    *("/staff/", ROUND, *OF_ROUND, "/staff/compliance"),
    *("/staff/devices", "/staff/sealed-files"),
)


@pytest.fixture
def site(lasting: Site) -> Site:
    """One database is enough for looks."""
    return lasting


def pages(page: Page, site: Site, language: str) -> None:
    """Visit every page and hold it to axe."""
    post_answers(site, 10)
    for path in ("/", f"/s/{site.world.link}", f"/s/{site.world.closed_link}", "/s/none", "/none"):
        page.goto(f"{site.address}{path}?lang={language}")
        accessible(page)
    page.goto(f"{site.address}/s/{site.world.link}?lang={language}")
    page.locator("[data-go=next]").click()
    expect(page.locator("#e-consent")).to_be_visible()
    accessible(page)
    fill_in(page, answers(age="x", mal_imbalan="yes"), each=accessible)
    page.locator(".send button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    accessible(page)
    page.goto(f"{site.address}/s/{site.world.link}?lang={language}")
    expect(page.locator("#kept")).to_be_visible()
    accessible(page)
    receipts(page, site, language)
    page.goto(f"{site.address}/staff/?lang={language}")
    accessible(page)
    open_table(page, site, language)
    for path in STAFF:
        page.goto(f"{site.address}{path}?lang={language}")
        accessible(page)


def receipts(page: Page, site: Site, language: str) -> None:
    """Visit what comes after an answer: thanks, the rights, the second person, the kiosk."""
    page.evaluate("localStorage.clear()")
    code = answer(page, site, language)
    accessible(page)
    for path in (
        f"/s/{site.world.link}?another=1",
        f"/s/{site.world.link}",
        f"/k/{site.world.kiosk}",
        "/t",
        "/t/AAAA",
        "/r",
    ):
        page.goto(f"{site.address}{path}{'&' if '?' in path else '?'}lang={language}")
        accessible(page)
        for state in page.locator("#unsent,#silence").all():
            state.evaluate("e => { e.hidden = false; }")
            accessible(page)
    for wrong, number in ((True, "X"), (False, code)):
        page.locator("#q-code").fill(number)
        page.locator("main form button").click()
        expect(page.locator(".error-summary" if wrong else "dl.facts").first).to_be_visible()
        accessible(page)
    for button in (".danger", ".danger"):
        page.locator(button).click()
        expect(page.locator("h1")).to_be_visible()
        accessible(page)


def accessible(page: Page) -> None:
    """Nothing to report, nothing beyond the edge."""
    page.wait_for_load_state("load")  # with its style sheets
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    no_sideways_scroll(page)


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("id", "light", 360), ("en", "dark", 1280), ("id", "dark", 320)],
)
def test_every_page(
    browser: Browser, site: Site, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True
    )
    pages(context.new_page(), site, language)
    context.close()
