"""Looking at a real conversation with the same eyes as at a rehearsal."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from coach import japanese
from coach.domain.conversation import Said, Speaker, sides
from coach.domain.errors import NotFound
from coach.domain.felt_trust import FeltTrust, start, step
from coach.domain.labels import Scene
from coach.domain.passage import Passage
from coach.domain.promises import Promise, promises
from coach.domain.review import Review, ReviewedTalk
from coach.domain.scenario import Scenario
from coach.domain.transcript import Practice, Turn
from coach.domain.utterance import MAX_UTTERANCE, clean
from coach.domain.written import Written
from coach.ports import Moment, PracticeStore, ReviewStore
from coach.services.anonymity import MaskerOf, anonymous
from coach.services.anybody import at_the_moment, unknown_person
from coach.services.practice import Faculties

_BUDGET = 800
_SAMPLED = 3

Progress = Callable[[float], None]
"""Told how far it is, 0 to 1."""


class ReviewService:
    """Tags and comments on what was really said; keeps it, masked, when asked to. Reads on this machine alone."""

    def __init__(
        self,
        faculties: Faculties,
        store: ReviewStore,
        practices: PracticeStore,
        *,
        masker: MaskerOf,
        versions: Mapping[str, str],
    ) -> None:
        self._faculties = faculties
        self._store = store
        self._practices = practices
        self._masker = masker
        self._versions = versions

    def review(self, speeches: Sequence[Said], *, scene: Scene, progress: Progress | None = None) -> Practice:
        """The conversation as a practice: a turn for each speech of the manager, with the real reply. Nothing is kept.

        Felt trust is what the table makes of the manager's words, from a start of 0.42; nobody's mind is read.
        """
        return self._read(speeches, Practice(uuid.uuid4().hex, "", _person(speeches, scene), _now()), progress)

    def samples(self, found: Written) -> Mapping[str, str]:
        """For each speaker something they said, masked, by which one knows them again: the longest of their first."""
        manager = found.names[0]
        masked = anonymous(sides(found.speeches, manager), found.names, manager=manager, masker=self._masker)
        said: dict[str, list[str]] = {}
        for one, shown in zip(found.speeches, masked, strict=True):
            said.setdefault(one.who, []).append(shown.text)
        return {name: max(texts[:_SAMPLED], key=len) for name, texts in said.items()}

    def keep(
        self,
        found: Written,
        manager: str,
        *,
        scene: Scene,
        held_on: date,
        acting: str,
        progress: Progress | None = None,
    ) -> Review:
        """Mask, read and keep a conversation in which `manager` is the manager; the names stay nowhere.

        Raises BadInput for a name that is not there.
        """
        speeches = anonymous(sides(found.speeches, manager), found.names, manager=manager, masker=self._masker)
        talk = Practice(uuid.uuid4().hex, acting, _person(speeches, scene), _now())
        talk = self._read(speeches, talk, progress)
        review = Review(talk, held_on, promises(speeches, held_on, japanese.words))
        self._store.add(review)
        return review

    def get(self, review_id: str, *, acting: str) -> Review:
        """The review as it was kept. Raises NotFound."""
        return self._store.get(review_id, acting=acting)

    def recent(self, *, acting: str, limit: int = 20) -> Sequence[ReviewedTalk]:
        """The acting user's reviews, newest first."""
        return self._store.recent(acting=acting, limit=limit)

    def delete(self, review_id: str, *, acting: str) -> None:
        """Forget a review and its promises."""
        self._store.delete(review_id, acting=acting)

    def set_promises(self, review_id: str, listed: Sequence[Promise], *, acting: str) -> None:
        """Keep the list of promises as the reader wants it."""
        self._store.set_promises(review_id, listed, acting=acting)

    def rehearse(self, review_id: str, number: int, *, acting: str) -> Practice:
        """A new practice that stands at that turn of the conversation, so that it can be said again.

        What was really said is its first turn; saying it again is a fork beside it. Raises NotFound.
        """
        talk = self._store.get(review_id, acting=acting).conversation
        path = talk.path()
        if not 1 <= number <= len(path):
            raise NotFound("その発話は見つかりません。ふりかえりの画面から選び直してください。")
        turn = path[number - 1]
        before = path[number - 2] if number > 1 else None
        scenario = at_the_moment(
            talk.scenario.scene,
            heard=before.reply if before else talk.scenario.opening,
            said=turn.say,
            before=before.say if before else "",
        )
        felt = step(start(scenario), turn.tag, scenario)
        said = replace(
            turn, id=uuid.uuid4().hex, parent=None, number=1, felt_trust=felt.value, stage=felt.stage, line="real"
        )
        practice = Practice(uuid.uuid4().hex, acting, scenario, _now())
        self._practices.add(practice)
        self._practices.add_turn(practice.id, said, acting=acting)
        return practice.with_turn(said)

    def _read(self, speeches: Sequence[Said], practice: Practice, progress: Progress | None) -> Practice:
        felt = start(practice.scenario)
        known: dict[str, list[Passage]] = {}
        spoken = list(_spoken(speeches))
        for at, (text, reply) in enumerate(spoken, 1):
            turn, felt = self._turn(practice, felt, text, reply=reply, known=known)
            practice = practice.with_turn(turn)
            if progress:
                progress(at / len(spoken))
        return practice

    def _turn(
        self, practice: Practice, felt: FeltTrust, text: str, *, reply: str, known: dict[str, list[Passage]]
    ) -> tuple[Turn, FeltTrust]:
        say = clean(text)
        tag = self._faculties.tagger.tag(say, practice.turns, scene=practice.scenario.scene)
        felt = step(felt, tag, practice.scenario)
        moment = Moment(practice, say, tag, felt)
        topic = self._faculties.adviser.topic(moment)
        if topic is not None and topic not in known:
            known[topic] = [one.passage for one in self._faculties.retriever.find(topic, budget=_BUDGET)]
        turn = Turn(
            id=uuid.uuid4().hex,
            parent=practice.head,
            number=len(practice.turns) + 1,
            say=say,
            tag=tag,
            felt_trust=felt.value,
            stage=felt.stage,
            reply=reply,
            note=self._faculties.adviser.advise(moment, known[topic] if topic else []),
            versions=self._versions,
        )
        return turn, felt


