"""Interviews a second through `POST submissions`: sealed, in twenties, 8 senders, 2 workers.

The floor is the raw database: the same contents into a bare SQLite file, one INSERT a row and a
commit a batch. The same interviews sent again show what a lost answer costs.
"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.browser.conftest import filled
from tests.databases import Postgres, Sqlite
from tests.interviews import call, interviews, sealed, sign_in

SENDERS, BATCH, EACH, RUNS = 8, 20, 4, 3


def rate(address: str, token: str, batches: list[list[dict[str, Any]]], status: str) -> float:
    """Send batches at once; gives interviews per second."""

    def send(batch: list[dict[str, Any]]) -> int:
        _, told = call(address, "submissions", token, {"items": batch})
        return sum(each["status"] == status for each in told["results"])

    started = time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        done = sum(pool.map(send, batches))
    seconds = time.perf_counter() - started
    if done != sum(map(len, batches)):
        sys.exit(f"{done} interviews were {status}")
    return done / seconds


def raw(folder: Path, items: list[dict[str, Any]]) -> float:
    """Write the same contents into a bare SQLite file; gives rows per second."""
    path = folder / f"raw-{time.monotonic_ns()}.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE interview (id TEXT PRIMARY KEY, content TEXT)")
    started = time.perf_counter()
    for at in range(0, len(items), BATCH):
        with connection:
            rows = [(item["id"], json.dumps(item)) for item in items[at : at + BATCH]]
            connection.executemany("INSERT INTO interview VALUES (?, ?)", rows)
    seconds = time.perf_counter() - started
    connection.close()
    return len(items) / seconds


def measure(name: str, url: str, folder: Path) -> None:
    """Print the medians, and the ratio run by run."""
    runs = []
    with filled(url) as site:
        token = sign_in(site.address)
        _, work = call(site.address, "assignments", token)
        key = work["rounds"][0]["key"]
        for _ in range(RUNS):
            items = interviews(SENDERS * EACH * BATCH)
            closed = [sealed(item, key) for item in items]
            batches = [closed[at : at + BATCH] for at in range(0, len(closed), BATCH)]
            new = rate(site.address, token, batches, "stored")
            again = rate(site.address, token, batches, "duplicate")
            runs.append((new, again, raw(folder, items)))
    new, again, floor = (statistics.median(side) for side in zip(*runs, strict=True))
    share = statistics.median(a / c for a, _, c in runs)
    words = f"{new:6.0f} interviews/s   sent again {again:6.0f}/s   raw database {floor:7.0f}/s"
    sys.stdout.write(f"intake {name:11} {words}   ratio {share:.4f}\n")


def main() -> None:
    """Measure on both databases."""
    with tempfile.TemporaryDirectory() as name:
        for kind in (Sqlite, Postgres):
            backend = kind(Path(name))
            with backend.database() as url:
                measure(kind.name, url, Path(name))
            backend.close()


if __name__ == "__main__":
    main()
