"""Looking at a real conversation with the same eyes as at a rehearsal."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from coach.domain.conversation import Said, Speaker
from coach.domain.felt_trust import step
from coach.domain.labels import Scene
from coach.domain.scenario import Concern, Level, Manner, Persona, Scenario, Sensitivity
from coach.domain.transcript import Practice, Turn
from coach.domain.utterance import MAX_UTTERANCE, clean
from coach.ports import Moment
from coach.services.practice import Faculties

_BUDGET = 800


class ReviewService:
    """Tags and comments on what was really said. Nothing is stored."""

    def __init__(self, faculties: Faculties) -> None:
        self._faculties = faculties

    def review(self, speeches: Sequence[Said], *, scene: Scene) -> Practice:
        """The conversation as a practice: a turn for each speech of the manager, with the real reply.

        Felt trust is what the table makes of the manager's words, from a start of 0.42; nobody's mind is read.
        """
        practice = Practice(uuid.uuid4().hex, "", _unknown_person(scene, speeches), datetime.now(UTC))
        for index, said in enumerate(speeches):
            if said.speaker is Speaker.MANAGER:
                practice = practice.with_turn(self._turn(practice, said.text, _reply_after(speeches, index)))
        return practice

    def _turn(self, practice: Practice, text: str, reply: str) -> Turn:
        say = clean(text[:MAX_UTTERANCE])
        tag = self._faculties.tagger.tag(say, practice.path(), scene=practice.scenario.scene)
        felt = step(practice.felt(), tag, practice.scenario)
        moment = Moment(practice, say, tag, felt)
        topic = self._faculties.adviser.topic(moment)
        found = self._faculties.retriever.find(topic, budget=_BUDGET) if topic else []
        return Turn(
            id=uuid.uuid4().hex,
            parent=practice.head,
            number=len(practice.turns) + 1,
            say=say,
            tag=tag,
            felt_trust=felt.value,
            stage=felt.stage,
            reply=reply,
            note=self._faculties.adviser.advise(moment, [one.passage for one in found]),
        )


def _reply_after(speeches: Sequence[Said], index: int) -> str:
    following: list[str] = []
    for said in speeches[index + 1 :]:
        if said.speaker is Speaker.MANAGER:
            break
        following.append(said.text)
    return "\n".join(following)


def _unknown_person(scene: Scene, speeches: Sequence[Said]) -> Scenario:
    """A scenario for somebody of whom only the words are known."""
    opening = "" if speeches and speeches[0].speaker is Speaker.MANAGER else _reply_after(speeches, -1)
    nothing = Sensitivity(frozenset(), "")
    return Scenario(
        id="review",
        scene=scene,
        title="実際の会話",
        difficulty=2,
        persona=Persona("相手", "", "", Manner.POLITE, Level.HIGH, Level.HIGH, ""),
        situation="",
        facts=(),
        goals=(),
        opening=opening,
        topics=(),
        reactions={},
        asks={},
        concern=Concern("", ()),
        raises=nothing,
        lowers=nothing,
    )
