"""A rehearsal as it stands: a tree of turns, never changed, only grown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from coach.domain.errors import NotFound
from coach.domain.felt_trust import FeltTrust, after
from coach.domain.labels import Tag
from coach.domain.note import Note
from coach.domain.scenario import Scenario, Stage


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange. `number` counts from 1 along its path; `felt_trust` and `stage` are those after it.

    `line` names the bank entry behind the reply ("" when a model improvised); `revealed` is how many steps of the
    hidden concern are out after it. `ms` is how long the turn took. `engine` is who replied. `versions` names what
    made the tag, the reply and the note (tagger, knowledge, prompts).
    """

    id: str
    parent: str | None
    number: int
    say: str
    tag: Tag
    felt_trust: float
    stage: Stage
    reply: str
    note: Note
    revealed: int = 0
    line: str = ""
    engine: str = "local"
    fallback: str = ""
    ms: float = 0.0
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Practice:
    """One rehearsal of one scenario by one person. `head` is the turn that the conversation goes on from."""

    id: str
    owner: str
    scenario: Scenario
    started_at: datetime
    turns: tuple[Turn, ...] = ()
    head: str | None = None
    ended_at: datetime | None = None

    def path(self, to: str | None = None) -> tuple[Turn, ...]:
        """The turns from the opening to `to` (default: the head), in order. Raises NotFound for an unknown turn."""
        by_id = {turn.id: turn for turn in self.turns}
        found: list[Turn] = []
        at = to if to is not None else self.head
        while at is not None:
            if at not in by_id:
                raise NotFound(f"発話 {at} はこの練習にありません。画面を読み込み直してください。")
            found.append(by_id[at])
            at = by_id[at].parent
        return tuple(reversed(found))

    def with_turn(self, turn: Turn) -> "Practice":
        """The practice one turn on. The turn's parent may lie anywhere in the tree: that is a fork."""
        return replace(self, turns=(*self.turns, turn), head=turn.id)

    def at(self, turn_id: str | None) -> "Practice":
        """The same practice, to be continued after that turn (None: from the opening)."""
        self.path(turn_id) if turn_id is not None else None
        return replace(self, head=turn_id)

    def ended(self, when: datetime) -> "Practice":
        """The practice, closed."""
        return replace(self, ended_at=when)

    def felt(self) -> FeltTrust:
        """How far the subordinate feels trusted at the head."""
        return after((turn.tag for turn in self.path()), self.scenario)

    def alternatives(self, turn_id: str) -> tuple[Turn, ...]:
        """The turns that share that turn's parent: what was said instead, itself included, oldest first."""
        [this] = [turn for turn in self.turns if turn.id == turn_id]
        return tuple(turn for turn in self.turns if turn.parent == this.parent)
