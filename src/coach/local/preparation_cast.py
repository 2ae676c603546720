"""A sheet as a rehearsal: a fitting shipped scenario lends its reactions, the sheet gives the person and the facts.

The shipped lines speak of the person for whom they were written. A line is borrowed only when every word in it that
names something is spoken by the people of many scenarios, and when it holds no figure, so that nothing of that person
is left.
"""

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from coach.domain.errors import NotFound
from coach.domain.labels import Scene
from coach.domain.preparation import Preparation, Request, called, scenario_id
from coach.domain.scenario import (
    Concern,
    ConcernStep,
    Fact,
    Level,
    Lines,
    Persona,
    Scenario,
    Sensitivity,
    Stage,
    Topic,
)
from coach.japanese import Word, words
from coach.local.preparation import noted, task_of, worried
from coach.local.preparation_aims import aims_of
from coach.local.preparation_notes import Kind, Note
from coach.local.preparation_texts import Rehearsal, Texts, Unsaid, filled, read_rehearsal, read_texts

_SPOKEN_BY = 4
"""A word that the people of so many scenarios use tells nothing of any of them."""

_FIGURE = re.compile(
    r"[0-9０-９]|[二三四五六七八九]?十|[一二三四五六七八九十百千万]+(?:[つ人名件回本日時分年月週割点台社枚部度歳代]|時間|か月|ヶ月)"
)
_MOST_FACTS, _LONGEST_FACT = 8, 120
_NAMED = {
    Kind.WISH: "本人の希望",
    Kind.LOAD: "仕事の負荷",
    Kind.SHORTFALL: "気になった点",
    Kind.GROWTH: "学び",
    Kind.HELP: "周囲への支援",
    Kind.RESULT: "成果",
    Kind.OTHER: "事実",
}
"""What a fact is called that names nothing itself."""

_SIDE_KINDS = (Kind.SHORTFALL, Kind.LOAD)


