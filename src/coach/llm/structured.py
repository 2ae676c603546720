"""Replies that are JSON: asked for by schema, read with tolerance, asked for once more when that fails."""

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

from coach.llm.fault import Fault, ModelFailed
from coach.llm.model import ChatModel, Request, complete

T = TypeVar("T")

_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^\s*```[a-zA-Z]*\s*\n?|\n?\s*```\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def ask_object(model: ChatModel, request: Request, read: Callable[[dict[str, Any]], T]) -> T:
    """What `read` makes of the reply. Raises ModelFailed; BAD_JSON only after a second try."""
    try:
        return read(parse_object(complete(model, request).text))
    except ModelFailed as error:
        if error.fault is not Fault.BAD_JSON:
            raise
    return read(parse_object(complete(model, request).text))


def parse_object(text: str) -> dict[str, Any]:
    """The JSON object in a reply, whatever stands around it. Raises ModelFailed(BAD_JSON)."""
    bare = _FENCE.sub("", _THOUGHT.sub("", text).strip())
    for candidate in (bare, _first_object(bare)):
        for form in (candidate, _TRAILING_COMMA.sub(r"\1", candidate)):
            try:
                value = json.loads(form, strict=False)
            except (json.JSONDecodeError, RecursionError):
                continue
            if isinstance(value, dict):
                return value
    raise ModelFailed(Fault.BAD_JSON)


def object_schema(**properties: Any) -> dict[str, Any]:
    """A strict schema of an object: every property required, none added."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def one_of(values: Any) -> dict[str, Any]:
    """The schema of a closed set."""
    return {"type": "string", "enum": [one.value for one in values]}


def list_of(item: Any) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": item}


def text_in(value: dict[str, Any], name: str) -> str:
    """A text of the reply; "" when it is missing or null. Raises ModelFailed(BAD_JSON) for anything else."""
    found = value.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ModelFailed(Fault.BAD_JSON)
    return found.strip()


def list_in(value: dict[str, Any], name: str) -> list[Any]:
    """A list of the reply; empty when there is none."""
    found = value.get(name)
    return found if isinstance(found, list) else []


def _first_object(text: str) -> str:
    """From the first brace to the one that closes it."""
    start = text.find("{")
    depth = 0
    quoted = escaped = False
    for at in range(max(start, 0), len(text)):
        char = text[at]
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in "{}":
            depth += 1 if char == "{" else -1
            if depth == 0:
                return text[start : at + 1]
    return ""
