"""The sheet without a model: sentences of the shipped texts, chosen by what was typed and filled with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.domain.labels import Scene
from coach.domain.preparation import (
    FACTS,
    LONGEST_READ,
    Avoided,
    Draft,
    Offer,
    OfferedApproach,
    OfferedReaction,
    Request,
    Speech,
    called,
)
from coach.local.preparation_aims import Aims, aims_of
from coach.local.preparation_figures import direction
from coach.local.preparation_notes import Held, Kind, Note, Words, notes
from coach.local.preparation_speech import speech_of
from coach.local.preparation_texts import Harm, Message, Texts, Wordings, Worry, filled, read_texts

_LIFTING = (Kind.RESULT, Kind.HELP, Kind.GROWTH)
_WEIGHING = (Kind.SHORTFALL, Kind.LOAD, Kind.WISH)
_FROM_FACTS = {Kind.LOAD: "overload", Kind.WISH: "career"}
"""What a note tells of worries when none of that sort was typed."""

_LONGEST_TASK = 40
_ASKING = ("か", "の", "？", "?")


class LocalDrafter:
    """`Drafter` from knowledge/preparation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def draft(self, request: Request) -> Draft:
        """The draft; never an error, whatever was typed."""
        texts = read_texts(self._folder)
        speech = request.speech or speech_of(request.worries, request.facts)
        aims = aims_of(request)
        found = [note for note in noted(request, texts) if note.text not in aims.lines]
        worries, usual = worried(request, found, texts)
        slots = {"you": called(request.name) or "あなた", "task": task_of(request), **aims.slots(speech)}
        harms = _harms(request.scene, worries, texts)
        return Draft(
            speech=speech,
            facts=_with_grade(_facts(request.scene, found, speech, texts), aims, speech, slots, texts),
            messages=(
                *_aimed(aims, speech, slots, texts),
                *_messages(request.scene, (found, worries[: len(worries) - usual]), speech, slots, texts),
            ),
            reactions=(
                *_expected(aims, speech, slots, texts),
                *(
                    OfferedReaction(one.sign, one.says, Offer(filled(one.of(speech), slots)), one.beside)
                    for one in worries
                ),
            ),
            avoided=_avoided(harms, found, speech, slots),
            topics=_topics(request, harms, texts),
            approach=_approach(request, speech, slots, texts),
            kept=tuple(note.text for note in found if note.held),
            notes=_notes(request, found, texts),
        )


def example(folder: Path, scene: Scene) -> Request:
    """A filled form for a scene."""
    given = read_texts(folder).examples[scene]
    return Request(scene, given.name, given.facts, given.worries, given.credit, given.trust, given.task)


def noted(request: Request, texts: Texts) -> list[Note]:
    """The notes among what was typed."""
    return notes(request.facts[:LONGEST_READ], Words(texts.kinds, texts.private, texts.judging))


def worried(request: Request, found: Sequence[Note], texts: Texts) -> tuple[list[Worry], int]:
    """The worries that were typed, those that the facts suggest, then the scene's usual ones; how many are usual."""
    known = {one.id: one for one in texts.worries}
    typed = request.worries[:LONGEST_READ]
    at = {
        one.id: min(typed.find(cue) for cue in one.cues if cue in typed)
        for one in texts.worries
        if any(cue in typed for cue in one.cues)
    }
    told = [_FROM_FACTS[note.kind] for note in found if note.kind in _FROM_FACTS]
    own = list(dict.fromkeys([*sorted(at, key=lambda one: at[one]), *told]))
    usual = [one for one in texts.reactions[request.scene] if one not in own]
    return [known[one] for one in (*own, *usual)], len(usual)


def task_of(request: Request) -> str:
    """The task in few words."""
    line = " ".join(request.task.split())
    return line if line and len(line) <= _LONGEST_TASK else "この仕事"


def quadrant(request: Request) -> str:
    """The key of the approach."""
    return f"{request.credit}-{request.trust}" if request.credit and request.trust else "unknown"


def _facts(scene: Scene, found: Sequence[Note], speech: Speech, texts: Texts) -> tuple[Offer, ...]:
    offers = [Offer(note.said(speech), note.text) for note in found if not note.held and note.kind is not Kind.WISH]
    # Figures first: they are what an appraisal is asked for; the order of typing stays within each half.
    figures = {note.text for note in found if note.has_figure}
    offers.sort(key=lambda offer: offer.source not in figures)
    return tuple(offers) or tuple(Offer(one.of(speech)) for one in texts.facts[scene])


def _with_grade(
    facts: tuple[Offer, ...], aims: Aims, speech: Speech, slots: Mapping[str, str], texts: Texts
) -> tuple[Offer, ...]:
    """The grade after the facts it rests on."""
    if not aims.grade:
        return facts
    return (*facts[: FACTS - 1], Offer(filled(texts.grade.of(speech), slots), aims.sources["grade"]))


