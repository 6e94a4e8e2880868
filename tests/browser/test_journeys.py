"""From a phone to the merged score: the whole line, as people walk it."""

import http.cookiejar
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from survey.exports.labels import LABELS
from tests.browser.conftest import PHONE, Site
from tests.factories import read_csv
from tests.world import PASSWORD, answers, unhurried

WORDS = {
    "id": {"send": "Kirim jawaban", "thanks": "Terima kasih", "merged": "Dinas Sosial"},
    "en": {"send": "Send my answers", "thanks": "Thank you", "merged": "Dinas Sosial"},
}


def no_sideways_scroll(page: Page) -> None:
    """Nothing stands beyond the right edge."""
    inner, outer = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert inner <= outer


def post_answers(site: Site, count: int) -> None:
    """Answer as other residents, without a browser."""
    for _ in range(count):
        address = f"{site.address}/s/{site.world.link}"
        opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        form = answers() | {"ticket": unhurried(site.world.link), "consent": "1"}
        opener.open(address, urllib.parse.urlencode(form).encode()).close()


def answer(page: Page, site: Site, language: str) -> str:
    """Answer by hand, and give the receipt code."""
    page.goto(f"{site.address}/s/{site.world.link}?lang={language}")
    no_sideways_scroll(page)
    take_time(page, site.world.link)
    fill_in(page, answers(waktu="4", mal_imbalan="yes"))
    page.get_by_role("button", name=WORDS[language]["send"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS[language]["thanks"])
    no_sideways_scroll(page)
    return re.sub(r"\s", "", page.locator(".receipt-code").inner_text())


def take_time(page: Page, scope: str) -> None:
    """Let the form have been open for some minutes, as it is for people."""
    change = "(field, ticket) => { field.value = ticket; }"
    page.locator("[name=ticket]").evaluate(change, unhurried(scope))


def fill_in(
    page: Page, given: dict[str, str], each: Callable[[Page], None] = no_sideways_scroll
) -> None:
    """Answer part by part where the page shows parts, all at once where it does not.

    `each` is done on every part.
    """
    page.locator("[name=consent]").check(force=True)
    forward(page)
    for name, value in given.items():
        while page.locator(f"[name={name}]").first.is_hidden():
            each(page)
            forward(page)
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value='{value}']").check(force=True)
        else:
            field.first.fill(value)
    while page.locator(".send").is_hidden():
        forward(page)


def forward(page: Page) -> None:
    """Go to the next part, where there are parts."""
    following = page.locator("[data-go=next]")
    if following.is_visible():
        following.click()


def open_table(page: Page, site: Site, language: str) -> None:
    """Sign in, and open the merged table of the open round."""
    page.goto(f"{site.address}/staff/?lang={language}")
    if "/sign-in" in page.url:
        page.locator("[name=name]").fill("siti")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button").click()
        expect(page.locator("nav.menu")).to_be_visible()
    page.goto(f"{site.address}/staff/rounds/open?lang={language}")


def shown_n(page: Page) -> list[str]:
    """Read the two bases of the unit: interview + token, and online + kiosk."""
    row = page.locator("tbody tr", has_text="Dinas Sosial").first
    cells = row.locator("td.number.group-edge").all_inner_texts()
    return [text for text in cells if re.fullmatch(r"<?\d+", text)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_from_a_phone_to_the_workbook(
    browser: Browser, site: Site, folder: Path, language: str, javascript: bool
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    page = context.new_page()
    post_answers(site, 9)
    open_table(page, site, language)
    assert shown_n(page) == ["0", "<10"]
    code = answer(page, site, language)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", code)
    page.reload()
    assert code not in page.content()
    open_table(page, site, language)
    assert shown_n(page) == ["0", "10"]
    with page.expect_download() as download:
        page.locator("a[download]", has_text="XLSX").last.click()
    download.value.save_as(folder / "table.xlsx")
    assert in_workbook(folder / "table.xlsx") == aggregated(site, folder)
    context.close()


def in_workbook(path: Path) -> dict[str, object]:
    """Read the figures of the unit from the sheet Gabungan."""
    rows = openpyxl.load_workbook(path)["Gabungan"].iter_rows(values_only=True)
    heading = list(next(rows))
    record = dict(zip(heading, next(rows), strict=True))
    return {name: record[LABELS[name][0]] for name in FIGURES}


FIGURES = ("n", "ikm", "ikm_se", "ikm_low", "ikm_high", "mal_n", "mal_rate", "freedom")


def aggregated(site: Site, folder: Path) -> dict[str, object]:
    """Export the responses, and aggregate the file as an analyst would."""
    run(site, "export", "--round", "open", "--out", str(folder / "r.csv"))
    by = ["--by", "institution_code,institution,unit_code,unit,sector"]
    run(site, "aggregate", str(folder / "r.csv"), *by, "--out", str(folder / "o"))
    (record,) = read_csv(folder / "o" / "merged.csv")
    return {name: float(record[name]) for name in FIGURES}


def run(site: Site, *arguments: str) -> None:
    """Run the command on the database of the site."""
    environment = os.environ | {"DATABASE_URL": site.database}
    command = [sys.executable, "-m", "survey", *arguments]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def test_errors_lead_to_the_field(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site.address}/s/{site.world.link}")
    fill_in(page, answers(age="tua"))
    page.locator(".send button").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Tulis dengan angka")
    expect(summary).to_be_focused()
    assert page.title().startswith("Kesalahan:")
    page.locator(".error-summary a[href='#q-age']").click()
    expect(page.locator("#q-age")).to_be_focused()
    assert page.locator("#q-age").input_value() == "tua"
    page.close()


def test_the_language_can_be_switched(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site.address}/s/{site.world.link}")
    page.locator("[name=consent]").check(force=True)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[name=consent]")).to_be_checked()
    expect(page.locator("main")).to_contain_text("Your satisfaction")
    page.close()