class LocalCaster:
    """Makes a rehearsal of a sheet; `keep` writes it to the library, `drop` takes it out and may raise NotFound."""

    def __init__(
        self,
        folder: Path,
        shipped: Callable[[], Sequence[Scenario]],
        *,
        keep: Callable[[Scenario], Scenario],
        drop: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._shipped = shipped
        self._keep = keep
        self._drop = drop

    def cast(self, preparation: Preparation) -> Scenario:
        """The scenario, kept."""
        every = tuple(one for one in self._shipped() if not one.own)
        texts = read_texts(self._folder)
        aims = aims_of(preparation.request)
        apart = aims.lines - {aims.sources.get("grade")}  # what the manager brings up is no fact of the sheet
        found = [note for note in noted(preparation.request, texts) if note.text not in apart]
        concern = _concern(preparation.request, found, texts, read_rehearsal(self._folder))
        base = base_for(preparation.request, found, every)
        scenario = scenario_of(preparation, base, (found, concern), read_rehearsal(self._folder))
        return self._keep(_lent(scenario, base, every, read_rehearsal(self._folder)))

    def forget(self, preparation_id: str) -> None:
        """Take the scenario of a sheet out of the library; nothing when none was made."""
        with contextlib.suppress(NotFound):
            self._drop(scenario_id(preparation_id))


def base_for(request: Request, found: Sequence[Note], scenarios: Iterable[Scenario]) -> Scenario:
    """The shipped scenario of the same scene whose quadrant is nearest; of several the easiest."""
    weighing = sum(note.kind in _SIDE_KINDS for note in found)
    credit = request.credit or (Level.LOW if 2 * weighing > len(found) else Level.HIGH)
    trust = request.trust or (Level.LOW if request.worries.strip() else Level.HIGH)
    same = [one for one in scenarios if one.scene is request.scene]
    return min(
        same,
        key=lambda one: ((one.persona.credit is not credit) + (one.persona.trust is not trust), one.difficulty, one.id),
    )


def scenario_of(
    preparation: Preparation, base: Scenario, person: tuple[Sequence[Note], Unsaid], texts: Rehearsal
) -> Scenario:
    """The scenario as far as the sheet makes it; what the base lends is not in it yet."""
    request, (found, concern) = preparation.request, person
    name = _bare(called(request.name)) or texts.unnamed
    slots = {"name": name, "task": task_of(request)}
    return replace(
        base,
        id=scenario_id(preparation.id),
        own=True,
        title=filled([texts.title[request.scene]], slots)[0],
        persona=_persona(name, base, concern, texts),
        situation=filled([texts.situation[request.scene]], slots)[0],
        facts=_facts(request, found),
        goals=texts.goals[request.scene],
        opening=texts.openings[base.persona.manner],
        topics=_topics(found, texts),
        concern=Concern(concern.summary, tuple(ConcernStep(step.hint, step.say) for step in concern.steps)),
        raises=Sensitivity(frozenset(concern.raises), concern.raises_note),
        lowers=Sensitivity(frozenset(concern.lowers), concern.lowers_note),
        version="",
    )


def _bare(name: str) -> str:
    """Without さん: the app adds its own."""
    return re.sub(r"(さん|くん|君|ちゃん|様|さま|氏)$", "", name).replace(" ", "")


def _persona(name: str, base: Scenario, concern: Unsaid, texts: Rehearsal) -> Persona:
    levels = base.persona
    return Persona(name, texts.age_group, texts.job, levels.manner, levels.credit, levels.trust, concern.about)


def _concern(request: Request, found: Sequence[Note], texts: Texts, rehearsal: Rehearsal) -> Unsaid:
    worries, usual = worried(request, found, texts)
    own = worries[: len(worries) - usual]
    return rehearsal.concerns[own[0].concern if own else rehearsal.default_concern[request.scene]]


def _facts(request: Request, found: Sequence[Note]) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for note in found:
        if note.held:
            continue
        label = note.topic or _NAMED[note.kind]
        facts.append(Fact(label, note.text[:_LONGEST_FACT]))
    if request.scene is Scene.DELEGATION:
        facts.insert(0, Fact("任せる仕事", task_of(request)))
    return tuple(facts[:_MOST_FACTS])


def _topics(found: Sequence[Note], texts: Rehearsal) -> tuple[Topic, ...]:
    topics: dict[str, Topic] = {}
    for note in found:
        if note.held or not note.topic or note.topic in topics:
            continue
        spoken, slots = texts.topics[note.kind], {"topic": note.topic}
        topics[note.topic] = Topic(
            f"typed_{len(topics) + 1}",
            (note.text[:_LONGEST_FACT], *filled(spoken.cues, slots)),
            _spoken(spoken.answers, slots),
            _spoken(spoken.remarks, slots),
        )
    return tuple(topics.values())[:_MOST_FACTS]


def _spoken(lines: Lines, slots: Mapping[str, str]) -> Lines:
    return {stage: filled(lines[stage], slots) for stage in Stage}


def _lent(scenario: Scenario, base: Scenario, every: Sequence[Scenario], texts: Rehearsal) -> Scenario:
    """`scenario` with what the base lends, free of its person; like-mannered scenarios fill a stage that lost all lines."""
    common = (common_words(tuple(every)) | set(texts.generic)) - set(texts.specific)
    alike = [base, *(one for one in every if one.persona.manner is base.persona.manner and one is not base)]

    def bank(pick: Callable[[Scenario], Lines | None]) -> Lines | None:
        found = {stage: _first_free([pick(one) for one in alike], stage, common) for stage in Stage}
        return found if all(found.values()) else None

    reactions = {
        key: bank(lambda one, key=key: one.reactions.get(key)) or texts.reactions.get(key)  # type: ignore[misc]
        for key in {*base.reactions, *texts.reactions}
    }
    lent = []
    for topic_id in texts.common_topics:
        here = next((one for one in base.topics if one.id == topic_id), None)
        cues = tuple(cue for cue in here.cues if is_free(cue, common)) if here else ()
        answers = bank(lambda one, at=topic_id: _topic(one, at, "answers"))  # type: ignore[misc]
        remarks = bank(lambda one, at=topic_id: _topic(one, at, "remarks"))  # type: ignore[misc]
        if cues and answers and remarks:
            lent.append(Topic(topic_id, cues, answers, remarks))
    asks = bank(lambda one: one.asks) or {}
    kept = {key: lines for key, lines in reactions.items() if lines}
    return replace(scenario, reactions=kept, topics=(*scenario.topics, *lent), asks=asks)


def _topic(scenario: Scenario, topic_id: str, part: str) -> Lines | None:
    found = next((one for one in scenario.topics if one.id == topic_id), None)
    return getattr(found, part) if found else None


def _first_free(banks: Sequence[Lines | None], stage: Stage, common: frozenset[str] | set[str]) -> tuple[str, ...]:
    for lines in banks:
        free = tuple(line for line in (lines or {}).get(stage, ()) if is_free(line, common))
        if free:
            return free
    return ()


def is_free(line: str, common: frozenset[str] | set[str]) -> bool:
    """Whether a line tells nothing of the person for whom it was written."""
    if _FIGURE.search(line):
        return False
    return all(word.normal in common for word in words(line) if _tells(word))


def _tells(word: Word) -> bool:
    kinds = {"名詞": ("普通名詞", "固有名詞"), "動詞": ("一般",), "形容詞": ("一般",), "代名詞": ("*",)}
    return word.pos[1] in kinds.get(word.pos[0], ())


@lru_cache(maxsize=2)
def _common(lines: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    spoken = Counter(
        noun for each in lines for noun in {word.normal for line in each for word in words(line) if _tells(word)}
    )
    return frozenset(noun for noun, count in spoken.items() if count >= _SPOKEN_BY)


def common_words(scenarios: tuple[Scenario, ...]) -> frozenset[str]:
    """The nouns and verbs that the people of many scenarios use, in normal form."""
    return _common(tuple(tuple(_all_lines(one)) for one in scenarios))


def _all_lines(scenario: Scenario) -> Iterable[str]:
    banks = [*scenario.reactions.values(), scenario.asks]
    banks += [bank for topic in scenario.topics for bank in (topic.answers, topic.remarks)]
    return (line for bank in banks for lines in bank.values() for line in lines)
