"""Exactly what would be sent, for people to read before they agree."""

import json

from coach.llm.engine import LlmEngine
from coach.llm.masking import masked_request
from coach.llm.model import Request


def preview(engine: LlmEngine, request: Request) -> str:
    """The request as HTTP: where it goes and its body, masked as it would be. The key is never shown."""
    sent = masked_request(request)[0] if engine.masks else request
    body = json.dumps(engine.chat.payload(sent), ensure_ascii=False, indent=2)
    key = "Bearer （COACH_LLM_API_KEY の値）" if engine.endpoint.key else "Bearer none"
    return f"POST {engine.endpoint.url}/chat/completions\nAuthorization: {key}\n\n{body}"