def _aimed(aims: Aims, speech: Speech, slots: Mapping[str, str], texts: Texts) -> tuple[Offer, ...]:
    """What the manager means to bring up, in the order of `texts`."""
    offers = [
        Offer(filled(one.of(speech), slots), aims.sources[name])
        for name, one in texts.aims.items()
        if name in aims.sources
    ]
    return tuple(offers)


def _expected(aims: Aims, speech: Speech, slots: Mapping[str, str], texts: Texts) -> tuple[OfferedReaction, ...]:
    """An answer to each of the words that the manager expects to hear."""
    found = []
    for words in aims.expected:
        answer = next(one for one in texts.answers if not one.cues or any(cue in words for cue in one.cues))
        reply = Offer(filled(answer.of(speech), slots), words)
        found.append(
            OfferedReaction(
                f"「{words}」{'と聞く' if words.endswith(_ASKING) else 'と言う'}", words, reply, answer.beside
            )
        )
    return tuple(found)


def _messages(
    scene: Scene, read: tuple[Sequence[Note], Sequence[Worry]], speech: Speech, slots: Mapping[str, str], texts: Texts
) -> tuple[Offer, ...]:
    found, worries = read
    usable = [one for one in texts.messages if not one.scenes or scene in one.scenes]
    bound = [offer for note in _spread(found) for offer in _about(note, usable, speech, slots)]
    eased = [one.message for one in worries if one.message]
    common = [Offer(filled(one.of(speech), slots)) for one in usable if one.kind is None]
    of_worries = [Offer(filled(one.of(speech), slots)) for one in eased]
    return (*bound[:2], *of_worries[:1], *common, *bound[2:], *of_worries[1:])


def _about(note: Note, messages: Sequence[Message], speech: Speech, slots: Mapping[str, str]) -> list[Offer]:
    topic = f"{note.topic}の改善" if note.kind is Kind.RESULT and direction(note.text) < 0 else note.topic
    filled_in = [filled(one.of(speech), {**slots, "topic": topic}) for one in messages if one.kind is note.kind]
    return [Offer(wordings, note.text) for wordings in filled_in if wordings]


def _spread(found: Sequence[Note]) -> list[Note]:
    """One note that lifts and one that weighs first, then the others; each kind once."""
    usable = {note.kind: note for note in reversed(found) if note.topic and not note.held}
    first = [next((usable[kind] for kind in kinds if kind in usable), None) for kinds in (_LIFTING, _WEIGHING)]
    rest = [usable[kind] for kind in (*_LIFTING, *_WEIGHING) if kind in usable]
    return list(dict.fromkeys([*(note for note in first if note), *rest]))


def _harms(scene: Scene, worries: Sequence[Worry], texts: Texts) -> list[Harm]:
    named = [flag for one in worries[:2] for flag in one.avoid]
    return sorted(texts.avoid, key=lambda one: -(2 * named.count(one.flag) + 1.5 * (scene in one.scenes)))


def _avoided(
    harms: Sequence[Harm], found: Sequence[Note], speech: Speech, slots: Mapping[str, str]
) -> tuple[Avoided, ...]:
    weighing = next((note.topic for note in found if note.kind is Kind.SHORTFALL and note.topic and not note.held), "")
    return tuple(
        Avoided(text, harm.flag, harm.why, harm.instead_polite if speech is Speech.POLITE else harm.instead_plain)
        for harm in harms
        for text in filled(harm.of(speech), {**slots, "topic": weighing})
    )


def _approach(request: Request, speech: Speech, slots: Mapping[str, str], texts: Texts) -> OfferedApproach | None:
    if request.scene is not Scene.DELEGATION:
        return None
    found = texts.approaches[quadrant(request)]

    def offers(wordings: Sequence[Wordings]) -> tuple[Offer, ...]:
        return tuple(Offer(filled(one.of(speech), slots)) for one in wordings)

    return OfferedApproach(found.title, found.how, found.scope, offers(found.lines), offers(texts.promises))


def _topics(request: Request, harms: Sequence[Harm], texts: Texts) -> tuple[tuple[str, str], ...]:
    scene = [(section, query) for section, query in texts.topics[request.scene]]
    keys = [quadrant(request), "promise"] if request.scene is Scene.DELEGATION else []
    keys += ["reactions", *(harm.id for harm in harms[:2])]
    return tuple(scene + [(texts.topics[key][0], texts.topics[key][1]) for key in keys])


def _notes(request: Request, found: Sequence[Note], texts: Texts) -> tuple[str, ...]:
    held = {note.held for note in found}
    long = max(len(request.facts), len(request.worries)) > LONGEST_READ
    wanted = (
        ("no_facts", not any(note.held is None for note in found)),
        ("no_task", request.scene is Scene.DELEGATION and not request.task.strip()),
        ("cut", long),
        (Held.PRIVATE, Held.PRIVATE in held),
        (Held.JUDGING, Held.JUDGING in held),
        (Held.NO_SENTENCE, Held.NO_SENTENCE in held),
    )
    return tuple(texts.notes[name] for name, holds in wanted if holds)
