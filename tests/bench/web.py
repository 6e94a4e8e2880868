"""Answers per second: GET the form and POST it, a new person each, 16 clients, 2 workers.

The floor is a bare Flask + Jinja + driver endpoint with one committed INSERT, under the same
server, in turn with the product. The clients run on the same machine, so only the ratio
counts. Bounded, and to loopback only.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from survey import create_app
from survey.extensions import db
from tests.databases import Postgres, Sqlite
from tests.world import TICKET, answers, build

CLIENTS = 16
PERSONS = 640
RUNS = 3
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


def persons(port: int, path: str, count: int) -> int:
    """Be so many persons, one after the other, on one connection; counts stored answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    stored = 0
    for _ in range(count):
        connection.request("GET", path)
        page = connection.getresponse().read().decode()
        found = TICKET.search(page)
        form = answers() | {"ticket": found[1] if found else "", "consent": "1"}
        connection.request("POST", path, urllib.parse.urlencode(form), HEADERS)
        response = connection.getresponse()
        response.read()
        stored += response.status == 303
    connection.close()
    return stored


def rate(port: int, path: str) -> float:
    """Give answers per second."""
    share = PERSONS // CLIENTS
    persons(port, path, 4)
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        stored = sum(pool.map(lambda _: persons(port, path, share), range(CLIENTS)))
    seconds = time.perf_counter() - started
    if stored != PERSONS:
        sys.exit(f"{stored} of {PERSONS} answers were stored")
    return stored / seconds


@contextmanager
def server(application: str, **settings: str) -> Iterator[int]:
    """Run an application under the server of `survey serve`, with two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--worker-class", "gthread", "--threads", "8"]
    command += ["--no-control-socket", "--log-level", "error"]
    with subprocess.Popen(command, env=os.environ | settings) as process:
        try:
            wait(port)
            yield port
        finally:
            process.terminate()


def wait(port: int) -> None:
    """Wait until the server listens."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the server did not start")


def filled(url: str) -> str:
    """Build the small world in a database; gives the path of an open link."""
    app = create_app({"DATABASE_URL": url})
    with app.app_context():
        link = build().link
        db.session.remove()
        db.engine.dispose()
    return f"/s/{link}"


def main() -> None:
    """Measure the product on both databases, each in turn with the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in (Sqlite, Postgres):
            backend = kind(folder)
            with backend.database() as url:
                compare(kind.name, url, folder)
            backend.close()


def compare(name: str, url: str, folder: Path) -> None:
    """Print the rates, and the ratio pair by pair."""
    path = filled(url)
    floor = {"FLOOR_DATABASE": str(folder / f"floor-{name}.sqlite3")}
    with (
        server("survey:create_app()", DATABASE_URL=url) as ours,
        server("tests.bench.floor:app", **floor) as bare,
    ):
        pairs = [(rate(ours, path), rate(bare, "/s/x")) for _ in range(RUNS)]
    ours_median, floor_median = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    rates = f"{ours_median:6.0f} answers/s   floor {floor_median:6.0f}/s"
    sys.stdout.write(f"{name:11} {rates}   ratio {ratio:.2f}\n")


if __name__ == "__main__":
    main()
