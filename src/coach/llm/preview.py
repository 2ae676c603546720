"""Exactly what would be sent, for people to read before they agree."""

import json
import threading
from collections.abc import Iterator

from coach.llm.engine import LlmEngine
from coach.llm.fault import Fault, ModelFailed
from coach.llm.masking import masked_request
from coach.llm.model import Completion, Request


class Recorder:
    """`ChatModel` that keeps what it is asked and sends nothing, so that the local engine answers."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._lock = threading.Lock()

    def run(self, request: Request) -> Iterator[str | Completion]:
        """Nothing. Raises ModelFailed."""
        with self._lock:
            self.requests.append(request)
        raise ModelFailed(Fault.REFUSED)
        yield ""  # what makes this a generator


def preview(engine: LlmEngine, request: Request) -> str:
    """The request as HTTP: where it goes and its body, masked as it would be. The key is never shown."""
    sent = masked_request(request)[0] if engine.masks else request
    body = json.dumps(engine.chat.payload(sent), ensure_ascii=False, indent=2)
    key = "Bearer （COACH_LLM_API_KEY の値）" if engine.endpoint.key else "Bearer none"
    return f"POST {engine.endpoint.url}/chat/completions\nAuthorization: {key}\n\n{body}"
