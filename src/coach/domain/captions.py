"""Captions of a meeting (WebVTT as Zoom and Teams write it, SubRip too) as plain lines 「name: text」. Pure."""

import re

_TIMING = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->")
_BLOCK = re.compile(r"\n[ \t]*\n")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>(.*?)(?=</v>|<v[\s.]|\Z)", re.DOTALL)
_MARKUP = re.compile(r"<[^<>]*>")
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n[ \t]*(?=[^\x00-\x7f])")
_AFTER_NAME = re.compile(r"\s*[,:：、(（@].*$")
"""What meeting tools write behind a name: a department, an address."""


def is_captions(text: str) -> bool:
    """Whether it was written by a captioning tool: a mark at the top, or a line of times."""
    return text.lstrip().startswith("WEBVTT") or any(_TIMING.match(line) for line in text[:4_000].split("\n"))


def caption_lines(text: str) -> list[str]:
    """What was said, a line a cue, with the speaker's name in front where the cue tells it."""
    lines: list[str] = []
    for block in _BLOCK.split(text):
        rows = [row.strip() for row in block.split("\n") if row.strip()]
        at = next((index for index, row in enumerate(rows) if _TIMING.match(row)), None)
        if at is None:
            continue  # the head, a note, a style
        lines += _said("\n".join(rows[at + 1 :]))
    return lines


def _said(cue: str) -> list[str]:
    voices = _VOICE.findall(cue)
    if not voices:
        plain = _one_line(cue)
        return [plain] if plain else []
    said = [(_AFTER_NAME.sub("", name).strip(), _one_line(text)) for name, text in voices]
    return [f"{name}: {text}" for name, text in said if text]


def _one_line(text: str) -> str:
    """Without markup; Japanese needs no space where a line broke."""
    return " ".join(_BROKEN.sub("", _MARKUP.sub("", text).strip()).split())
