import hashlib
from pathlib import Path

import numpy as np
import pytest

from coach.settings import Settings


class LetterEmbedder:
    """Vectors from character pairs: texts that share letters lie close together. Counts what it embeds."""

    name = "letters"
    dimensions = 64

    def __init__(self, name="letters"):
        self.name = name
        self.embedded = 0
        self.fail_after = None

    def query(self, text):
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for i in range(len(text)):
            digest = hashlib.md5(text[i : i + 2].encode(), usedforsecurity=False).digest()
            vector[digest[0] % self.dimensions] += 1
        return vector / max(float(np.linalg.norm(vector)), 1e-9)

    def queries(self, texts):
        return [self.query(text) for text in texts]

    def passages(self, texts):
        if self.fail_after is not None and self.embedded >= self.fail_after:
            raise KeyboardInterrupt
        self.embedded += len(texts)
        return [self.query(text) for text in texts]


@pytest.fixture
def embedder():
    return LetterEmbedder()


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path / "home", max_document_bytes=2_000_000, max_document_characters=50_000)


@pytest.fixture
def write(tmp_path):
    def make(name, content) -> Path:
        path = tmp_path / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make
