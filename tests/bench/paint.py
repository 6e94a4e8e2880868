"""First paint of the form on a slow network: 50 KB/s and 400 ms, a phone that was never here.

The floor is the bare page of `tests/bench/floor.py` under the same server and conditions: no
style, no script, the same number of fields.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.web import filled, server
from tests.browser.conftest import FLAGS
from tests.databases import Sqlite

RUNS = 7
CONDITIONS = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50 * 1024,
    "uploadThroughput": 20 * 1024,
}
PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  const found = list.getEntriesByName("first-contentful-paint")[0];
  if (found) done(found.startTime);
}).observe({type: "paint", buffered: true}))"""


def first_paint(browser: Browser, address: str) -> float:
    """Give the milliseconds until anything is seen, on a phone with nothing in its cache."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", CONDITIONS)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    found = float(page.evaluate(PAINT))
    context.close()
    return found


def main() -> None:
    """Measure in turn with the floor, and print the medians and the ratio."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write("first paint  NOTE: no chromium, not measured\n")
        return
    with tempfile.TemporaryDirectory() as name, Sqlite(Path(name)).database() as url:
        path = filled(url)
        floor = {"FLOOR_DATABASE": str(Path(name) / "floor.sqlite3")}
        with (
            server("survey:create_app()", DATABASE_URL=url) as ours,
            server("tests.bench.floor:app", **floor) as bare,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            addresses = (f"http://127.0.0.1:{ours}{path}", f"http://127.0.0.1:{bare}/s/x")
            pairs = [[first_paint(browser, address) for address in addresses] for _ in range(RUNS)]
            browser.close()
    ours_ms, floor_ms = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    words = f"form {ours_ms / 1000:5.2f} s   floor {floor_ms / 1000:5.2f} s   ratio {ratio:.2f}"
    sys.stdout.write(f"first paint  {words}   at 50 KB/s, 400 ms, processor 4 × slower\n")


if __name__ == "__main__":
    main()
