"""The app of enumerators: what its first visit costs, and how soon it starts without a network.

The floor of a start is a bare page kept by a bare worker, on the same phone. Chromium, with a
processor four times slower; the browser is new for each start, its profile is not.
"""

import json
import re
import shutil
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.conftest import FLAGS, filled
from tests.browser.fieldwork import sign_in
from tests.databases import Sqlite
from tests.loopback import HTML, Answer, Handler, Server

RUNS = 5
SHOWN = "document.querySelector('#s-pin:not([hidden]),#bare') !== null"
PAGE = """<!doctype html><title>x</title><h1 id="bare">x</h1><script>
navigator.serviceWorker.register("/sw.js");</script>"""
WORKER = """addEventListener("install", (e) => e.waitUntil(
  caches.open("x").then((cache) => cache.add("/field/"))));
addEventListener("fetch", (e) => e.respondWith(caches.match("/field/")));"""


class Bare(Handler):
    """Serves a page and the worker that keeps it."""

    def answer(self, body: bytes) -> None:
        """Give either."""
        script = self.target.startswith("/sw.js")
        kind = "text/javascript" if script else HTML
        self.send(Answer.of(200, kind, WORKER if script else PAGE))


def kept_size(address: str) -> int:
    """Give the compressed bytes of the page, of all the worker keeps, and of the worker."""

    def size(path: str) -> int:
        headers = {"Accept-Encoding": "br"}
        request = urllib.request.Request(address + path, headers=headers)  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return len(answer.read()) + len(str(answer.headers).encode())

    with urllib.request.urlopen(f"{address}/field/sw.js") as answer:  # noqa: S310
        listed = re.search(r"PRECACHE=(\{.*\});", answer.read().decode())
    urls = json.loads(listed[1])["urls"] if listed else []
    return size("/field/sw.js") + sum(size(path) for path in urls)


def start(context: BrowserContext, address: str) -> float:
    """Give the milliseconds until something can be typed, without a network."""
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    context.set_offline(True)
    page.goto(f"{address}/field/")
    page.wait_for_function(f"() => {SHOWN}")
    found = float(page.evaluate("() => performance.now()"))
    page.close()
    return found


def main() -> None:
    """Print the size, the medians of the starts, and their ratio."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write("field app    NOTE: no chromium, not measured\n")
        return
    with tempfile.TemporaryDirectory() as name, Sqlite(Path(name)).database() as url:
        measure(chromium, Path(name), url)


def measure(chromium: str, folder: Path, url: str) -> None:
    """Measure the app in turn with the floor."""
    with filled(url) as site, Server(Bare) as bare, sync_playwright() as playwright:

        def opened() -> BrowserContext:
            return playwright.chromium.launch_persistent_context(
                str(folder / "profile"), executable_path=chromium, args=list(FLAGS)
            )

        first = opened()
        page = first.new_page()
        sign_in(page, site.address)
        page.goto(f"{bare.address}/field/")
        page.wait_for_function("() => navigator.serviceWorker.ready")
        first.close()
        pairs = []
        for _ in range(RUNS):
            times = []
            for address in (site.address, bare.address):
                again = opened()
                times.append(start(again, address))
                again.close()
            pairs.append(times)
        report(pairs, kept_size(site.address))


def report(pairs: list[list[float]], size: int) -> None:
    """Print it."""
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    start_words = f"{ours / 1000:5.2f} s   floor {floor / 1000:5.2f} s   ratio {ratio:.2f}"
    sys.stdout.write(f"field app    {size / 1024:.1f} KB compressed, both languages\n")
    sys.stdout.write(f"cold start   {start_words}   offline, processor 4 × slower\n")


if __name__ == "__main__":
    main()
