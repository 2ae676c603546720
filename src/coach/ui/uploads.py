"""Uploaded files, on disk for as long as somebody reads them."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

_LONGEST = 200
"""Bytes of a file's name that every file system takes."""


class Upload(Protocol):
    """What Streamlit hands over."""

    name: str

    def getvalue(self) -> bytes:
        """The whole content."""
        ...


@contextmanager
def on_disk(files: Sequence[Upload]) -> Iterator[list[Path]]:
    """The files in a folder that is gone afterwards; each in one of its own, so that equal names do not collide."""
    with tempfile.TemporaryDirectory(prefix="coach-upload-") as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder) / str(number) / plain_name(file.name)
            path.parent.mkdir()
            path.write_bytes(file.getvalue())
            paths.append(path)
        yield paths


def plain_name(name: str) -> str:
    """The name without folders and without what a file system refuses; its suffix stays."""
    last = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip()
    stem, dot, suffix = last.rpartition(".")
    kept, end = (stem, dot + suffix) if dot else (last, "")
    while len((kept + end).encode("utf-8", "replace")) > _LONGEST and kept:
        kept = kept[:-1]
    return kept.strip(". ") + end if kept.strip(". ") else "document" + end.rstrip(".")
