"""Files as documents: which files count, how they are decoded, and what is refused."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from coach.domain.errors import BadInput, CoachError
from coach.retrieval.blocks import Document, Line, assemble
from coach.settings import Settings

_READERS = {
    ".txt": "coach.retrieval.read_text",
    ".text": "coach.retrieval.read_text",
    ".md": "coach.retrieval.read_markdown",
    ".markdown": "coach.retrieval.read_markdown",
    ".html": "coach.retrieval.read_html",
    ".htm": "coach.retrieval.read_html",
    ".docx": "coach.retrieval.read_docx",
    ".pdf": "coach.retrieval.read_pdf",
}
SUFFIXES = tuple(_READERS)
"""The kinds of file that can be read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be taken in, and one sentence that says why and what to do."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to read and the name its document will have."""

    path: Path
    name: str


def files_below(paths: Iterable[Path]) -> list[File]:
    """The readable files among the paths and in the folders among them, each once, in order.

    A file that is named itself counts whatever its suffix, so that the reader of the report hears of it.
    Raises BadInput when a path does not exist.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
            for each in inside:
                if not any(part.startswith((".", "~$")) for part in each.relative_to(path).parts):
                    found.setdefault(each, each.relative_to(path).as_posix())
        elif path.exists():
            found.setdefault(path, path.name)
        else:
            raise BadInput(f"「{path}」が見つかりません。ファイルまたはフォルダーの場所を確かめてください。")
    return [File(path, name) for path, name in found.items()]


def read(file: File, settings: Settings) -> Document:
    """The document in a file. Raises BadInput with one sentence when it cannot be used."""
    suffix = file.path.suffix.lower()
    if suffix not in _READERS:
        raise BadInput(
            f"「{file.name}」の形式（{suffix or '拡張子なし'}）には対応していません。{'・'.join(SUFFIXES)} のいずれかで保存してください。"
        )
    try:
        size = file.path.stat().st_size
        if size > settings.max_document_bytes:
            raise BadInput(
                f"「{file.name}」は大きすぎます（{size / 1e6:,.1f} MB）。{settings.max_document_bytes / 1e6:,.1f} MB以下に分けてください。"
            )
        data = file.path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"「{file.name}」を開けません（{error.strerror}）。読み取りの権限を確かめてください。"
        ) from error
    return parse(data, file.name, suffix, settings)


def parse(data: bytes, name: str, suffix: str, settings: Settings) -> Document:
    """The document in the bytes of a file of that kind. Raises BadInput with one sentence when it cannot be used."""
    if not data.strip(b"\0 \t\r\n"):
        raise BadInput(f"「{name}」は空です。文章の入ったファイルを選んでください。")
    reader: Callable[[bytes, str, int], Sequence[Line]] = import_module(_READERS[suffix]).lines_in
    try:
        lines = reader(data, name, settings.max_document_characters)
    except CoachError:
        raise
    except Exception as error:  # a parser met something it was not made for; the file is at fault, the others go on
        raise BadInput(
            f"「{name}」を読めません（{type(error).__name__}）。ファイルが壊れていないか確かめ、別の形式で保存し直してください。"
        ) from error
    document = assemble(name, list(lines))
    if not document.blocks:
        raise BadInput(f"「{name}」に文章が見つかりません。文章の入ったファイルを選んでください。")
    if len(document.text) > settings.max_document_characters:
        raise BadInput(
            f"「{name}」の文章は長すぎます（{len(document.text):,}文字）。{settings.max_document_characters:,}文字以下に分けてください。"
        )
    return document
