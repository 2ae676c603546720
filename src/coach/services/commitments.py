"""Small actions that somebody set out to do after a rehearsal, and how they went."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from coach.domain.checklist import CHECKLISTS
from coach.domain.commitment import MAX_TEXT, Commitment, Progress, due, suggestions
from coach.domain.debrief import Debrief
from coach.domain.labels import Scene
from coach.domain.utterance import clean
from coach.ports import CommitmentStore


class CommitmentService:
    """Small actions that the acting user set out to do."""

    def __init__(self, store: CommitmentStore) -> None:
        self._store = store

    def suggest(self, found: Debrief, scene: Scene) -> tuple[str, ...]:
        """Three small actions for tomorrow, from the points that the conversation did not touch."""
        pairs = zip(CHECKLISTS[scene], found.checklist, strict=True)
        return suggestions(point.id for point, item in pairs if not item.met)

    def keep(self, texts: Iterable[str], *, acting: str, practice: str = "") -> list[Commitment]:
        """Keep these, empty ones left out. Raises BadInput for one that is too long."""
        now = datetime.now(UTC)
        cleaned = [clean(text, limit=MAX_TEXT, what="行動") for text in texts if text.strip()]
        made = [Commitment(uuid.uuid4().hex, " ".join(text.split()), now, practice) for text in cleaned]
        for one in made:
            self._store.add(one, acting=acting)
        return made

    def of(self, practice: str, *, acting: str) -> list[Commitment]:
        """What was set out after a rehearsal."""
        return [one for one in self._store.all(acting=acting) if one.practice == practice]

    def all(self, *, acting: str) -> Sequence[Commitment]:
        """Everything that was set out, newest first."""
        return self._store.all(acting=acting)

    def due(self, *, acting: str) -> list[Commitment]:
        """What may be asked about now, oldest first."""
        return due(self._store.all(acting=acting), datetime.now(UTC))

    def answer(self, commitment_id: str, progress: Progress, *, acting: str) -> None:
        """Keep how it went. Raises NotFound."""
        self._store.answer(commitment_id, progress, datetime.now(UTC), acting=acting)

    def delete(self, commitment_id: str, *, acting: str) -> None:
        """Forget it. Raises NotFound."""
        self._store.delete(commitment_id, acting=acting)
