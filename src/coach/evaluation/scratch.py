"""A practice store in memory, so that played scripts leave nothing behind."""

from coach.domain.errors import NotFound
from coach.domain.transcript import Practice, Turn


class ScratchStore:
    """`PracticeStore` for one evaluation."""

    def __init__(self) -> None:
        self._kept: dict[str, Practice] = {}

    def add(self, practice: Practice) -> None:
        """Keep a new practice."""
        self._kept[practice.id] = practice

    def add_turn(self, practice_id: str, turn: Turn, *, acting: str) -> None:
        """Keep one more turn."""
        self._kept[practice_id] = self.get(practice_id, acting=acting).with_turn(turn)

    def move_head(self, practice_id: str, turn_id: str | None, *, acting: str) -> None:
        """Continue from another turn."""
        self._kept[practice_id] = self.get(practice_id, acting=acting).at(turn_id)

    def end(self, practice: Practice, *, acting: str) -> None:
        """Close a practice."""
        self.get(practice.id, acting=acting)
        self._kept[practice.id] = practice

    def get(self, practice_id: str, *, acting: str) -> Practice:
        """The practice as it stands."""
        practice = self._kept.get(practice_id)
        if practice is None or practice.owner != acting:
            raise NotFound("その練習は見つかりません。")
        return practice

    def recent(self, *, acting: str, limit: int = 20) -> list[Practice]:
        """The newest first."""
        own = [one for one in self._kept.values() if one.owner == acting]
        return own[::-1][:limit]

    def delete(self, practice_id: str, *, acting: str) -> None:
        """Forget one."""
        self.get(practice_id, acting=acting)
        del self._kept[practice_id]