def _now() -> datetime:
    return datetime.now(UTC)


def _person(speeches: Sequence[Said], scene: Scene) -> Scenario:
    opening = "" if speeches and speeches[0].speaker is Speaker.MANAGER else _reply_after(speeches, -1)
    return unknown_person(scene, opening)


def _spoken(speeches: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """The manager's speeches, each with the real reply; a very long one in pieces, the reply after the last."""
    for index, said in enumerate(speeches):
        if said.speaker is Speaker.MANAGER:
            *first, last = _pieces(said.text)
            yield from ((piece, "") for piece in first)
            yield last, _reply_after(speeches, index)


def _pieces(text: str) -> list[str]:
    """At most `MAX_UTTERANCE` characters each, cut between sentences where there are any."""
    if len(text) <= MAX_UTTERANCE:
        return [text]
    pieces = [""]
    for start_, end in japanese.sentences(text):
        for at in range(start_, end, MAX_UTTERANCE):
            sentence = text[at : min(end, at + MAX_UTTERANCE)]
            if len(pieces[-1]) + len(sentence) >= MAX_UTTERANCE:
                pieces.append("")
            pieces[-1] = f"{pieces[-1]}{sentence}"
    return [piece for piece in pieces if piece.strip()]


def _reply_after(speeches: Sequence[Said], index: int) -> str:
    following: list[str] = []
    for said in speeches[index + 1 :]:
        if said.speaker is Speaker.MANAGER:
            break
        following.append(f"{said.who}：{said.text}" if said.who else said.text)
    return "\n".join(following)
