"""The server itself: the standard library's, a thread a request."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from coach.testing.replies import Reply, answer, embeddings, transcription
from coach.testing.script import Failing, Fault, Say, Script, step_of

_HEARD = "最近、仕事で気になっていることはありますか。"


@dataclass(slots=True)
class Received:
    """A request, and when its first piece of text was sent back (`time.perf_counter`)."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    at: float
    first_piece_at: float = 0.0

    @property
    def messages(self) -> list[dict[str, str]]:
        """The chat's messages."""
        return list(self.body.get("messages", []))

    @property
    def text(self) -> str:
        """Everything that was sent, as one text."""
        return json.dumps(self.body, ensure_ascii=False)


@dataclass(slots=True)
class ScriptedServer:
    """Answers chat completions, and recordings, by script: one step a request, the last for ever.

    >>> with ScriptedServer(["はい。", Fault.SERVER_ERROR]) as server:
    ...     settings = load(llm_base_url=server.url)
    """

    script: Sequence[Script]
    speech: Sequence[Script] = (_HEARD,)
    """What recordings say, in the same way."""

    requests: list[Received] = field(default_factory=list)
    _http: ThreadingHTTPServer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _served: int = 0
    _listened: int = 0

    @property
    def url(self) -> str:
        """The base URL."""
        assert self._http is not None, "use it as a context manager"
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def chats(self) -> list[Received]:
        """The chat completions that were asked for."""
        return [one for one in self.requests if one.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        """Start."""
        self._http = _Http(self)
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop; requests that are being kept waiting are let go."""
        self._stopped.set()
        assert self._http is not None
        self._http.shutdown()
        self._http.server_close()

    def take(self, received: Received) -> Say | Failing:
        """The step for a request."""
        with self._lock:
            self.requests.append(received)
            script = self.script[min(self._served, len(self.script) - 1)]
            self._served += 1
        return step_of(script, received.body)

    def listen(self, received: Received) -> Say | Failing:
        """The step for a recording."""
        with self._lock:
            self.requests.append(received)
            script = self.speech[min(self._listened, len(self.speech) - 1)]
            self._listened += 1
        return step_of(script, received.body)

    def wait(self, seconds: float) -> None:
        """Keep a request waiting, unless the server stops."""
        if seconds > 0:
            self._stopped.wait(seconds)


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    # A kept-waiting request must not hold up the end of a test.
    block_on_close = False

    def __init__(self, owner: ScriptedServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.owner = owner

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gives up is part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(raw)
        except (json.JSONDecodeError, UnicodeDecodeError):
            body = {"bytes": len(raw)}
        received = Received(self.path, dict(self.headers), body, time.perf_counter())
        if self.path.endswith("/chat/completions"):
            step = self.server.owner.take(received)
            self._answer(received, step, lambda one: answer(received.body, one))
            return
        if self.path.endswith("/audio/transcriptions"):
            step = self.server.owner.listen(received)
            self._answer(received, step, transcription)
            return
        self.server.owner.requests.append(received)
        if self.path.endswith("/embeddings"):
            self._json(200, embeddings(body))
        else:
            self._json(404, {"error": {"message": f"no {self.path}", "code": "not_found"}})

    def do_GET(self) -> None:
        self._json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def _answer(self, received: Received, step: Say | Failing, make: Callable[[Say | Failing], Reply]) -> None:
        if isinstance(step, Failing) and step.fault is Fault.REFUSED:
            self.close_connection = True
            return
        reply = make(step)
        self.server.owner.wait(step.delay if isinstance(step, Say) else 0.0)
        self._head(reply.status, reply.kind, reply.headers, length=reply.length)
        self._pieces(received, reply.pieces)
        self.close_connection = self.close_connection or reply.cut

    def _pieces(self, received: Received, pieces: Iterator[bytes | float]) -> None:
        for piece in pieces:
            if isinstance(piece, float):
                self.server.owner.wait(piece)
                continue
            if not received.first_piece_at and b'"content"' in piece:
                received.first_piece_at = time.perf_counter()
            self.wfile.write(piece)
            self.wfile.flush()

    def _json(self, status: int, value: Mapping[str, Any]) -> None:
        raw = json.dumps(value, ensure_ascii=False).encode()
        self._head(status, "application/json", {}, length=len(raw))
        self.wfile.write(raw)

    def _head(self, status: int, kind: str, headers: Mapping[str, str], *, length: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is None:
            # Without a length the end of the connection is the end of the body.
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the standard library's name)
        """Nothing is logged: requests hold what people said."""
