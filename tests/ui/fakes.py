"""A coach whose faculties are scripted and quick; its stores and scenarios are the real ones, below a test's own home."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from types import SimpleNamespace

from coach.bootstrap import Coach
from coach.domain.labels import Cue, Flag, Move, Orientation, Segment, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Answer, Citation, Declined, Found, Passage, cite
from coach.ports import Moment, Reply
from coach.services.ask import AskService
from coach.services.debriefing import DebriefingService
from coach.services.practice import Faculties, PracticeService

PASSAGE = Passage(
    "p1",
    "handbook.ja.md",
    ("第1章 信用と信頼", "二つの軸"),
    "信用は過去の事実に基づきます。信頼は未来への期待です。<b>太字ではない</b>",
)
QUOTE = "信頼は未来への期待です。"


class ScriptedTagger:
    """Reads by single words: 責 blames, 期待 is trust, a digit is credit, 迷 is hard to tell."""

    def tag(self, utterance: str, before: Sequence[object] = (), *, scene: object = None) -> Tag:
        trust, credit = "期待" in utterance, any(char.isdigit() for char in utterance)
        label = {
            (True, True): Orientation.BOTH,
            (True, False): Orientation.TRUST,
            (False, True): Orientation.CREDIT,
            (False, False): Orientation.NEUTRAL,
        }[trust, credit]
        at = utterance.find("期待")
        cues = (Cue(at, at + 2, "期待", "未来への期待"),) if trust else ()
        moves = (Move.RECOGNISE_RESULT,) * credit + (Move.EXPECT_FUTURE,) * trust
        return Tag(
            label=label,
            confidence=0.4 if "迷" in utterance else 0.9,
            time=Time.FUTURE if trust else Time.PAST if credit else Time.NONE,
            flags=(Flag.BLAME,) if "責" in utterance else (),
            moves=moves,
            segments=(Segment(0, len(utterance), Orientation.TRUST if trust else Orientation.CREDIT),),
            cues=cues,
            alternative=Orientation.CREDIT if "迷" in utterance else None,
        )


class EchoingPartner:
    """Says back, in two pieces, what was said."""

    def reply(self, moment: Moment) -> Iterator[str | Reply]:
        text = f"「{moment.say}」と聞きました。"
        yield text[:3]
        yield text[3:]
        yield Reply(text, line="echo")


class PlainAdviser:
    """Always has one note with one citation."""

    def topic(self, moment: Moment) -> str:
        return "信頼"

    def advise(self, moment: Moment, passages: Sequence[Passage]) -> Note:
        return Note("期待を伝えました。", "来期も期待しています。", (cite(PASSAGE, QUOTE),))


class OnePassage:
    """Finds the same passage for everything."""

    def find(self, question: str, *, budget: int = 1_500) -> list[Found]:
        return [Found(PASSAGE, 1.0, 0.9)]

    def quote(self, topic: str) -> Citation:
        return cite(PASSAGE, QUOTE)


class KnowsTrust:
    """Answers what holds 信頼, declines the rest."""

    def answer(self, question: str, found: Sequence[Found]) -> Answer | Declined:
        if "信頼" in question:
            return Answer(PASSAGE.text, (cite(PASSAGE, QUOTE),), (PASSAGE,))
        return Declined("申し訳ありません。資料に答えが見つかりませんでした。", ("信頼とは何ですか",))


class FakeCoach(Coach):
    """`Coach` with those faculties."""

    tagger = ScriptedTagger()
    retriever = OnePassage()
    bare_knowledge = SimpleNamespace(ensure=lambda paths, progress=None: None)
    knowledge = SimpleNamespace(version=lambda: "v1", passages=lambda: [PASSAGE])

    @cached_property
    def faculties(self) -> Faculties:
        return Faculties(self.tagger, EchoingPartner(), PlainAdviser(), OnePassage())

    def _versions(self) -> dict[str, str]:
        return {"tagger": "scripted"}

    @cached_property
    def practice(self) -> PracticeService:
        return PracticeService(self.faculties, self.scenarios, self.practices, versions={"tagger": "scripted"})

    @cached_property
    def ask(self) -> AskService:
        return AskService(OnePassage(), KnowsTrust())

    @cached_property
    def debriefing(self) -> DebriefingService:
        return DebriefingService(OnePassage())
