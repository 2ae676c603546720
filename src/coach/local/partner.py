"""The subordinate without a model: lines from a bank, chosen by what was done, asked and talked about.

`plan` decides, purely, which places of the bank may be spoken from, best first; the partner says the first line of
them that this conversation has not heard yet.
"""

import zlib
from collections.abc import Iterator, Sequence

from coach.domain.asking import Asking, asking, is_of_joy
from coach.domain.felt_trust import start
from coach.domain.labels import Move, Orientation
from coach.domain.question import question
from coach.domain.scenario import Scenario, Stage
from coach.domain.transcript import Turn
from coach.local.exchanges import Exchanges
from coach.local.reply_plan import Place, Situation, at, plan
from coach.local.responses import SharedLines
from coach.local.special import special
from coach.local.topics import Topics
from coach.ports import Moment, Reply

_ROOM = frozenset(
    {
        Move.ASK_FEELINGS,
        Move.ASK_CAREER,
        Move.ASK_GROWTH,
        Move.INVITE_OPENNESS,
        Move.EMPATHISE,
        Move.PROMISE_FOLLOW_UP,
        Move.APOLOGISE,
        Move.COMMIT_TO_CHANGE,
        Move.SELF_DISCLOSE,
    }
)
"""Moves that make room for saying what one holds back."""

_ROOMY = (None, Asking.ANYTHING, Asking.FEELING, Asking.OFFER, Asking.REQUEST, Asking.VIEW)

_STEP_GAIN = (0.07, 0.15, 0.23)
"""How far felt trust must have risen above its start before each step of the concern comes out."""

_HARDER = 0.02
_AFTER_APOLOGY = 0.08
"""A first hint may follow an apology when so much was mended since: being heard after a hurt, and more than once,
loosens the tongue before trust is back."""
_ASK_BACK_EVERY = 3


class LocalPartner:
    """`Partner` from the scenario's bank, the exchanges and the shared lines."""

    def __init__(self, topics: Topics, exchanges: Exchanges, shared: SharedLines) -> None:
        self._topics = topics
        self._exchanges = exchanges
        self._shared = shared

    def reply(self, moment: Moment) -> Iterator[str | Reply]:
        """The reply, in one piece."""
        scenario = moment.practice.scenario
        path = moment.practice.path()
        used = {name for turn in path for name in turn.line.split("+")} | {turn.reply for turn in path}
        revealed = path[-1].revealed if path else 0
        topic = self._topics.spoken_of(scenario, moment.say)
        shared = self._shared[scenario.persona.manner]
        before = tuple(turn.say for turn in path)
        is_own = topic is not None and not self._topics.is_common(topic)
        met = self._exchanges.met(moment.say, moment.tag, in_doubt=moment.felt.hears_harm(moment.tag))
        situation = Situation(moment.say, moment.tag, moment.felt, topic, before, topic_is_own=is_own, met=met)
        reveals = opens_up(situation, scenario, revealed)
        chosen = [_pick(plan(situation, scenario, shared), used, moment.say)]
        if reveals:
            step = Place(f"concern.{revealed}", scenario.concern.steps[revealed].say)
            telling = _pick([step], used, moment.say)
            chosen = [telling] if question(moment.say) else [*chosen, telling]
        elif _may_ask_back(situation, path):
            back = [place for place in [at("asks", scenario.asks, moment.felt.stage)] if _unused(place, used)]
            chosen += [_pick(back, used, moment.say)] if back else []
        text = "".join(line for _, line in chosen)
        yield text
        yield Reply(text, line="+".join(name for name, _ in chosen), revealed=revealed + (1 if reveals else 0))


def opens_up(situation: Situation, scenario: Scenario, revealed: int) -> bool:
    """Whether the next step of the hidden concern comes out now."""
    tag, felt = situation.tag, situation.felt
    if revealed >= len(scenario.concern.steps) or tag.flags or not tag.holds_trust:
        return False
    if special(situation.say, tag, situation.before) or not _ROOM & set(tag.moves) or not _leaves_room(situation):
        return False
    if felt.wound > scenario.wound and not felt.apologised:
        return False  # hurt in this very talk, and nobody has said sorry
    if felt.apologised and not revealed and felt.mended >= _AFTER_APOLOGY:
        return True
    needed = _STEP_GAIN[min(revealed, len(_STEP_GAIN) - 1)] + (_HARDER if scenario.difficulty >= 3 else 0.0)
    return felt.value >= start(scenario).value + needed


def _leaves_room(situation: Situation) -> bool:
    """Whether what weighs on somebody could be an answer to this; it is none to a question about joys or plans."""
    asked = question(situation.say)
    if asked is None:
        return True
    matter = asking(situation.say, asked, situation.tag)
    return matter in _ROOMY and not is_of_joy(situation.say)


def _may_ask_back(situation: Situation, path: Sequence[Turn]) -> bool:
    if (
        situation.tag.label is Orientation.NEUTRAL
        or situation.tag.flags
        or question(situation.say)
        or special(situation.say, situation.tag, situation.before)
    ):
        return False
    return situation.felt.stage is not Stage.GUARDED and (len(path) + 1) % _ASK_BACK_EVERY == 0


def _unused(place: Place, used: set[str]) -> list[tuple[str, str]]:
    named = [(f"{place.name}.{index}", line) for index, line in enumerate(place.lines)]
    return [(name, line) for name, line in named if name not in used and line not in used]


def _pick(places: Sequence[Place], used: set[str], say: str) -> tuple[str, str]:
    """The first line not heard yet; within a place the utterance decides, so that different words get different ones."""
    turn = zlib.crc32(say.encode())
    for place in places:
        fresh = _unused(place, used)
        if fresh:
            return fresh[turn % len(fresh)]
    return (f"silence.{len(used)}", "…")
