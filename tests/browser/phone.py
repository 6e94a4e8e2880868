"""A browser that can lose its power at any moment, and be switched on again."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Error, Page, Playwright

from tests.browser.conftest import FLAGS, PHONE
from tests.conftest import CEILING

SECONDS: Final = CEILING
OWN_FLAGS: Final = (
    *("--headless=new", "--remote-debugging-port=0", "--no-default-browser-check"),
    *("--password-store=basic", "--disable-dev-shm-usage", "--disable-crash-reporter"),
)
PORT: Final = "DevToolsActivePort"


class Phone:
    """Chromium on a profile folder of its own, which outlives it.

    Use it in `contextlib.closing`. IndexedDB, workers and caches survive `kill` at once. Cookies
    and localStorage do not: Chromium writes them within half a minute, or on `close`.
    """

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.playwright = playwright
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.browser: Browser | None = None

    def start(self) -> Page:
        """Switch on, and give a page of the size of a phone."""
        if self.process is not None:
            raise RuntimeError("the phone is on already")
        self.clean()
        self.process = launched(self.folder)
        try:
            self.browser = self.playwright.chromium.connect_over_cdp(self.address(self.process))
        except BaseException:
            self.kill()
            raise
        page = self.browser.contexts[0].new_page()
        page.set_viewport_size(PHONE)
        page.set_default_timeout(SECONDS * 1000)
        return page

    def address(self, process: subprocess.Popen[bytes]) -> str:
        """Wait until the browser has written where it listens: a port and a path."""
        end = time.monotonic() + SECONDS
        while process.poll() is None and time.monotonic() < end:
            with suppress(FileNotFoundError, ValueError):  # nothing yet, or half of it
                port, path = (self.folder / PORT).read_text("utf-8").splitlines()
                return f"ws://127.0.0.1:{port}{path}"
            time.sleep(0.02)
        raise RuntimeError("chromium did not start")

    def kill(self) -> None:
        """End every process in the middle of what it does."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.gone(self.process)

    def close(self) -> None:
        """Switch off in good order, or else by force."""
        if self.process is None:
            return
        try:
            if self.browser is not None:
                with suppress(Error):  # it may hang up before it answers
                    self.browser.new_browser_cdp_session().send("Browser.close")
            self.gone(self.process)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def gone(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the last process that could still write has let go of the pipe.

        Their group is no sign of it: the dead stay in it where nobody reaps orphans.
        """
        process.communicate(timeout=SECONDS)
        if self.browser is not None:
            self.browser.close()
        self.process = self.browser = None
        self.clean()

    def clean(self) -> None:
        """Remove what a dead browser cannot: its locks, and where it listened."""
        for pattern in ("Singleton*", PORT):
            for path in self.folder.glob(pattern):
                path.unlink()


def launched(folder: Path) -> subprocess.Popen[bytes]:
    """Start Chromium as a group of processes that all hold one pipe."""
    chromium = shutil.which("chromium") or "chromium"
    return subprocess.Popen(
        [chromium, *FLAGS, *OWN_FLAGS, f"--user-data-dir={folder}", "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
