"""A server that speaks OpenAI's chat protocol over real HTTP, and says what it is told to say."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Write = Callable[[bytes], None]


class ModelServer(ThreadingHTTPServer):
    """What it was asked is in `asked`; `closing` is set when the test is over."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self.answer: Callable[[Write], None] = lambda write: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def told(self) -> str:
        """All that was ever sent to it."""
        return json.dumps(self.asked, ensure_ascii=False)

    def streams(self, pieces: Iterable[str], end: str | None = "stop") -> None:
        """Sends the pieces as events and ends the reply for the reason given; None: cuts it."""

        def answer(write: Write) -> None:
            write(_head("200 OK", "text/event-stream"))
            for piece in pieces:
                write(_event({"content": piece}, None))
            if end:
                write(_event({}, end) + _chunk(b"data: [DONE]\n\n") + _chunk(b""))

        self.answer = answer

    def says(self, *lines: dict[str, object] | str, end: str | None = "stop") -> None:
        """Streams the lines, objects as JSON, a few characters at a time."""
        text = "\n".join(
            line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            for line in lines
        )
        self.streams([text[i : i + 7] for i in range(0, len(text), 7)], end)

    def sends(self, body: str, status: str = "200 OK", kind: str = "application/json") -> None:
        """Sends a body as it is."""
        self.answer = lambda write: write(_head(status, kind) + _chunk(body.encode()) + _chunk(b""))

    def redirects(self, address: str) -> None:
        """Sends whoever asks to another address."""
        kind = f"text/plain\r\nlocation: {address}"
        self.answer = lambda write: write(_head("307 Temporary Redirect", kind) + _chunk(b""))

    def trickles(self, *lines: dict[str, object]) -> None:
        """Says the lines after seconds in which it sends a byte every now and then."""
        self.says(*lines)
        says = self.answer

        def answer(write: Write) -> None:
            for sign in "HTTP/1.1 100 Continue\r\nx: " + "x" * 100:
                if self.closing.wait(0.02):
                    return
                write(sign.encode())
            write(b"\r\n\r\n")
            says(write)

        self.answer = answer

    def is_silent(self) -> None:
        """Takes the question and says nothing."""
        self.answer = lambda write: self.closing.wait(10) and None


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append({"headers": dict(self.headers), **json.loads(body)})
        with suppress(OSError):  # whoever asked has gone
            self.server.answer(self.wfile.write)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server that answers while the block runs."""
    with ModelServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def _head(status: str, kind: str) -> bytes:
    return (
        f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
    )


def _event(delta: dict[str, str], end: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": end}
    made = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
    return _chunk(f"data: {json.dumps({**made, 'choices': [choice]})}\n\n".encode())


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)
