"""Every fault against a tiny server, as a client without any cleverness sees it."""

import gzip
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, IncompleteRead, RemoteDisconnected
from itertools import cycle

import pytest

from tests.faults import SIGN_IN, Faults
from tests.loopback import HTML, LOOPBACK, SECONDS, Answer, Handler, Server

PACKED = gzip.compress(b"jawaban " * 50)
ANSWERS = {
    "/api/packed": Answer(
        203,
        "Quite So",
        (
            ("Content-Type", "application/json"),
            ("Content-Encoding", "gzip"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("X-Once", "for this connection"),
            ("Connection", "X-Once"),
            ("Content-Length", str(len(PACKED))),
        ),
        PACKED,
    ),
    "/api/chunked": Answer(200, "OK", (("Transfer-Encoding", "chunked"),), b"2\r\nhi\r\n0\r\n\r\n"),
    "/api/nothing": Answer(204, "No Content", ()),
    "/api/short": Answer(200, "OK", (("Content-Length", "9"),), b"half"),
    SIGN_IN: Answer.of(200, HTML, "<h1>Sign in</h1>"),
}


@dataclass(frozen=True)
class Request:
    """A request as the tiny server got it."""

    line: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Seen:
    """An answer as the client got it."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes

    def every(self, name: str) -> list[str]:
        return [value for header, value in self.headers if header.lower() == name]


class Tiny(Server):
    """Keeps what it is asked, and answers one of `ANSWERS` or an echo."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(Echo, port)
        self.requests: list[Request] = []


class Echo(Handler):
    server: Tiny

    def answer(self, body: bytes) -> None:
        self.server.requests.append(Request(self.requestline, self.headers, body))
        echo = json.dumps({"got": body.decode("latin-1")})
        self.send(ANSWERS.get(self.target) or Answer.of(200, "application/json", echo))


@dataclass
class Plan:
    """A plan that can be changed."""

    kinds: Iterator[str] = field(default_factory=lambda: cycle(["ok"]))

    def __call__(self) -> str:
        return next(self.kinds)


@pytest.fixture
def tiny() -> Iterator[Tiny]:
    with Tiny() as server:
        yield server


@pytest.fixture
def plan() -> Plan:
    return Plan()


@pytest.fixture
def faults(tiny: Tiny, plan: Plan) -> Iterator[Faults]:
    with Faults(tiny.address, "/api/", plan) as faults:
        yield faults


def ask(
    server: Server,
    path: str = "/api/x",
    body: bytes | Iterator[bytes] | None = b"{}",
    method: str = "POST",
    headers: dict[str, str] | None = None,
) -> Seen:
    with closing(HTTPConnection(LOOPBACK, server.server_port, timeout=SECONDS)) as connection:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return Seen(response.status, response.reason, response.getheaders(), response.read())


def test_a_request_arrives_as_it_was_sent(tiny: Tiny, faults: Faults) -> None:
    body = bytes(range(256)) * 4096  # more than any buffer on the way
    headers = {"Cookie": "k=v", "Accept-Encoding": "br", "X-Here": "1", "Connection": "X-Here"}
    ask(faults, "//api/a%20b?c=d&c=%2F", body, "PATCH", headers)
    request = tiny.requests.pop()
    assert request.line == "PATCH //api/a%20b?c=d&c=%2F HTTP/1.1"
    assert request.body == body
    assert request.headers.get_all("Content-Length") == [str(len(body))]
    assert request.headers.get_all("Host") == [faults.address.removeprefix("http://")]
    assert request.headers.get_all("Cookie") == ["k=v"]
    assert request.headers.get_all("Accept-Encoding") == ["br"]
    assert request.headers["X-Here"] is None


def test_a_chunked_request_arrives_in_one_piece(tiny: Tiny, faults: Faults) -> None:
    assert ask(faults, body=iter([b"one ", b"two"])).body == b'{"got": "one two"}'
    assert tiny.requests[0].headers["Transfer-Encoding"] is None


def test_an_answer_arrives_as_it_was_sent(faults: Faults) -> None:
    seen = ask(faults, "/api/packed", None, "GET")
    assert (seen.status, seen.reason, seen.body) == (203, "Quite So", PACKED)
    assert seen.every("content-encoding") == ["gzip"]
    assert seen.every("set-cookie") == ["a=1", "b=2"]
    assert seen.every("content-length") == [str(len(PACKED))]
    assert seen.every("x-once") == []
    assert seen.every("date") == []  # the tiny server sends none: nothing is added


def test_answers_of_other_shapes(faults: Faults) -> None:
    chunked = ask(faults, "/api/chunked", None, "GET")
    assert (chunked.body, chunked.every("content-length")) == (b"hi", ["2"])
    assert chunked.every("transfer-encoding") == []
    head = ask(faults, "/api/packed", None, "HEAD")
    assert (head.body, head.every("content-length")) == (b"", [str(len(PACKED))])
    nothing = ask(faults, "/api/nothing")
    assert (nothing.status, nothing.body, nothing.every("content-length")) == (204, b"", [])
    assert faults.counts == {"ok": 3}


def test_a_redirect_of_the_server_stays_in_front_of_it(
    tiny: Tiny, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Answer.of(302, HTML, "", ("Location", f"{tiny.address}/there?x=1"))
    monkeypatch.setitem(ANSWERS, "/api/away", away)
    assert ask(faults, "/api/away").every("location") == [f"{faults.address}/there?x=1"]


@pytest.mark.parametrize(
    ("kind", "status", "content_type", "body"),
    [
        ("503", 503, HTML, b"503"),
        ("500", 500, HTML, b"500"),
        ("413", 413, HTML, b"413"),
        ("redirect", 302, HTML, b"302"),
        ("portal", 200, HTML, b"WiFi"),
        ("empty", 200, "application/json", b""),
        ("lie", 200, "application/json", b'{"results": []}'),
    ],
)
def test_something_else_answers(
    tiny: Tiny, faults: Faults, plan: Plan, kind: str, status: int, content_type: str, body: bytes
) -> None:
    plan.kinds = cycle([kind])
    seen = ask(faults, body=b"x" * 1_000_000)
    assert (seen.status, seen.every("content-type")) == (status, [content_type])
    assert body in seen.body
    assert bool(body) == bool(seen.body)
    assert ask(faults, body=None, method="HEAD").body == b""
    assert tiny.requests == []
    assert faults.counts == {kind: 2}


def test_whoever_is_sent_to_sign_in_finds_a_page(faults: Faults, plan: Plan) -> None:
    plan.kinds = cycle(["redirect"])
    for prefix in ("/api/", "/"):
        faults.prefix = prefix
        (place,) = ask(faults).every("location")
        assert ask(faults, place, None, "GET").body == b"<h1>Sign in</h1>"
    assert faults.counts == {"redirect": 2, "other": 1, "ok": 1}


def test_nothing_is_stored_and_nothing_told(tiny: Tiny, faults: Faults, plan: Plan) -> None:
    plan.kinds = cycle(["drop_before"])
    with pytest.raises(RemoteDisconnected):
        ask(faults)
    assert tiny.requests == []
    assert faults.counts == {"drop_before": 1}


def test_stored_and_not_told(tiny: Tiny, faults: Faults, plan: Plan) -> None:
    plan.kinds = cycle(["drop_after"])
    with pytest.raises(RemoteDisconnected):
        ask(faults)
    assert [request.body for request in tiny.requests] == [b"{}"]
    assert faults.counts == {"drop_after": 1}


def test_an_answer_ends_in_the_middle(tiny: Tiny, faults: Faults, plan: Plan) -> None:
    plan.kinds = cycle(["truncated"])
    with pytest.raises(IncompleteRead) as caught:
        ask(faults, "/api/packed")
    half = len(PACKED) // 2
    assert (caught.value.partial, caught.value.expected) == (PACKED[:half], len(PACKED) - half)
    assert len(tiny.requests) == 1
    assert faults.counts == {"truncated": 1}


def test_only_the_prefix_misbehaves(tiny: Tiny, faults: Faults, plan: Plan) -> None:
    plan.kinds = cycle(["500"])
    assert ask(faults, "/apis").status == 200
    assert ask(faults, "/api/").status == 500
    assert len(tiny.requests) == 1
    assert faults.counts == {"other": 1, "500": 1}


def test_the_server_behind_dies_and_moves(faults: Faults) -> None:
    with Tiny() as first:
        faults.backend = first.address
        assert ask(faults).status == 200
    dead = ask(faults)
    assert (dead.status, dead.every("content-type")) == (502, [HTML])
    with Tiny() as second:
        faults.backend = second.address
        assert ask(faults).status == 200
    with Tiny(first.server_port) as third:
        faults.backend = third.address
        assert ask(faults).status == 200
    assert faults.counts == {"ok": 3, "502": 1}


def test_half_an_answer_of_the_server_is_none(faults: Faults, plan: Plan) -> None:
    plan.kinds = iter(["ok", "drop_after"])
    assert [ask(faults, "/api/short").status for _ in range(2)] == [502, 502]
    assert faults.counts == {"502": 2}


def test_many_at_once(tiny: Tiny, faults: Faults, plan: Plan) -> None:
    plan.kinds = in_turn("ok", "503")
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda _: ask(faults).status, range(200)))
    assert sorted(statuses) == [200] * 100 + [503] * 100
    assert faults.counts == {"ok": 100, "503": 100}
    assert len(tiny.requests) == 100


