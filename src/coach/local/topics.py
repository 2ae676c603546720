"""What the manager is talking about: the topic whose cues are nearest."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.domain.scenario import Scenario
from coach.ports import Embedder, Vector

_CLEAR, _MARGIN = 0.885, 0.012
"""A topic counts when its best cue is this near, or is ahead of every other topic's by the margin and fairly near."""

_FAIR = 0.86
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest topic's id, its best cosine (-1 to 1), and how far it lies ahead of the next topic."""

    topic: str
    similarity: float
    margin: float

    @property
    def is_clear(self) -> bool:
        """Whether one may speak about the topic without seeming to change the subject."""
        return self.similarity >= _CLEAR or (self.similarity >= _FAIR and self.margin >= _MARGIN)


class Topics:
    """Finds topics by the vectors of their cues; these are kept below `cache` for each scenario version."""

    def __init__(self, embedder: Embedder, cache: Path) -> None:
        self._embedder = embedder
        self._cache = cache
        self._vectors: OrderedDict[str, Vector] = OrderedDict()

    def nearest(self, scenario: Scenario, say: str) -> Nearest | None:
        """The topic that `say` is nearest to; None for a scenario without topics."""
        if not scenario.topics:
            return None
        similarities = self.prepare(scenario) @ self._embedder.query(say)
        best: dict[str, float] = {}
        owners = [topic.id for topic in scenario.topics for _ in topic.cues]
        for owner, similarity in zip(owners, similarities, strict=True):
            best[owner] = max(best.get(owner, -1.0), float(similarity))
        ranked = sorted(best.items(), key=lambda one: -one[1])
        runner_up = ranked[1][1] if len(ranked) > 1 else -1.0
        return Nearest(ranked[0][0], ranked[0][1], ranked[0][1] - runner_up)

    def prepare(self, scenario: Scenario) -> Vector:
        """The vectors of the scenario's cues, one row each: from memory, from disk, or embedded now (a second or two)."""
        key = f"{self._embedder.name}-{scenario.id}-{scenario.version}".replace("/", "_")
        if key not in self._vectors:
            self._vectors[key] = self._load(key, scenario)
            while len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        return self._vectors[key]

    def _load(self, key: str, scenario: Scenario) -> Vector:
        cues = [cue for topic in scenario.topics for cue in topic.cues]
        path = self._cache / f"{key}.npy"
        if path.is_file():
            try:
                kept = np.load(path, allow_pickle=False)
            except (OSError, ValueError):
                kept = None  # a torn file; it is made again below
            if kept is not None and kept.shape == (len(cues), self._embedder.dimensions):
                return np.asarray(kept, dtype=np.float32)
        vectors = np.stack([self._embedder.query(cue) for cue in cues])
        self._cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npy")
        np.save(part, vectors, allow_pickle=False)
        part.replace(path)
        return vectors
