"""A real Chromium against real server processes, on both databases."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)
from sqlalchemy import create_engine, text

from survey import create_app
from survey.extensions import db
from tests import absent
from tests.browser import fieldwork
from tests.conftest import CEILING, Backend
from tests.databases import Sqlite
from tests.world import World, build

PHONE: ViewportSize = {"width": 360, "height": 740}
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

expect.set_options(timeout=CEILING * 1000)

CLEARED = (
    *("free_text", "quarantined_submission", "submission", "token", "attempt", "device"),
    "audit_entry",
)


@dataclass(frozen=True)
class Site:
    """A server that runs, and what is in its database."""

    address: str
    database: str
    world: World


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers: a thread can have one only."""
    if shutil.which("chromium") is None:
        absent.skip(absent.CHROMIUM)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, started once."""
    chromium = shutil.which("chromium")
    started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
    yield started
    started.close()


@pytest.fixture
def site(backend: Backend) -> Iterator[Site]:
    """Two worker processes on a new database with the small world in it."""
    with backend.database() as url, filled(url) as site:
        yield site


@pytest.fixture(scope="session")
def long_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server on SQLite for many tests."""
    backend = Sqlite(tmp_path_factory.mktemp("lasting"))
    with backend.database() as url, filled(url) as site:
        yield site


@pytest.fixture
def lasting(long_running: Site) -> Site:
    """The long-running server, without any answer in its database."""
    engine = create_engine(long_running.database)
    with engine.begin() as connection:
        for table in CLEARED:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 (our own names)
    engine.dispose()
    return long_running


@contextmanager
def filled(url: str, *more: str) -> Iterator[Site]:
    """Put the small world into a database, and serve it; `more` are options of the server."""
    app = create_app({"DATABASE_URL": url})
    with app.app_context():
        world = build()
        db.session.remove()
        db.engine.dispose()
    with serving(url, None, *more) as address:
        yield Site(address, url, world)


@contextmanager
def serving(url: str, program: Path | None = None, *more: str) -> Iterator[str]:
    """Run `survey serve` until the block ends; `program`: the folder of another version of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "survey", "serve", "--port", str(port), *more]
    # A worker that gets no processor for a while is not dead.
    patience = f"--timeout {CEILING}"
    environment = os.environ | {"DATABASE_URL": url, "GUNICORN_CMD_ARGS": patience}
    with subprocess.Popen(
        command, env=environment, cwd=program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/health/ready", process)
            yield address
        finally:
            process.terminate()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers, or ended."""
    end = time.monotonic() + CEILING
    while True:
        try:
            urllib.request.urlopen(address, timeout=CEILING).close()  # noqa: S310
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where downloads go."""
    return tmp_path


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone without anything of ours on it."""
    made = browser.new_context(viewport=PHONE)
    made.set_default_timeout(CEILING * 1000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, lasting: Site) -> Page:
    """A phone on which the enumerator signed in and chose a PIN."""
    found = context.new_page()
    fieldwork.sign_in(found, lasting.address)
    return found
