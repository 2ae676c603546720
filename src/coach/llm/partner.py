"""The subordinate played by a model, held in its role by code."""

from collections.abc import Generator, Iterator

from coach.domain.labels import Scene
from coach.domain.scenario import Level, Manner, Scenario, Stage
from coach.domain.words import SCENE
from coach.llm.breach import WHY, Breach
from coach.llm.delimit import data
from coach.llm.fault import Fault, ModelFailed
from coach.llm.guard import Guard, tells
from coach.llm.model import ChatModel, Completion, Message, Request, Role
from coach.llm.release import Release
from coach.llm.spoken import SpokenReply, spoken
from coach.ports import Moment, Partner, Reply
from coach.prompts import render

_MANNER = {
    Manner.POLITE: "です・ます調で、礼儀正しく話す",
    Manner.FRANK: "くだけた調子を交え、率直に話す",
    Manner.RESERVED: "口数が少なく、控えめに話す",
}
_CREDIT = {Level.HIGH: "高い", Level.LOW: "低い"}
_TRUST = {Level.HIGH: "感じている", Level.LOW: "あまり感じられていない"}
_ACTS = {
    Stage.GUARDED: "身構えています。当たり障りのないことだけを短く答え、内心は話しません。",
    Stage.CAUTIOUS: "様子を見ています。仕事の具体的なことは話しますが、深い気持ちまでは話しません。",
    Stage.OPEN: "心を開いています。考えや気持ちを自分から話しますが、すべてに賛成するわけではありません。",
}
_NOTHING = "（ありません）"
_VOICE_LINES = 6


class LlmPartner:
    """`Partner` over a model; the local partner decides what may come out, and answers where the model does not."""

    def __init__(self, model: ChatModel, fallback: Partner) -> None:
        self._model = model
        self._fallback = fallback

    def reply(self, moment: Moment) -> Iterator[str | Reply]:
        """Pieces as they come, then the whole. Where the whole differs from the pieces, the whole counts.

        That happens when a reply breaks a rule or off half-way after a harmless beginning was shown.
        """
        planned = _planned(self._fallback, moment)
        path = moment.practice.path()
        revealed = path[-1].revealed if path else 0
        step = moment.practice.scenario.concern.steps[revealed] if planned.revealed > revealed else None
        told = " ".join([step.hint, *step.say]) if step else ""
        guard = Guard(moment, revealed=revealed, told=told)
        pieces = self._in_role(moment, guard, planned, step.hint if step else _NOTHING)
        shown = False
        text = ""
        while True:
            try:
                piece = next(pieces)
            except StopIteration as end:
                text = end.value
                break
            except ModelFailed as error:
                if not shown:
                    yield planned.text
                yield spoken(SpokenReply, planned, fallback=error.reason)
                return
            shown = True
            yield piece
        out = revealed + (1 if step and tells(text, (step.hint, *step.say)) else 0)
        yield SpokenReply(text, revealed=out, engine="llm")

    def request(self, moment: Moment, planned: Reply, may_tell: str, again: Breach | None = None) -> Request:
        """What is asked: the system text, the talk so far, and only then what holds for this turn alone."""
        scenario = moment.practice.scenario
        path = moment.practice.path()
        turn = render(
            "partner_turn",
            say=data("発話", moment.say),
            stage=_ACTS[moment.felt.stage],
            felt=_felt(moment),
            may_tell=may_tell,
            sketch=planned.text,
        )
        if again:
            turn += "\n\n" + render("partner_again", why=WHY[again])
        talk = [
            message
            for one in path
            for message in (Message(Role.USER, data("発話", one.say)), Message(Role.ASSISTANT, one.reply))
        ]
        return Request(
            "partner",
            (Message(Role.SYSTEM, system_text(scenario)), *talk, Message(Role.USER, turn)),
            pieces=True,
            session=moment.practice.id,
            owner=moment.practice.owner,
            names=(scenario.persona.name,),
        )

    def _in_role(self, moment: Moment, guard: Guard, planned: Reply, may_tell: str) -> Generator[str, None, str]:
        """A reply that keeps the rules, its pieces on the way. Raises ModelFailed(OUT_OF_ROLE) after two that do not."""
        name = moment.practice.scenario.persona.name
        release = Release(guard, name)
        yield from self._stream(self.request(moment, planned, may_tell), release)
        if release.breach is None:
            return release.final()
        again = Release(guard, name)
        second = self._stream(self.request(moment, planned, may_tell, again=release.breach), again)
        for piece in second:
            # What was shown cannot be taken back by more pieces; then only the whole reply says it.
            if not release.shown:
                yield piece
        if again.breach is not None:
            raise ModelFailed(Fault.OUT_OF_ROLE)
        return again.final()

    def _stream(self, request: Request, release: Release) -> Iterator[str]:
        source = self._model.run(request)
        try:
            for piece in source:
                if isinstance(piece, Completion):
                    break
                shown = release.add(piece)
                if shown:
                    yield shown
                if release.breach:
                    return
                if release.is_enough:
                    break
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                close()
        rest = release.finish()
        if rest:
            yield rest


def system_text(scenario: Scenario) -> str:
    """The partner's standing instructions. They do not change within a session, so providers can cache them.

    The hidden concern is not in them: a step of it enters the prompt on the turn on which it may come out, so that
    no trick can draw out what the model was never told.
    """
    persona = scenario.persona
    return render(
        "partner_system",
        name=persona.name,
        age_group=persona.age_group,
        job=persona.job,
        manner=_MANNER[persona.manner],
        about=persona.about,
        credit=_CREDIT[persona.credit],
        trust=_TRUST[persona.trust],
        scene=SCENE[Scene(scenario.scene)],
        situation=scenario.situation.strip(),
        opening=scenario.opening,
        voice="\n".join(f"- {line}" for line in _voice(scenario)),
    )


def _voice(scenario: Scenario) -> list[str]:
    """Lines of the most reserved stage: they show the manner and give nothing away."""
    banks = [lines for topic in scenario.topics for lines in (topic.answers, topic.remarks)]
    lines = [line for bank in banks for line in bank.get(Stage.GUARDED, ())]
    return lines[:: max(1, len(lines) // _VOICE_LINES)][:_VOICE_LINES]


def _felt(moment: Moment) -> str:
    if moment.tag.flags:
        return "傷ついた。身構えが強くなった。"
    if moment.felt.last > 0:
        return "少しうれしい。"
    return "特に気持ちは動いていない。" if moment.felt.last == 0 else "あまりうれしくない。"


def _planned(partner: Partner, moment: Moment) -> Reply:
    """What the local partner would say: the measure of what may come out, a sketch, and the fallback."""
    for piece in partner.reply(moment):
        if isinstance(piece, Reply):
            return piece
    return Reply("…")
