"""What the manager is talking about.

Twelve topics come up in every talk (workload, career, worry …); a small trained head knows them, or says that none is
spoken of. A scenario's own topics have only their cues: there the nearest cue decides.
"""

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.domain.errors import CannotDo
from coach.domain.scenario import Scenario
from coach.ports import Embedder, Vector

WEIGHTS = Path(__file__).parent / "weights" / "topics.npz"
NONE = "none"
"""The class of utterances that belong to no common topic."""

_OWN_CLEAR = 0.60
"""Centred cosine from which an utterance is about a scenario's own topic; chosen on left-out cues (docs/practice.md)."""

_COMMON_CLEAR = 0.35
"""Probability from which a common topic is clearly spoken of."""

_KEPT = 64

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """One row of `weights` (classes x dimensions) and one `bias` a class, over centred unit vectors."""

    classes: tuple[str, ...]
    mean: Floats
    weights: Floats
    bias: Floats

    def probabilities(self, vector: Vector) -> Floats:
        """One probability a class, in the order of `classes`."""
        scores = self.weights @ centred(vector, self.mean) + self.bias
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum(), dtype=np.float32)


def centred(vector: Vector, mean: Floats) -> Floats:
    """`vector` less the mean of all, at unit length: cosines spread, where e5's own crowd together."""
    moved = vector - mean
    return np.asarray(moved / (np.linalg.norm(moved) or 1.0), dtype=np.float32)


class Topics:
    """Finds topics; the vectors of a scenario's own cues are kept below `cache`."""

    def __init__(self, embedder: Embedder, cache: Path) -> None:
        self._embedder = embedder
        self._cache = cache
        self._own: OrderedDict[str, tuple[tuple[str, ...], Floats]] = OrderedDict()

    def spoken_of(self, scenario: Scenario, say: str) -> str | None:
        """The id of the topic that `say` is clearly about; None when there is none."""
        head = load(WEIGHTS)
        vector = self._embedder.query(say)
        owners, cues = self.prepare(scenario)
        if owners:
            similarities = cues @ centred(vector, head.mean)
            nearest = int(np.argmax(similarities))
            if similarities[nearest] >= _OWN_CLEAR:
                return owners[nearest]
        probabilities = head.probabilities(vector)
        best = int(np.argmax(probabilities))
        known = {topic.id for topic in scenario.topics}
        if head.classes[best] not in known or probabilities[best] < _COMMON_CLEAR:
            return None
        return head.classes[best]

    def is_common(self, topic: str) -> bool:
        """Whether a topic comes up in every talk, so that its answers know nothing of the matter asked."""
        return topic in load(WEIGHTS).classes

    def prepare(self, scenario: Scenario) -> tuple[tuple[str, ...], Floats]:
        """The owners and centred vectors of the scenario's own cues: from memory, from disk, or embedded now."""
        head = load(WEIGHTS)
        own = [topic for topic in scenario.topics if topic.id not in head.classes]
        owners = tuple(topic.id for topic in own for _ in topic.cues)
        key = f"{self._embedder.name}-{scenario.id}-{scenario.version}".replace("/", "_")
        if key not in self._own:
            vectors = self._vectors(key, [cue for topic in own for cue in topic.cues])
            self._own[key] = owners, np.array([centred(one, head.mean) for one in vectors], dtype=np.float32)
            while len(self._own) > _KEPT:
                self._own.popitem(last=False)
        return self._own[key]

    def _vectors(self, key: str, cues: list[str]) -> Floats:
        path = self._cache / f"{key}.npy"
        shape = (len(cues), self._embedder.dimensions)
        if path.is_file():
            try:
                kept = np.load(path, allow_pickle=False)
            except (OSError, ValueError):
                kept = np.empty(0)  # a torn file; it is made again below
            if kept.shape == shape:
                return np.asarray(kept, dtype=np.float32)
        vectors = np.array([self._embedder.query(cue) for cue in cues], dtype=np.float32).reshape(shape)
        self._cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npy")
        np.save(part, vectors, allow_pickle=False)
        part.replace(path)
        return vectors


@lru_cache(maxsize=2)
def load(path: Path) -> Head:
    """The head in a file. Raises CannotDo with the remedy when it cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return Head(tuple(str(name) for name in kept["classes"]), kept["mean"], kept["weights"], kept["bias"])
    except (OSError, ValueError, KeyError) as error:
        raise CannotDo(f"話題の重み {path.name} を読めません（{error}）。coach train で作り直してください。") from None
