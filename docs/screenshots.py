"""Makes the pictures of the README from the demo, so that they stay true: `make screenshots`."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pictures
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from survey.services.demo import accounts

PHONE: ViewportSize = {"width": 360, "height": 720}
DESK: ViewportSize = {"width": 1280, "height": 1360}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def demo() -> Iterator[str]:
    """Serve the demo from a database of its own."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3"}
        survey = [sys.executable, "-m", "survey"]
        for command in (["db", "upgrade"], ["demo"]):
            subprocess.run([*survey, *command], env=environment, check=True)  # noqa: S603
        serve = [*survey, "serve", "--port", str(port)]
        with subprocess.Popen(serve, env=environment) as server:  # noqa: S603
            try:
                wait(f"http://127.0.0.1:{port}/health/ready")
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def wait(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(1800):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server did not start")


def phone(browser: Browser, address: str) -> None:
    """Show the survey as a resident sees it."""
    page = browser.new_page(viewport=PHONE, device_scale_factor=2)
    page.goto(address)
    page.locator(".entrance a").first.click()
    page.locator("[name=consent]").check(force=True)
    page.locator("[data-go=next]").click()
    page.locator("[name=eligible][value=yes]").check(force=True)
    while page.locator("#q-waktu").is_hidden():
        page.locator("[data-go=next]").click()
    page.evaluate("document.querySelector('#q-waktu').scrollIntoView()")
    page.locator("[name=waktu][value='3']").check(force=True)
    picture(page, "survey")
    page.close()


def desk(browser: Browser, address: str) -> None:
    """Show what staff see."""
    page = browser.new_page(viewport=DESK)
    page.goto(f"{address}/staff/")
    page.locator("[name=name]").fill(accounts.NAME)
    page.locator("[name=password]").fill(accounts.PASSWORD)
    with page.expect_navigation():
        page.locator("main button").click()
    page.goto(f"{address}/staff/rounds/demo-banten-2024?institution=36.04")
    page.locator(".scroll-table").wait_for()
    picture(page, "merged")
    page.goto(f"{address}/staff/compliance")
    picture(page, "conflict")
    page.close()


def picture(page: Page, name: str) -> None:
    """Save a picture."""
    page.screenshot(path=pictures.FOLDER / f"{name}.png")


def main() -> None:
    """Make every picture."""
    with demo() as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        phone(browser, address)
        desk(browser, address)
        browser.close()
    pictures.remember()


if __name__ == "__main__":
    main()
