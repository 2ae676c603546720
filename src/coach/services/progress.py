"""How one's own rehearsals went over time."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from coach.domain.progress import Session, session
from coach.ports import PracticeState, PracticeStates, PracticeStore

_ONE_BY_ONE = 5
"""Up to so many rehearsals are read singly; more are read together."""

_REMEMBERED = 5_000


class ProgressService:
    """Figures of the acting user's rehearsals. What was read of a rehearsal is remembered until it changes."""

    def __init__(self, practices: PracticeStore, states: PracticeStates) -> None:
        self._practices = practices
        self._states = states
        self._known: OrderedDict[PracticeState, Session] = OrderedDict()
        self._lock = threading.Lock()

    def sessions(self, *, acting: str) -> list[Session]:
        """Every rehearsal in figures, newest first."""
        states = self._states.states(acting=acting)
        with self._lock:
            known = {state: self._known[state] for state in states if state in self._known}
        missing = [state for state in states if state not in known]
        known |= self._read(missing, of=len(states), acting=acting)
        with self._lock:
            self._known.update(known)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [known[state] for state in states if state in known]

    def _read(self, missing: Sequence[PracticeState], *, of: int, acting: str) -> dict[PracticeState, Session]:
        if len(missing) <= _ONE_BY_ONE:
            read = [self._practices.get(state.id, acting=acting) for state in missing]
        else:
            read = self._practices.recent(acting=acting, limit=of)
        by_id = {one.id: one for one in read}
        return {state: session(by_id[state.id]) for state in missing if state.id in by_id}
