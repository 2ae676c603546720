"""Written-down conversations from files: .txt, .vtt, .docx."""

import re
from pathlib import Path

from coach.domain.errors import BadInput

_TIMING = re.compile(r"-->|^WEBVTT|^NOTE|^\d+\s*$|^STYLE|^REGION")
_VOICE = re.compile(r"^<v(?:\.[^ >]*)?\s+([^>]+)>(.*?)(?:</v>)?$")
_MARKUP = re.compile(r"<[^>]+>")
_MAX_BYTES = 5_000_000


def read_lines(path: Path) -> list[str]:
    """The lines of a conversation file. Raises BadInput that says what is wrong with it."""
    if not path.is_file():
        raise BadInput(f"ファイル {path.name} がありません。場所を確かめてください。")
    if path.stat().st_size > _MAX_BYTES:
        raise BadInput(f"ファイル {path.name} が大きすぎます。5 MB 以内に分けてください。")
    match path.suffix.lower():
        case ".docx":
            return _from_docx(path)
        case ".vtt":
            return _from_vtt(_text(path))
        case ".txt" | ".md":
            return _text(path).splitlines()
        case _:
            raise BadInput(f"ファイル {path.name} は読み取れません。.txt、.vtt、.docx のいずれかにしてください。")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"ファイル {path.name} は UTF-8 ではありません。UTF-8 で保存し直してください。") from None


def _from_vtt(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if not line.strip() or _TIMING.search(line.strip()):
            continue
        voice = _VOICE.match(line.strip())
        lines.append(f"{voice[1]}: {_MARKUP.sub('', voice[2])}" if voice else _MARKUP.sub("", line))
    return lines


def _from_docx(path: Path) -> list[str]:
    import zipfile

    import docx

    try:
        return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput(
            f"ファイル {path.name} を Word 文書として開けません（{error}）。保存し直してください。"
        ) from None
