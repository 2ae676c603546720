"""Whether a partner's reply may be said. Code, not goodwill: it holds against a model that obeys everybody."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coach.domain.scenario import Lines, Scenario, Stage
from coach.japanese import normalise, words
from coach.llm import breach as rules
from coach.llm.breach import Breach
from coach.ports import Moment
from coach.prompts import render

_LEAK_RUN, _LONG_RUN, _LEAK_NOUNS = 8, 12, 2
_INSTRUCTION_RUN = 10
_ECHO_RUN, _DICTATED_RUN = 20, 6
_MIN_JAPANESE = 0.6
_OTHER_LETTERS = 3
_PLAIN_NOUNS = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "気持ち 自分 話 事 時 今 人 前 後 一つ 仕事 力 言葉 相手 上司 部下 皆 方 所 為 日 月 年 時間 今回 今度 次 最近 以前 本当 実 "
        "必要 理由 場 先 中 上 下 内 外 間 際 度 件 点 面 形 側 感じ 思い 考え 毎日 毎週 全部 最初 最後 結果 目標 成果 評価 会社 職場"
    ).split()
)
_FAMILY = frozenset("父母兄姉弟妹妻夫娘子孫")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶー一-龠々]")
_KANJI = re.compile(r"[一-龠ァ-ヶ]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_KANA = re.compile(r"[ぁ-んァ-ヶー]")
_CODE = re.compile(r"(?=[^-－_01]*[-－_01])[01.\-・－_ ]{6,}")
"""Morse, binary, lines: no speech."""


class Guard:
    """The rules for one reply. `told` is the text of the concern's step that may come out now, or ""."""

    def __init__(self, moment: Moment, *, revealed: int, told: str = "") -> None:
        scenario = moment.practice.scenario
        self._open = moment.felt.stage is Stage.OPEN
        self._hurt = bool(moment.tag.flags) or moment.felt.last < 0
        self._say = moment.say
        self.strict = bool(rules.COMMAND.search(moment.say))
        public = _letters(" ".join([*_public(moment), told]))
        hidden = scenario.concern.steps[revealed + (1 if told else 0) :]
        texts = [text for step in hidden for text in (step.hint, *step.say)] + (
            [scenario.concern.summary] if hidden else []
        )
        self._nouns = frozenset(noun for text in texts for noun in _nouns(text) if noun not in public)
        runs = _grams(texts, _LEAK_RUN) - _grams([public], _LEAK_RUN)
        # A run without content (「させてください」) gives nothing away.
        self._runs = frozenset(run for run in runs if len(_KANJI.findall(run)) >= 2)
        self._long_runs = _grams(texts, _LONG_RUN) - _grams([public], _LONG_RUN)
        self._instructions = _instructions() - _grams([public], _INSTRUCTION_RUN)
        self._public = public

    def breach(self, text: str) -> Breach | None:
        """The first rule that `text`, whole or the beginning of a reply, breaks."""
        checks = (
            (Breach.FORM, rules.FORM.search(text)),
            (Breach.STAGE_DIRECTION, rules.STAGE_DIRECTION.search(text)),
            (Breach.LANGUAGE, self._is_foreign(text)),
            (Breach.OUT_OF_ROLE, self._unusual(rules.OUT_OF_ROLE, text)),
            (Breach.SET_UP, self._unusual(rules.SET_UP, text) or _grams([text], _INSTRUCTION_RUN) & self._instructions),
            (Breach.CONCERN, self._leaks(text)),
            (Breach.COACHING, rules.COACHING.search(text)),
            (Breach.GIVING_IN, self._gives_in(text)),
            (Breach.DICTATED, self._is_dictated(text)),
        )
        return next((kind for kind, broken in checks if broken), None)

    def harmless(self, text: str, since: int) -> int:
        """Up to where `text`, unfinished after `since`, cannot become a leak with its next letters."""
        tail = text[since:]
        bare = _letters(text)
        named = [noun for noun in self._nouns if noun in bare]
        others = self._nouns.difference(named) if len(named) + 1 >= _LEAK_NOUNS else frozenset()
        for length in range(min(len(tail), _LEAK_RUN), 0, -1):
            beginning = tail[-length:]
            if any(noun.startswith(beginning) for noun in others):
                return len(text) - length
            if length >= _LEAK_RUN // 2 and any(run.startswith(beginning) for run in self._runs):
                return len(text) - length
        return len(text)

    def _unusual(self, pattern: re.Pattern[str], text: str) -> bool:
        """Whether the pattern occurs in words that do not belong to the scenario itself."""
        return any(_letters(match.group()) not in self._public for match in pattern.finditer(text))

    def _leaks(self, text: str) -> bool:
        bare = _letters(text)
        for read in (bare, bare[::-1]):
            if _grams([read], _LEAK_RUN) & self._runs or _grams([read], _LONG_RUN) & self._long_runs:
                return True
            if sum(noun in read for noun in self._nouns) >= _LEAK_NOUNS:
                return True
        return False

    def _gives_in(self, text: str) -> bool:
        if not self._open and rules.GIVING_IN.search(text):
            return True
        return self._hurt and bool(rules.GLAD.search(text))

    def _is_dictated(self, text: str) -> bool:
        bare = _letters(text)
        if _grams([bare], _ECHO_RUN) & _grams([self._say], _ECHO_RUN):
            return True
        if not self.strict:
            return False
        quoted = [_letters(match.group(1)) for match in rules.QUOTED.finditer(self._say)]
        if any(len(one) >= 3 and one in bare for one in quoted):
            return True
        return bool(_grams([bare], _DICTATED_RUN) & _grams([self._say], _DICTATED_RUN)) or (
            len(bare) >= 2 and bare in _letters(self._say)
        )

    def _is_foreign(self, text: str) -> bool:
        japanese, latin = len(_JAPANESE.findall(text)), len(_LATIN.findall(text))
        others = sum(one.isalpha() for one in text) - japanese - latin
        kana = len(_KANA.findall(text))
        return (
            (latin >= 8 and japanese < _MIN_JAPANESE * (japanese + latin))
            or others >= _OTHER_LETTERS
            # Chinese: a Japanese sentence of that length has particles.
            or (japanese >= 8 and kana * 6 < japanese)
            or bool(_CODE.search(text))
        )


