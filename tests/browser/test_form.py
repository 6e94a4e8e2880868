"""The form on a phone: parts, skip rules, kept answers, bad networks, a shared device."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import create_engine, text

from tests.browser.conftest import PHONE, Site
from tests.browser.test_journeys import answer, fill_in, forward, no_sideways_scroll
from tests.world import answers

BUDGET = 14_336


@pytest.fixture
def site(lasting: Site) -> Site:
    """One database is enough: what differs between them is tested without a browser."""
    return lasting


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def opened(page: Page, site: Site, path: str = "") -> Page:
    page.goto(f"{site.address}{path or f'/s/{site.world.link}'}")
    expect(page.locator("html")).to_have_class(re.compile("js"))
    return page


def consent(page: Page) -> None:
    page.locator("[name=consent]").check(force=True)
    forward(page)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"[name={name}][value='{value}']").check(force=True)


def stored(site: Site) -> list[tuple[str, str]]:
    engine = create_engine(site.database)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT outcome, review FROM submission"))
        rows = [tuple(row) for row in found]
    engine.dispose()
    return rows


@pytest.mark.parametrize("kiosk", [False, True], ids=["phone", "kiosk"])
def test_the_first_visit_is_small(page: Page, site: Site, kiosk: bool) -> None:
    """Everything that crosses the network, headers included, as the browser counts it."""
    sizes: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    path = f"/k/{site.world.kiosk}" if kiosk else f"/s/{site.world.health_link}"
    page.goto(site.address + path, wait_until="networkidle")
    assert len([size for size in sizes if size]) <= 4  # none: from the memory
    assert sum(sizes) <= BUDGET
    assert page.evaluate("document.fonts.size") == 0
    again: list[float] = []
    session.on("Network.loadingFinished", lambda event: again.append(event["encodedDataLength"]))
    page.reload(wait_until="networkidle")
    assert sum(again) < 7_000  # the page alone: the rest is kept


def test_skip_rules_act_at_once(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "yes")
    forward(page)
    guardian = page.locator("#q-guardian")
    expect(guardian).to_be_hidden()
    page.locator("#q-age").fill("17,5")
    expect(guardian).to_be_visible()
    forward(page)
    expect(page.locator("#e-guardian")).to_be_visible()
    choose(page, "guardian", "no")
    expect(page.locator("[data-end]:visible")).to_contain_text("Tanpa izin orang tua")
    page.locator(".send button").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    assert stored(site) == [("no_consent", "")]


def test_not_eligible_ends_kindly(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "no")
    expect(page.locator("[data-go=next]")).to_be_hidden()
    page.locator(".send button").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    expect(page.locator("main")).to_contain_text("tidak perlu dijawab")
    assert stored(site) == [("not_eligible", "")]


def test_the_consent_comes_first(page: Page, site: Site) -> None:
    opened(page, site)
    forward(page)
    expect(page.locator("#e-consent")).to_be_visible()
    expect(page.locator("[name=consent]")).to_be_focused()
    consent(page)
    expect(page.locator("#e-consent")).to_have_count(0)


def test_a_typed_answer_or_none(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "yes")
    forward(page)
    refused = page.locator("[name=age][value=refused]")
    page.locator("#q-age").fill("40")
    refused.check(force=True)
    expect(page.locator("#q-age")).to_have_value("")
    page.locator("#q-age").fill("41")
    expect(refused).not_to_be_checked()


def test_the_phones_own_back_button(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "yes")
    forward(page)
    expect(page.locator("#q-age")).to_be_visible()
    page.go_back()
    expect(page.locator("#q-eligible")).to_be_visible()
    page.locator("[data-go=back]").click()
    expect(page.locator("#q-consent")).to_be_visible()
    expect(page.locator("[name=consent]")).to_be_checked()


@pytest.mark.parametrize("closed", [False, True], ids=["reload", "closed-tab"])
def test_answers_are_offered_again(context: BrowserContext, site: Site, closed: bool) -> None:
    page = opened(context.new_page(), site)
    consent(page)
    choose(page, "eligible", "yes")
    forward(page)
    page.locator("#q-age").fill("47")
    if closed:
        page.close()
        page = context.new_page()
    opened(page, site)
    note = page.locator("#kept")
    expect(note).to_be_visible()
    expect(page.locator("form#survey")).to_be_hidden()
    note.get_by_role("button", name="Lanjutkan").click()
    expect(page.locator("#q-age")).to_have_value("47")
    expect(page.locator("#q-age")).to_be_visible()


def test_a_shared_phone_forgets(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "yes")
    page.get_by_role("button", name="Hapus dari ponsel ini").click()
    opened(page, site)
    expect(page.locator("#kept")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    consent(page)
    page.reload()
    page.get_by_role("button", name="Hapus dan mulai dari awal").click()
    expect(page.locator("[name=consent]")).not_to_be_checked()
    assert page.evaluate("localStorage.length") == 0


def test_nothing_is_kept_after_sending(page: Page, site: Site) -> None:
    answer(page, site, "id")
    assert page.evaluate("localStorage.length") == 0


PORTAL = "<!doctype html><title>Wi-Fi</title><main><h1>Masuk</h1></main>"


def portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body=PORTAL)


def portal_json(route: Route) -> None:
    route.fulfill(status=200, content_type="application/json", body='{"id": "x", "receipt": "/"}')


def elsewhere(route: Route) -> None:
    route.fulfill(status=302, headers={"Location": "http://192.0.2.1/login"})


def unavailable(route: Route) -> None:
    route.fulfill(status=503, content_type="text/html", body="<h1>503</h1>")


def forbidden(route: Route) -> None:
    route.fulfill(status=403, content_type="text/html", body=PORTAL)


@pytest.mark.parametrize(
    "fault",
    [portal, portal_json, elsewhere, unavailable, forbidden, lambda route: route.abort()],
    ids=["portal", "portal-json", "redirect", "503", "403", "dropped"],
)
def test_only_the_receipt_is_a_receipt(
    page: Page, site: Site, fault: Callable[[Route], None]
) -> None:
    opened(page, site)
    fill_in(page, answers())
    address = re.compile(r"/s/[a-z0-9]+$")
    page.route(address, fault)
    page.locator(".send button").click()
    expect(page.locator("#unsent")).to_contain_text("Belum terkirim, akan dicoba lagi")
    assert page.evaluate("localStorage.length") == 1
    page.unroute(address)
    page.get_by_role("button", name="Coba sekarang").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    assert len(stored(site)) == 1


def test_sent_but_the_receipt_was_lost(page: Page, site: Site) -> None:
    """The server stored it, the answer was lost: sent again it is the same one."""
    opened(page, site)
    fill_in(page, answers())
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.route(re.compile(r"/s/[a-z0-9]+$"), lose, times=1)
    page.locator(".send button").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    assert lost == [200]
    assert len(stored(site)) == 1


def test_stored_but_the_tab_was_closed_before_the_receipt(
    context: BrowserContext, site: Site
) -> None:
    """Opened again the page sends under the old ticket: the same person counts once."""
    page = opened(context.new_page(), site)
    fill_in(page, answers())
    stored_once: list[int] = []

    def lose(route: Route) -> None:
        stored_once.append(route.fetch().status)
        route.abort()

    page.route(re.compile(r"/s/[a-z0-9]+$"), lose)
    page.locator(".send button").click()
    expect(page.locator("#unsent")).to_be_visible()
    page.close()
    context.clear_cookies()
    page = context.new_page()
    page.goto(f"{site.address}/s/{site.world.link}")
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    assert stored_once[0] == 200
    assert len(stored(site)) == 1


def test_unsent_answers_are_sent_when_the_page_is_opened_again(
    context: BrowserContext, site: Site
) -> None:
    page = opened(context.new_page(), site)
    fill_in(page, answers())
    context.set_offline(True)
    page.locator(".send button").click()
    expect(page.locator("#unsent")).to_be_visible()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{site.address}/s/{site.world.link}")
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    assert len(stored(site)) == 1


# The part is left: the focus is on the heading of the next, or on what is missing in this.
LEFT = "() => !document.activeElement.matches('[data-go=next]')"


def test_the_whole_journey_by_keyboard(page: Page, site: Site) -> None:
    opened(page, site)
    tabs = 0
    while page.locator("h1", has_text="Terima kasih").count() == 0:
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.type, document.activeElement.name]")
        if here[0] in ("radio", "checkbox"):
            if here[1] == "consent" or here[1] not in ("age", "visits", "service_date"):
                page.keyboard.press("Space")
        elif here[1] == "age":
            page.keyboard.type("35")
        elif page.evaluate("document.activeElement.matches('[data-go=next]')"):
            page.keyboard.press("Enter")
            page.wait_for_function(LEFT)
        elif page.evaluate("document.activeElement.matches('.send button')"):
            page.keyboard.press("Enter")
            expect(page.locator("h1")).to_contain_text("Terima kasih")
        tabs += 1
        assert tabs < 400
    assert len(stored(site)) == 1


def test_what_a_screen_reader_meets_in_order(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "yes")
    for _ in range(4):
        forward(page)
    tree = page.locator("form#survey").aria_snapshot()
    order = [
        "Bagian 5 dari 8",
        'heading "Kepuasan Saudara"',
        'group "16. Bagaimana pendapat Saudara tentang kesesuaian persyaratan',
        'radio "Tidak sesuai"',
        'radio "Sangat sesuai"',
        'button "Kembali"',
        'button "Lanjut"',
    ]
    places = [tree.find(each) for each in order]
    assert -1 not in places, tree
    assert places == sorted(places)
    assert "Biarkan kolom ini kosong" not in tree


def test_targets_are_large(page: Page, site: Site) -> None:
    opened(page, site)
    consent(page)
    choose(page, "eligible", "yes")
    for _ in range(5):
        boxes = [
            each.bounding_box()
            for each in page.locator(".choices label:visible,.button:visible").all()
        ]
        assert boxes
        assert min(box["height"] for box in boxes if box) >= 48
        forward(page)


CONTRAST = """(span) => {
  const part = (value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number).map(part);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const {color, backgroundColor} = getComputedStyle(span);
  const [low, high] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_answers_are_read_in_bad_light(
    browser: Browser, site: Site, scheme: Literal["light", "dark"]
) -> None:
    """AAA: 7 to 1, chosen or not."""
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = opened(context.new_page(), site)
    consent(page)
    choose(page, "eligible", "yes")
    page.mouse.move(0, 0)
    ratios = [
        each.evaluate(CONTRAST) for each in page.locator(".choices label > span:visible").all()
    ]
    assert len(ratios) == 2
    assert min(ratios) >= 7
    context.close()


@pytest.mark.parametrize("width", [320, 640])
def test_no_sideways_scrolling_when_zoomed(browser: Browser, site: Site, width: int) -> None:
    """320 px, and 1280 px at 200 percent."""
    context = browser.new_context(viewport={"width": width, "height": 500})
    page = opened(context.new_page(), site)
    fill_in(page, answers(), each=no_sideways_scroll)
    no_sideways_scroll(page)
    context.close()


def test_a_clock_years_off_changes_nothing(context: BrowserContext, site: Site) -> None:
    context.clock.install(time=datetime.now(UTC) - timedelta(days=5 * 365))
    page = context.new_page()
    assert re.fullmatch(r"[0-9A-Z]{16}", answer(page, site, "id"))
    assert stored(site) == [("complete", "")]


def test_paper_shows_every_question(page: Page, site: Site) -> None:
    opened(page, site)
    page.emulate_media(media="print")
    expect(page.locator("#q-mal_konflik")).to_be_visible()
    expect(page.locator("[data-go=next]")).to_be_hidden()


def test_reduced_motion(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(context.new_page(), site)
    assert page.locator("html").evaluate("e => getComputedStyle(e).scrollBehavior") == "auto"
    context.close()


def kiosk(context: BrowserContext, site: Site) -> Page:
    context.clock.install()
    return opened(context.new_page(), site, f"/k/{site.world.kiosk}")


def test_a_kiosk_starts_again_after_silence(context: BrowserContext, site: Site) -> None:
    page = kiosk(context, site)
    context.clock.run_for(120_000)  # nobody there: nothing happens
    expect(page.locator("#silence")).to_be_hidden()
    consent(page)
    choose(page, "eligible", "yes")
    context.clock.run_for(61_000)
    expect(page.locator("#silence")).to_be_visible()
    page.get_by_role("button", name="Saya masih di sini").click()
    expect(page.locator("#silence")).to_be_hidden()
    expect(page.locator("[name=eligible][value=yes]")).to_be_checked()
    context.clock.run_for(76_000)
    expect(page.locator("[name=consent]")).not_to_be_checked()
    assert page.evaluate("[localStorage.length, history.length]") == [0, 2]


def test_a_kiosk_keeps_nothing_of_the_person_before(context: BrowserContext, site: Site) -> None:
    page = kiosk(context, site)
    fill_in(page, answers(age="47"))
    page.locator(".send button").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    context.clock.run_for(76_000)
    expect(page.locator("[name=consent]")).to_be_visible()
    page.go_back()
    page.wait_for_load_state("load")
    written = "[...document.querySelectorAll('input')].map((each) => each.value).join(' ')"
    assert "47" not in str(page.evaluate(written)).split()
    assert page.locator(".receipt-code").count() == 0


def test_a_kiosk_gives_nothing_back_after_a_language_switch(
    context: BrowserContext, site: Site
) -> None:
    page = kiosk(context, site)
    fill_in(page, answers(suggestion="rahasia saya"))
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[name=consent]")).to_be_checked()
    while page.locator(".send").is_hidden():
        forward(page)
    page.locator(".send button").click()
    expect(page.locator("h1")).to_contain_text("Thank you")
    page.locator("#again").click()
    expect(page.locator("[name=consent]")).not_to_be_checked()
    page.go_back()
    page.wait_for_load_state("load")
    assert page.locator(":checked").count() == 0
    written = "[...document.querySelectorAll('textarea')].map((each) => each.value).join('')"
    assert page.evaluate(written) == ""


def test_a_kiosk_falls_silent_after_a_language_switch_too(
    context: BrowserContext, site: Site
) -> None:
    page = kiosk(context, site)
    consent(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.clock.run_for(61_000)
    expect(page.locator("#silence")).to_be_visible()
    context.clock.run_for(20_000)
    expect(page.locator("[name=consent]")).not_to_be_checked()


def test_a_kiosk_throws_nothing_away_while_it_sends(context: BrowserContext, site: Site) -> None:
    page = kiosk(context, site)
    fill_in(page, answers())
    address = re.compile(r"/k/[a-z0-9]+$")
    page.route(address, lambda route: route.abort())
    page.locator(".send button").click()
    expect(page.locator("#unsent")).to_contain_text("Biarkan halaman ini terbuka")
    expect(page.locator("#q-suggestion")).to_be_hidden()
    context.clock.run_for(200_000)
    expect(page.locator("#unsent")).to_be_visible()
    page.unroute(address)
    page.get_by_role("button", name="Coba sekarang").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih")
    assert len(stored(site)) == 1


def test_a_lost_receipt_is_fetched_before_another_person_answers(
    context: BrowserContext, site: Site
) -> None:
    """Stored, and the cookie is there, but the page died: the first person gets the receipt."""
    page = opened(context.new_page(), site)
    fill_in(page, answers())
    page.route(re.compile(r"/s/[a-z0-9]+$"), lambda route: route.abort())
    page.locator(".send button").click()
    expect(page.locator("#unsent")).to_be_visible()
    body = page.evaluate("new URLSearchParams(new FormData(document.forms.survey)).toString()")
    page.close()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    context.request.post(f"{site.address}/s/{site.world.link}", data=body, headers=form)
    other = context.new_page()
    other.goto(f"{site.address}/s/{site.world.link}?another=1")
    expect(other.locator("#kept")).to_be_hidden()
    expect(other.locator("[name=consent]")).not_to_be_checked()
    other.close()
    again = context.new_page()
    again.goto(f"{site.address}/s/{site.world.link}")
    expect(again.locator("h1")).to_contain_text("Terima kasih, jawaban")
    assert again.evaluate("localStorage.length") == 0
    assert len(stored(site)) == 1


def test_back_after_an_error_goes_back(page: Page, site: Site) -> None:
    opened(page, site)
    fill_in(page, answers(age="tua"))
    page.locator(".send button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[data-go=next]").click()
    expect(page.locator("#q-service")).to_be_visible()
    page.locator("[data-go=back]").click()
    expect(page.locator("#q-age")).to_be_visible()
