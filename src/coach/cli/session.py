"""What commands share: the coach of this process, JSON on stdout, JSON lines in and out."""

import json
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from coach.bootstrap import Coach, build
from coach.domain.errors import BadInput, CoachError
from coach.settings import load

USER = "local"
"""Who acts until there is a login."""

_Line = tuple[int, dict[str, Any] | BadInput]
_GROUP = 64


def coach() -> Coach:
    """The coach for the environment's settings."""
    settings = load()
    here = build(settings)
    if settings.speaks_with_llm:
        from coach.llm.consent import notice

        line = notice(settings, here.standing)
        if line:
            say(line)
    return here


def write_json(value: Any) -> None:
    """One line of UTF-8 JSON on stdout, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """A line for people, on stderr."""
    print(text, file=sys.stderr, flush=True)


def json_lines() -> Iterator[_Line]:
    """The objects on stdin with their line numbers; a line that is none comes as the BadInput that says why."""
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.encode("utf-8", "surrogateescape").decode("utf-8").lstrip("\ufeff"))
        except UnicodeDecodeError:
            yield number, BadInput(f"{number}行目：UTF-8 ではありません。")
        except json.JSONDecodeError as error:
            yield number, BadInput(f"{number}行目：JSON として読めません（{error.msg}）。")
        else:
            yield number, value if isinstance(value, dict) else BadInput(f"{number}行目：{{…}} の形で書いてください。")


def text_of(value: dict[str, Any], name: str, number: int) -> str:
    """The text field `name` of a line. Raises BadInput when it is missing or no text."""
    text = value.get(name)
    if not isinstance(text, str):
        raise BadInput(f"{number}行目：文字列の項目「{name}」が必要です。")
    return text


def answer_lines(
    answer: Callable[[int, dict[str, Any]], dict[str, Any]],
    *,
    ahead: Callable[[list[dict[str, Any]]], None] = lambda _values: None,
) -> int:
    """Answer every JSON line of stdin; a bad one yields an error line. The exit code: 2 if any was bad.

    `ahead` is told of the lines that have come by now, before the first of them is answered.
    """
    code = 0
    for group in _arrived(json_lines()):
        ahead([value for _, value in group if isinstance(value, dict)])
        for number, value in group:
            try:
                if isinstance(value, BadInput):
                    raise value
                write_json(answer(number, value))
            except CoachError as error:
                write_json({"id": value.get("id") if isinstance(value, dict) else None, "error": str(error)})
                code = 2
    return code


def _arrived(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """The lines in groups of those that have come by now: whoever waits for each answer before the next line gets it."""
    waiting: queue.Queue[_Line | None] = queue.Queue(_GROUP * 4)

    def take_in() -> None:
        for line in lines:
            waiting.put(line)
        waiting.put(None)

    threading.Thread(target=take_in, daemon=True).start()
    line = waiting.get()
    while line is not None:
        group = [line]
        while len(group) < _GROUP and not waiting.empty() and (line := waiting.get()) is not None:
            group.append(line)
        yield group
        line = waiting.get() if line is not None else None
