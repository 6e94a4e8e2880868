"""Servers on loopback ports for tests, which leave no thread and no socket behind."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self

Header = tuple[str, str]

LOOPBACK: Final = "127.0.0.1"
SECONDS: Final = 300
HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json"


@dataclass(frozen=True)
class Answer:
    """An answer as it crosses the network, but for the header that ends the connection."""

    status: int
    reason: str
    headers: tuple[Header, ...]
    body: bytes = b""

    @classmethod
    def of(cls, status: int, kind: str, body: str, *headers: Header) -> Self:
        """Make an answer with its type and its length."""
        told = (("Content-Type", kind), ("Content-Length", str(len(body.encode()))))
        return cls(status, "", (*told, *headers), body.encode())


class Server(ThreadingHTTPServer):
    """A server on a loopback port that lets go of every connection when its block ends."""

    daemon_threads = False  # the end waits for them
    request_queue_size = 128

    def __init__(self, handler: "type[Handler]", port: int = 0) -> None:
        super().__init__((LOOPBACK, port), handler)
        self.lock = threading.Lock()
        self.open: set[socket.socket] = set()
        self.mistakes: list[Exception] = []
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.server_port}"

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and tell what went wrong in a thread."""
        self.stop()
        for mistake in self.mistakes:
            if error is None:
                raise mistake
            error.add_note(f"In {type(self).__name__}: {mistake!r}")

    def stop(self) -> None:
        """Stop listening, hang up on everybody, wait for every thread. Twice does no harm."""
        self.shutdown()
        self.thread.join()
        with self.lock:
            for each in self.open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember a connection that opens."""
        with self.lock:
            self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that closes."""
        with self.lock:
            self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: clients vanish, and what else goes wrong is among the mistakes."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request a connection, says nothing, and keeps mistakes to be told."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = SECONDS

    @property
    def target(self) -> str:
        """What is asked for, exactly (`path` has had its leading slashes put together)."""
        return self.requestline.split()[1]

    def answer(self, body: bytes) -> None:
        """Answer a request."""
        raise NotImplementedError

    def guarded(self) -> None:
        """Answer; nobody is told of a client that vanished."""
        self.close_connection = True
        try:
            self.answer(self.body())
        except OSError:
            pass
        except Exception as mistake:
            self.server.mistakes.append(mistake)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = guarded  # noqa: N815

    def body(self) -> bytes:
        """Read the whole body, sent in one piece or in chunks."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return b"".join(self.chunks())
        length = int(self.headers.get("Content-Length", 0))
        found = self.rfile.read(length)
        if len(found) < length:
            raise ConnectionError("the client vanished while it sent")
        return found

    def chunks(self) -> Iterator[bytes]:
        """Read chunks to the last one, and the trailer after it."""
        while line := self.rfile.readline():
            if (size := int(line.split(b";")[0], 16)) == 0:
                while self.rfile.readline().strip():
                    pass
                return
            yield self.rfile.read(size)
            self.rfile.readline()
        raise ConnectionError("the client vanished while it sent")

    def send(self, answer: Answer, share: float = 1) -> None:
        """Send the headers, and a share of the body."""
        self.send_response_only(answer.status, answer.reason or None)
        for name, value in (*answer.headers, ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: int(len(answer.body) * share)])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
