"""Written-down conversations from files: .txt, .vtt, .docx."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from coach.domain.encoding import decode
from coach.domain.errors import BadInput

SUFFIXES = (".txt", ".vtt", ".docx")
"""The kinds of file that people are asked for; .srt and .md are read too."""

_MAX_BYTES = 5_000_000
_MAX_UNPACKED = 60_000_000
_LEGACY = b"\xd0\xcf\x11\xe0"
"""How old Word files begin, and locked ones."""


def read_text(path: Path) -> str:
    """The text of a conversation file. Raises BadInput that says what is wrong with it and what to do."""
    if not path.is_file():
        raise BadInput(f"ファイル「{path.name}」がありません。場所を確かめてください。")
    if path.stat().st_size > _MAX_BYTES:
        raise BadInput(f"ファイル「{path.name}」が大きすぎます。5 MB以内に分けてください。")
    data = path.read_bytes()
    if not data.strip(b"\0 \t\r\n"):
        raise BadInput(f"ファイル「{path.name}」は空です。会話の入ったファイルを選んでください。")
    match path.suffix.lower():
        case ".docx":
            return _from_docx(data, path.name)
        case ".txt" | ".md" | ".vtt" | ".srt" | ".text":
            return decode(data, path.name)
        case _:
            raise BadInput(
                f"ファイル「{path.name}」は読み取れません。.txt、.vtt、.docxのいずれかで保存し直してください。"
            )


def _from_docx(data: bytes, name: str) -> str:
    """The paragraphs, and tables a row a line."""
    if data.startswith(_LEGACY):
        raise BadInput(
            f"ファイル「{name}」はパスワード付きか、古い形式のWord文書です。パスワードを外し、.docxで保存し直してください。"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > _MAX_UNPACKED:
            raise BadInput(
                f"ファイル「{name}」は展開すると大きくなりすぎます。必要な部分だけを別の文書に保存してください。"
            )
        import docx

        document = docx.Document(BytesIO(data))
        return "\n".join(line for item in document.iter_inner_content() for line in _lines(item))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        # SyntaxError: lxml's complaint about XML that is none
        raise BadInput(
            f"ファイル「{name}」をWord文書（.docx）として開けません。Wordで開いて保存し直してください。"
        ) from error


def _lines(item: Any) -> list[str]:
    if not hasattr(item, "rows"):
        return str(item.text).split("\n")
    return ["\t".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)) for row in item.rows]
