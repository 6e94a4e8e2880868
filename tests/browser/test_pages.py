"""Every page: accessible, within its width, in both languages and both schemes."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.test_journeys import no_sideways_scroll, open_table, post_answers

pytestmark = pytest.mark.slow


def pages(page: Page, site: Site, language: str) -> None:
    """Visit every page and hold it to axe."""
    post_answers(site, 10)
    for path in ("/", f"/s/{site.world.link}", f"/s/{site.world.closed_link}", "/s/none", "/none"):
        page.goto(f"{site.address}{path}?lang={language}")
        accessible(page)
    page.goto(f"{site.address}/s/{site.world.link}?lang={language}")
    page.locator(".send button").click()
    expect(page.locator(".sum")).to_be_visible()
    accessible(page)
    page.goto(f"{site.address}/staff/?lang={language}")
    accessible(page)
    open_table(page, site, language)
    for path in ("/staff/", "/staff/rounds/open", "/staff/rounds/open/links", "/staff/compliance"):
        page.goto(f"{site.address}{path}?lang={language}")
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
