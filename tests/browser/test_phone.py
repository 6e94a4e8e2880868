"""What the other tests rely on: what a phone keeps when it loses its power."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.phone import Phone
from tests.loopback import HTML, Answer, Handler, Server

ANSWERS = {
    "/": Answer.of(200, HTML, "<h1>from the server</h1>", ("Cache-Control", "no-store")),
    "/worker.js": Answer.of(
        200,
        "text/javascript",
        """
        addEventListener('install', (event) => event.waitUntil(
          caches.open('kept').then((cache) => cache.add('/'))
        ));
        addEventListener('fetch', (event) => event.respondWith(
          fetch(event.request).catch(() => caches.match(event.request))
        ));
        """,
    ),
}
OPEN = """
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('kept', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rows', {keyPath: 'id'});
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
"""
WRITE = f"""async (row) => {{ {OPEN}
    await new Promise((resolve, reject) => {{
      const work = database.transaction('rows', 'readwrite', {{durability: 'strict'}});
      work.objectStore('rows').put(row);
      work.oncomplete = resolve;
      work.onabort = () => reject(work.error);
    }});
}}"""
READ = f"""async () => {{ {OPEN}
    return await new Promise((resolve, reject) => {{
      const request = database.transaction('rows').objectStore('rows').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }});
}}"""
REGISTER = """async () => {
    await navigator.serviceWorker.register('/worker.js');
    const {active} = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') {
      await new Promise((resolve) => active.addEventListener('statechange', resolve, {once: true}));
    }
}"""


class Tiny(Handler):
    def answer(self, body: bytes) -> None:
        self.send(ANSWERS.get(self.target) or Answer.of(404, HTML, ""))


@pytest.fixture
def tiny() -> Iterator[Server]:
    with Server(Tiny) as server:
        yield server


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path) -> Iterator[Phone]:
    with closing(Phone(playwright, tmp_path / "profile")) as phone:
        yield phone


def heading(page: Page, server: Server) -> str:
    page.goto(server.address)
    return page.locator("h1").inner_text()


def test_a_record_outlives_the_power(phone: Phone, tiny: Server) -> None:
    rows = [{"id": number, "text": "jawaban " * 100} for number in range(3)]
    for known, row in enumerate(rows):
        page = phone.start()
        page.goto(tiny.address)
        assert page.evaluate("innerWidth") == 360
        assert page.evaluate(READ) == rows[:known]
        page.evaluate(WRITE, row)
        phone.kill()
    page = phone.start()
    page.goto(tiny.address)
    assert page.evaluate(READ) == rows


def test_a_worker_answers_for_a_dead_server(phone: Phone, tiny: Server) -> None:
    page = phone.start()
    assert heading(page, tiny) == "from the server"
    page.evaluate(REGISTER)
    tiny.stop()
    assert heading(page, tiny) == "from the server"
    phone.kill()
    page = phone.start()
    assert heading(page, tiny) == "from the server"
    assert page.evaluate("fetch('/not-kept').catch(() => 'dead')") == "dead"


def test_nothing_is_left_running(phone: Phone) -> None:
    for end in (phone.kill, phone.close):
        page = phone.start()
        process = phone.process
        assert process is not None
        end()
        assert page.is_closed()
        assert process.returncode == (-signal.SIGKILL if end == phone.kill else 0)
        assert not [name for name in os.listdir(phone.folder) if name.startswith("Singleton")]
        end()  # twice does no harm


def test_two_phones_know_nothing_of_each_other(
    phone: Phone, playwright: Playwright, tmp_path: Path, tiny: Server
) -> None:
    with closing(Phone(playwright, tmp_path / "other")) as other:
        for each in (phone, other):
            page = each.start()
            page.goto(tiny.address)
            assert page.evaluate(READ) == []
            page.evaluate(WRITE, {"id": 1})
        phone.kill()
        assert page.evaluate(READ) == [{"id": 1}]