def in_turn(*kinds: str) -> Iterator[str]:
    """A generator breaks where a second thread asks while it is at work, as it is for a while."""
    for kind in cycle(kinds):
        time.sleep(0.001)
        yield kind


@pytest.mark.parametrize("kind", ["ok", "503", "lie", "truncated"])
def test_an_answer_to_head_ends_with_its_headers(faults: Faults, plan: Plan, kind: str) -> None:
    plan.kinds = cycle([kind])
    with socket.create_connection((LOOPBACK, faults.server_port)) as client:
        client.sendall(b"HEAD /api/packed HTTP/1.1\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.index(b"\r\n\r\n") == len(answer) - 4


def test_clients_that_vanish_are_no_matter(
    tiny: Tiny, plan: Plan, capfd: pytest.CaptureFixture[str]
) -> None:
    starts = (b"", b"POST /api/", b"POST /api/ HTTP/1.1\r\nContent-Length: 9\r\n\r\n1234")
    chunked = b"POST /api/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n"
    with Faults(tiny.address, "/api/", plan) as faults:
        for start in (*starts, chunked):
            with socket.create_connection((LOOPBACK, faults.server_port)) as client:
                client.sendall(start)
        idle = socket.create_connection((LOOPBACK, faults.server_port))
        assert ask(faults).status == 200
    with idle:
        assert idle.recv(1) == b""  # the end hung up
    assert len(tiny.requests) == 1
    assert capfd.readouterr() == ("", "")


def test_a_mistake_in_a_plan_is_told(tiny: Tiny) -> None:
    with (
        pytest.raises(ValueError, match="unknown fault: '404'"),
        Faults(tiny.address, plan=lambda: "404") as faults,
        pytest.raises(RemoteDisconnected),
    ):
        ask(faults)
    ended = Plan(iter(()))
    with pytest.raises(RemoteDisconnected) as caught, Faults(tiny.address, plan=ended) as faults:
        ask(faults)
    assert caught.value.__notes__ == ["In Faults: StopIteration()"]
