"""Finding one's way in a rehearsal's tree of turns."""

from coach.domain.transcript import Practice, Turn


def leaf(practice: Practice, turn_id: str) -> Turn:
    """The end of the newest conversation that went through this turn."""
    [at] = [turn for turn in practice.turns if turn.id == turn_id]
    while children := [turn for turn in practice.turns if turn.parent == at.id]:
        at = children[-1]
    return at


def find(practice: Practice, turn_id: str | None) -> Turn | None:
    """The turn with that id, if there is one."""
    return next((turn for turn in practice.turns if turn.id == turn_id), None)


def before(practice: Practice, turn: Turn) -> float:
    """Felt trust just before this turn."""
    return practice.at(turn.parent).felt().value


def on_path(practice: Practice, turn: Turn) -> bool:
    """Whether the conversation that goes on at the head went through this turn."""
    return turn in practice.path()