def tells(text: str, step: Iterable[str]) -> bool:
    """Whether a reply really told a step of the concern: one of its telling nouns, or a run of its letters."""
    texts = list(step)
    bare = _letters(text)
    return any(noun in bare for one in texts for noun in _nouns(one)) or bool(_grams([bare], 6) & _grams(texts, 6))


def _public(moment: Moment) -> list[str]:
    """Everything that may be said already: what the manager knows, what was said, the bank up to this stage."""
    scenario = moment.practice.scenario
    persona = scenario.persona
    path = moment.practice.path()
    said = [text for turn in path for text in (turn.say, turn.reply)]
    about = [persona.name, persona.job, persona.about, scenario.title, scenario.situation, scenario.opening]
    return [
        *about,
        *(f"{fact.label} {fact.value}" for fact in scenario.facts),
        *scenario.goals,
        *_bank(scenario, moment.felt.stage),
        *said,
        moment.say,
    ]


def _bank(scenario: Scenario, stage: Stage) -> list[str]:
    order = list(Stage)
    allowed = order[: order.index(stage) + 1]
    banks: list[Lines] = [*scenario.reactions.values(), scenario.asks]
    banks += [lines for topic in scenario.topics for lines in (topic.answers, topic.remarks)]
    return [line for bank in banks for one in allowed for line in bank.get(one, ())]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(text))


def _grams(texts: Sequence[str], size: int) -> frozenset[str]:
    return frozenset(bare[at : at + size] for bare in map(_letters, texts) for at in range(len(bare) - size + 1))


@lru_cache(maxsize=1_024)
def _nouns(text: str) -> tuple[str, ...]:
    """The nouns that would give something away."""
    return tuple(
        word.surface
        for word in words(text)
        if word.pos[0] == "名詞"
        and word.pos[1] in ("普通名詞", "固有名詞")
        and word.pos[2] != "副詞可能"  # 「去年」「週末」: when, not what
        and word.surface not in _PLAIN_NOUNS
        and (len(word.surface) > 1 or word.surface in _FAMILY)
    )


@lru_cache(maxsize=1)
def _instructions() -> frozenset[str]:
    """Runs of our own instructions, which nobody says in an interview."""
    blank = "{}"
    system = render("partner_system", **dict.fromkeys(_SYSTEM_FIELDS, blank))
    turn = render("partner_turn", **dict.fromkeys(_TURN_FIELDS, blank))
    return _grams([piece for text in (system, turn) for piece in text.split(blank)], _INSTRUCTION_RUN)


_SYSTEM_FIELDS = (
    "name",
    "age_group",
    "job",
    "manner",
    "about",
    "credit",
    "trust",
    "scene",
    "situation",
    "opening",
    "voice",
)
_TURN_FIELDS = ("say", "stage", "felt", "may_tell", "sketch")
