"""A scripted judge behind an OpenAI-compatible endpoint: it answers each kind of prompt with a recorded verdict."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[str, int], "str | int | float"]
"""(prompt, number of the call) -> the reply's text; a status code (int) to fail with; seconds (float) to hang."""


class Judge(ThreadingHTTPServer):
    """The server; `calls` keeps the bodies, `most` the greatest number of calls at one time."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.calls: list[dict[str, Any]] = []
        self.now = self.most = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Judge
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            self.server.calls.append(body)
            number = len(self.server.calls)
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        reply = self.server.script(body["messages"][0]["content"], number)
        time.sleep(0.01)
        with self.server.lock:
            self.server.now -= 1
        if isinstance(reply, float):
            time.sleep(reply)
            reply = 503
        if isinstance(reply, int):
            refused = "response_format is not supported" if reply == 400 else "scripted"
            self._send(reply, {"error": {"message": refused, "type": "x", "code": None}})
            return
        message = {"role": "assistant", "content": reply}
        self._send(
            200,
            {
                "id": "x",
                "object": "chat.completion",
                "created": 0,
                "model": body["model"],
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100},
            },
        )

    def _send(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr."""


@contextmanager
def judging(script: Script) -> Iterator[Judge]:
    """A running judge."""
    server = Judge(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
