"""A network between a browser and one server that can fail in every way that matters.

`Faults` keeps one address while the server behind it stops, starts, or moves. Every answer ends
its connection: on a connection used before, Chromium would silently send a request again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Final
from urllib.parse import urlsplit

from tests.loopback import HTML, JSON, SECONDS, Answer, Handler, Header, Server

SIGN_IN: Final = "/staff/sign-in"
# What belongs to one connection (RFC 9110, 7.6.1), and what is worked out anew for each.
HOP_BY_HOP: Final = {
    *("connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization"),
    *("proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"),
}
DEAD: Final = Answer.of(502, HTML, "<h1>502 Bad Gateway</h1>")
INSTEAD: Final = {
    "503": Answer.of(503, HTML, "<h1>503 Service Temporarily Unavailable</h1>"),
    "500": Answer.of(500, HTML, "<h1>500 Internal Server Error</h1>"),
    "413": Answer.of(413, HTML, "<h1>413 Request Entity Too Large</h1>"),
    "redirect": Answer.of(302, HTML, "<h1>302 Found</h1>", ("Location", SIGN_IN)),
    "portal": Answer.of(200, HTML, "<title>Login</title><h1>Selamat datang di WiFi gratis</h1>"),
    "empty": Answer.of(200, JSON, ""),
    "lie": Answer.of(200, JSON, '{"results": []}'),
}
FORWARDED: Final = frozenset({"ok", "drop_after", "truncated"})


class Faults(Server):
    """Stands in front of a server, and does to requests under `prefix` what `plan` says.

    - `ok` forwards the request, and the answer;
    - `503`, `500`, `413`, `redirect` (to the sign-in), `portal` (a page, as if all were well),
      `empty` (JSON without a byte), `lie` (JSON without a result) answer without forwarding;
    - `drop_before` hangs up without forwarding, `drop_after` once the server has answered;
    - `truncated` forwards, and hangs up in the middle of the answer's body.

    `counts` has what was done, under these names; `502` where the server was dead though it was
    to be asked, and `other` for requests that are not under the prefix. A request is counted
    before it is answered. One plan is asked for at a time. An exception in a plan, or a plan of
    another name, hangs up, and is raised when the block ends.

    Answers are read whole before they are sent on: no streams. `Host` stays what the client
    sent, as it is the origin of the pages.
    """

    def __init__(
        self, backend: str, prefix: str = "/", plan: Callable[[], str] = lambda: "ok"
    ) -> None:
        super().__init__(Relay)
        self.backend = backend
        self.prefix = prefix
        self.plan = plan
        self.counts: Counter[str] = Counter()

    def planned(self, target: str) -> str:
        """Say what to do to a request; a sign-in page is there for whoever is sent to it."""
        if not target.startswith(self.prefix):
            return "other"
        with self.lock:
            kind = self.plan()
        if kind not in {*FORWARDED, *INSTEAD, "drop_before"}:
            raise ValueError(f"unknown fault: {kind!r}")
        return "ok" if kind == "redirect" and target.startswith(SIGN_IN) else kind

    def count(self, kind: str) -> None:
        """Count what is done."""
        with self.lock:
            self.counts[kind] += 1


class Relay(Handler):
    """Forwards requests, or does worse."""

    server: Faults

    def answer(self, body: bytes) -> None:
        """Do what is planned."""
        kind = self.server.planned(self.target)
        found = INSTEAD.get(kind)
        if kind in FORWARDED or kind == "other":
            found = self.forwarded(body)
            kind = "502" if found is DEAD else kind
        self.server.count(kind)
        if found is not None and kind != "drop_after":
            self.send(found, 0.5 if kind == "truncated" else 1)

    def forwarded(self, body: bytes) -> Answer:
        """Ask the server."""
        where = urlsplit(self.server.backend).netloc
        try:
            with closing(HTTPConnection(where, timeout=SECONDS)) as connection:
                self.ask(connection, body)
                return self.received(connection.getresponse())
        except (OSError, HTTPException):
            return DEAD

    def ask(self, connection: HTTPConnection, body: bytes) -> None:
        """Send the request on; a server may answer before it has read all of it."""
        connection.putrequest(self.command, self.target, skip_host=True, skip_accept_encoding=True)
        for header in lasting(self.headers.items(), "content-length"):
            connection.putheader(*header)
        if body or "Content-Length" in self.headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.putheader("Connection", "close")
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.endheaders(body)

    def received(self, response: HTTPResponse) -> Answer:
        """Read an answer to its end; one without a body keeps the length it speaks of."""
        body = response.read()
        headers = moved(response.getheaders(), self.server.backend, self.server.address)
        if self.command == "HEAD" or response.status in (204, 304):
            return Answer(response.status, response.reason, (*lasting(headers),))
        length = ("Content-Length", str(len(body)))
        kept = (*lasting(headers, "content-length"), length)
        return Answer(response.status, response.reason, kept, body)


def lasting(headers: Iterable[Header], *others: str) -> Iterator[Header]:
    """Give the headers that are not about the connection they came over, nor some others."""
    every = list(headers)
    named = {
        name.strip().lower()
        for header, value in every
        if header.lower() == "connection"
        for name in value.split(",")
    }
    return (each for each in every if each[0].lower() not in {*HOP_BY_HOP, *named, *others})


def moved(headers: Iterable[Header], backend: str, address: str) -> Iterator[Header]:
    """Keep whoever is sent on to the server on the address in front of it."""
    for name, value in headers:
        told = name.lower() == "location" and value.startswith(f"{backend}/")
        yield name, address + value.removeprefix(backend) if told else value
