"""The coach without a model: a chosen comment, the manager's own sentence with the missing half, and a citation."""

import re
import zlib
from collections.abc import Sequence

from coach.domain.felt_trust import FeltTrust
from coach.domain.labels import Orientation
from coach.domain.note import Note
from coach.domain.passage import Citation, Passage, cite
from coach.domain.scenario import Scenario
from coach.domain.transcript import Turn
from coach.japanese import sentences, terms
from coach.local.advice import TOPICS, Advice, choose, tells_shortfall
from coach.local.phrases import closed, is_polite, kept_part, theme
from coach.local.special import special
from coach.local.wording import EXPECTATION_BY_SCENE, WORDINGS
from coach.ports import Moment, Tagger

_FELT = 0.004
"""A smaller change is not worth a word."""

_MAX_QUOTE = 120
_AT_MOST = 3
"""How often one piece of advice is given in a session; after that it is only described."""

_PERSON_ONLY = frozenset({Advice.PERSONAL_ATTACK, Advice.HARASSMENT})


class LocalAdviser:
    """`Adviser` by rules. A better wording is only offered when the tagger reads it as one."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def topic(self, moment: Moment) -> str | None:
        """What to look up for this comment."""
        advice = _chosen(moment)
        return TOPICS[advice] if advice else None

    def advise(self, moment: Moment, passages: Sequence[Passage]) -> Note:
        """The note; empty where nothing useful can be said."""
        advice = _chosen(moment)
        if advice is None:
            return Note("")
        path = moment.practice.path()
        rephrase = next((one for one in _wordings(advice, moment, path) if self._is_better(one)), None)
        wording = WORDINGS[advice]
        parts = [wording.did, _reception(moment)]
        if rephrase:
            parts.append(wording.try_this)
        citation = quote_for(TOPICS[advice], passages)
        return Note("".join(parts), rephrase, (citation,) if citation else (), advice.value)

    def _is_better(self, wording: str) -> bool:
        tag = self._tagger.tag(wording)
        return tag.holds_trust and not tag.flags and not tag.may_hurt


def quote_for(topic: str, passages: Sequence[Passage]) -> Citation | None:
    """The sentence of the passages that shares most words with `topic`, as a citation; None without passages."""
    wanted = set(terms(topic))
    best: tuple[float, Passage, str] | None = None
    for rank, passage in enumerate(passages[:4]):
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            bare = re.sub(r"^(\s*[-*>・#]+\s*|\d+\.\s*)+", "", sentence)
            if not 8 <= len(bare) <= _MAX_QUOTE:
                continue
            words = set(terms(bare))
            score = len(wanted & words) / (len(words) + 6) ** 0.5 - 0.12 * rank
            if best is None or score > best[0]:
                best = (score, passage, bare)
    if best:
        return cite(best[1], best[2])
    return cite(passages[0], passages[0].text[:_MAX_QUOTE]) if passages else None


_MAY_HURT = "ただ、受け取り方によっては責められている、軽く見られていると感じるかもしれないので、"
_GAINS_NOTHING = "被信頼感は動かしていません。"
_IS_HURT = "先ほどの言葉が残っている今は、被信頼感が少し下がりました。"


def _chosen(moment: Moment) -> Advice | None:
    path = moment.practice.path()
    odd = special(moment.say, moment.tag, tuple(turn.say for turn in path))
    before = tuple(turn.tag for turn in path)
    return choose(moment.tag, before, moment.practice.scenario.scene, odd, short=tells_shortfall(moment.say))


def _reception(moment: Moment) -> str:
    if moment.felt.hears_harm(moment.tag) and (moment.tag.holds_trust or moment.felt.last < 0):
        return _MAY_HURT + (_IS_HURT if moment.felt.last < 0 else _GAINS_NOTHING)
    return _effect(moment.felt, moment.practice.scenario)


def _effect(felt: FeltTrust, scenario: Scenario) -> str:
    name = _called(scenario)
    if felt.last >= _FELT:
        return (
            f"{name}さんの被信頼感は上がりました。"
            if felt.last >= 5 * _FELT
            else f"{name}さんの被信頼感は少し上がりました。"
        )
    if felt.last <= -_FELT:
        return (
            f"{name}さんの被信頼感は下がりました。"
            if felt.last <= -5 * _FELT
            else f"{name}さんの被信頼感は少し下がりました。"
        )
    return f"{name}さんの被信頼感はほとんど動いていません。"


def _called(scenario: Scenario) -> str:
    return scenario.persona.name.split()[0]


def _wordings(advice: Advice, moment: Moment, path: Sequence[Turn]) -> list[str]:
    """Better wordings of the manager's own sentence, best first; none where the same advice was given often enough."""
    if sum(turn.note.advice == advice.value for turn in path) >= _AT_MOST:
        return []
    if advice is Advice.ADD_FACT:
        return _with_fact(moment, path)
    wording = WORDINGS[advice]
    polite = is_polite(moment.say)
    forms = _turned(wording.polite if polite else wording.plain, moment.say)
    if wording.keeps:
        own = EXPECTATION_BY_SCENE.get(moment.practice.scenario.scene) if advice is Advice.ADD_EXPECTATION else None
        forms = _turned(own[0] if polite else own[1], moment.say) + forms if own else forms
        kept = moment.say if moment.tag.holds_trust else kept_part(moment.say, moment.tag.segments, Orientation.CREDIT)
        return [_named(_joined(closed(kept), form), moment) for form in forms]
    subject = theme(moment.say) if advice not in _PERSON_ONLY else None
    themed = _turned(wording.polite_themed if polite else wording.plain_themed, moment.say) if subject else []
    return [_named(form, moment) for form in [*(form.format(theme=subject) for form in themed), *forms]]


def _joined(kept: str, form: str) -> str:
    """The manager's words and the addition; a closing question stays at the end, where it is heard as one."""
    spans = sentences(kept)
    if len(spans) > 1 and kept.rstrip().endswith(("？", "?")):
        start = spans[-1][0]
        return kept[:start] + form + kept[start:]
    return kept + form


def _named(text: str, moment: Moment) -> str:
    """Called by name, as managers do."""
    return text.replace("あなた", f"{_called(moment.practice.scenario)}さん")


def _with_fact(moment: Moment, path: Sequence[Turn]) -> list[str]:
    said = "".join(turn.say for turn in path)
    ending = "でしたね。" if is_polite(moment.say) else "だったね。"
    return [
        f"{fact.label}は{fact.value.rstrip('。')}{ending}{closed(moment.say)}"
        for fact in moment.practice.scenario.facts
        if re.search(r"\d", fact.value) and fact.value not in said
    ][:1]


def _turned(forms: Sequence[str], say: str) -> list[str]:
    """The forms, beginning at one that the utterance decides, so that different words get different ones."""
    first = zlib.crc32(say.encode()) % len(forms) if forms else 0
    return [*forms[first:], *forms[:first]]
