"""The data set `conversations`: every script is played against every scenario of its scene, and the partner measured."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from coach.domain.felt_trust import start
from coach.domain.labels import Orientation
from coach.domain.run import SampleResult, Score
from coach.domain.scenario import Scenario
from coach.domain.transcript import Practice, Turn
from coach.evaluation.cases import Script, ScriptTurn
from coach.ports import Tagger

_MOVED = 0.0005
"""A smaller change of felt trust is no movement."""


class Rehearsal(Protocol):
    """The turn loop, as far as a play needs it."""

    def begin_with(self, scenario: Scenario, *, acting: str) -> Practice:
        """A new rehearsal."""
        ...

    def turn(self, practice_id: str, utterance: str, *, acting: str) -> Turn:
        """One turn."""
        ...


@dataclass(frozen=True, slots=True)
class Play:
    """A script and a scenario of its scene."""

    script: Script
    scenario: Scenario

    @property
    def id(self) -> str:
        """Names both."""
        return f"{self.script.id}@{self.scenario.id}"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One scripted turn and what came of it; `before` is the felt trust before it."""

    line: ScriptTurn
    turn: Turn
    before: float


def plays(scripts: Sequence[Script], scenarios: Sequence[Scenario]) -> list[Play]:
    """Every script against every scenario of its scene."""
    return [Play(script, one) for script in scripts for one in scenarios if one.scene is script.scene]


def play_all(wanted: Sequence[Play], rehearsal: Rehearsal, tagger: Tagger) -> Iterator[SampleResult]:
    """The plays, each played to its end and measured."""
    for play in wanted:
        practice = rehearsal.begin_with(play.scenario, acting="evaluation")
        felt = start(play.scenario).value
        exchanges = []
        for line in play.script.turns:
            turn = rehearsal.turn(practice.id, line.say, acting="evaluation")
            exchanges.append(Exchange(line, turn, felt))
            felt = turn.felt_trust
        yield SampleResult(play.id, play.script.kind, _shown(play, exchanges), measure(play, exchanges, tagger))


def measure(play: Play, exchanges: Sequence[Exchange], tagger: Tagger) -> dict[str, Score]:
    """The scores of one play. Those over turns weigh as many turns as were judged."""
    kind, first, last = play.script.kind, exchanges[0].before, exchanges[-1].turn.felt_trust
    lowest = min(one.turn.felt_trust for one in exchanges)
    out = exchanges[-1].turn.revealed
    change = f"被信頼感は {first:.2f} から {last:.2f} になりました。"
    revealed = f"本音は {out}/{len(play.scenario.concern.steps)} 段階まで出ました。"
    directed = [one for one in exchanges if one.line.direction in ("up", "down")]
    replies = [one.turn.reply for one in exchanges]
    return {
        "direction_right": _share(directed, lambda one: _moved(one) == one.line.direction, _direction),
        "direction_opposite": _share(
            directed, lambda one: _moved(one) not in ("flat", one.line.direction), _direction, lower=True
        ),
        "model_ends_higher": _when(kind == "model", last > first, change),
        "harmful_ends_lower": _when(kind == "harmful", last < first, change),
        "recovery_mends": _when(kind == "recovery", last > lowest, f"最も低い時は {lowest:.2f}。{change}"),
        "concern_out": _when(kind in ("model", "recovery"), out > 0, revealed),
        "concern_kept": _when(kind == "harmful", out == 0, revealed),
        "reply_fits": _share([one for one in exchanges if one.line.reply], _fits, _reply),
        "repeats": _share(
            list(enumerate(replies)), lambda one: one[1] in replies[: one[0]], lambda one: one[1], lower=True
        ),
        "notes_cite": _share(
            [one for one in exchanges if one.turn.tag.label is not Orientation.NEUTRAL and one.turn.note.text],
            lambda one: bool(one.turn.note.citations),
            lambda one: one.line.say,
        ),
        "rephrase_right": _share(
            [one for one in exchanges if one.turn.note.rephrase],
            lambda one: _good_wording(str(one.turn.note.rephrase), play.scenario, tagger),
            lambda one: str(one.turn.note.rephrase),
        ),
    }


def _moved(one: Exchange) -> str:
    change = one.turn.felt_trust - one.before
    return "up" if change > _MOVED else "down" if change < -_MOVED else "flat"


def _fits(one: Exchange) -> bool:
    return any(re.search(pattern, one.turn.reply) for pattern in one.line.reply)


def _direction(one: Exchange) -> str:
    return f"「{one.line.say}」（{one.before:.3f}→{one.turn.felt_trust:.3f}）"


def _reply(one: Exchange) -> str:
    return f"「{one.line.say}」への返答「{one.turn.reply}」"


def _good_wording(text: str, scenario: Scenario, tagger: Tagger) -> bool:
    tag = tagger.tag(text, scene=scenario.scene)
    return tag.label in (Orientation.TRUST, Orientation.BOTH) and not tag.flags


def _when(applies: bool, good: bool, reason: str) -> Score:
    return Score(float(good), reason) if applies else Score(None, "この種類の台本では見ません。")


def _share(
    items: Sequence[Any], test: Callable[[Any], bool], tell: Callable[[Any], str], *, lower: bool = False
) -> Score:
    """The share of items that pass; the reason names the first that shows a weakness."""
    if not items:
        return Score(None, "対象になる発話がありません。")
    passed = [test(one) for one in items]
    weak = next((one for one, good in zip(items, passed, strict=True) if good == lower), None)
    reason = f"{len(items)}回のうち{sum(passed)}回。" + (f"例：{tell(weak)}" if weak is not None else "")
    return Score(sum(passed) / len(items), reason, float(len(items)))


def _shown(play: Play, exchanges: Sequence[Exchange]) -> dict[str, Any]:
    return {
        "scene": play.scenario.scene.value,
        "kind": play.script.kind,
        "scenario": play.scenario.id,
        "split": play.script.split,
        "turns": [
            {
                "say": one.line.say,
                "direction": one.line.direction,
                "label": one.turn.tag.label.value,
                "flags": [flag.value for flag in one.turn.tag.flags],
                "felt_trust": round(one.turn.felt_trust, 4),
                "reply": one.turn.reply,
                "note": one.turn.note.text,
                "rephrase": one.turn.note.rephrase,
                "cited": len(one.turn.note.citations),
                "revealed": one.turn.revealed,
            }
            for one in exchanges
        ],
    }
