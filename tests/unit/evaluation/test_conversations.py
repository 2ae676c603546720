"""Figures of one play, by hand."""

from types import SimpleNamespace
from typing import Any

import pytest

from coach.domain.labels import Flag, Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Citation
from coach.evaluation.cases import Script, ScriptTurn
from coach.evaluation.conversations import Exchange, Play, measure

SCENARIO: Any = SimpleNamespace(id="s", scene=None, concern=SimpleNamespace(steps=("a", "b")))
CITED = (Citation("p", "d", "s", "q"),)


class ByWord:
    """期待 is trust, 責 is flagged, anything else neutral."""

    def tag(self, utterance: str, before: Any = (), *, scene: Any = None) -> Tag:
        label = Orientation.TRUST if "期待" in utterance else Orientation.NEUTRAL
        return Tag(label, 1.0, Time.NONE, flags=(Flag.BLAME,) if "責" in utterance else ())


def exchange(direction: str, before: float, after: float, **more: Any) -> Exchange:
    turn: Any = SimpleNamespace(
        felt_trust=after,
        reply=more.get("reply", f"返答{after}"),
        revealed=more.get("revealed", 0),
        tag=SimpleNamespace(label=more.get("label", Orientation.TRUST)),
        note=Note("よい一言です。", more.get("rephrase"), more.get("cited", CITED)),
    )
    return Exchange(ScriptTurn("say", direction, more.get("expects", ())), turn, before)


def scores(kind: str, *exchanges: Exchange) -> dict[str, tuple[float | None, float]]:
    play = Play(Script("x", SCENARIO.scene, kind, "dev", ()), SCENARIO)
    return {name: (one.value, one.weight) for name, one in measure(play, exchanges, ByWord()).items()}


def test_directions_are_right_opposite_or_neither() -> None:
    found = scores(
        "model",
        exchange("up", 0.3, 0.4),  # right
        exchange("up", 0.4, 0.4),  # neither: it did not move
        exchange("down", 0.4, 0.5),  # opposite
        exchange("flat", 0.5, 0.6),  # not judged
    )
    assert found["direction_right"] == (pytest.approx(1 / 3), 3)
    assert found["direction_opposite"] == (pytest.approx(1 / 3), 3)


@pytest.mark.parametrize(
    ("kind", "end", "metric", "value"),
    [
        ("model", 0.5, "model_ends_higher", 1.0),
        ("model", 0.2, "model_ends_higher", 0.0),
        ("model", 0.3, "model_ends_higher", 0.0),  # the same is not higher
        ("harmful", 0.2, "harmful_ends_lower", 1.0),
        ("harmful", 0.4, "harmful_ends_lower", 0.0),
        ("harmful", 0.4, "model_ends_higher", None),
        ("credit_only", 0.4, "harmful_ends_lower", None),
    ],
)
def test_the_end_is_compared_with_the_start(kind: str, end: float, metric: str, value: float | None) -> None:
    assert value == scores(kind, exchange("up", 0.3, end))[metric][0]


def test_recovery_is_measured_from_the_lowest_point() -> None:
    found = scores("recovery", exchange("down", 0.4, 0.2), exchange("up", 0.2, 0.25))
    assert found["recovery_mends"][0] == 1.0


@pytest.mark.parametrize(
    ("kind", "revealed", "out", "kept"),
    [("model", 1, 1.0, None), ("model", 0, 0.0, None), ("harmful", 1, None, 0.0), ("harmful", 0, None, 1.0)],
)
def test_the_concern_comes_out_where_it_should(kind: str, revealed: int, out: float | None, kept: float | None) -> None:
    found = scores(kind, exchange("up", 0.3, 0.4, revealed=revealed))
    assert (out, kept) == (found["concern_out"][0], found["concern_kept"][0])


def test_a_reply_fits_when_one_regex_does_and_repeats_are_counted() -> None:
    found = scores(
        "model",
        exchange("up", 0.3, 0.4, reply="はい、わかりました。", expects=("いいえ", "はい")),
        exchange("up", 0.4, 0.5, reply="はい、わかりました。", expects=("いいえ",)),
        exchange("up", 0.5, 0.6, reply="別の話です。"),
    )
    assert found["reply_fits"] == (0.5, 2)
    assert found["repeats"] == (pytest.approx(1 / 3), 3)


def test_notes_on_neutral_turns_need_no_citation() -> None:
    found = scores(
        "model",
        exchange("up", 0.3, 0.4),
        exchange("up", 0.4, 0.5, cited=()),
        exchange("flat", 0.5, 0.5, label=Orientation.NEUTRAL, cited=()),
    )
    assert found["notes_cite"] == (0.5, 2)


def test_a_better_wording_is_trust_without_a_flag() -> None:
    found = scores(
        "model",
        exchange("up", 0.3, 0.4, rephrase="期待しています。"),
        exchange("up", 0.3, 0.4, rephrase="期待していたのにと責めます。"),
        exchange("up", 0.3, 0.4, rephrase="お疲れさまです。"),
        exchange("up", 0.3, 0.4),
    )
    assert found["rephrase_right"] == (pytest.approx(1 / 3), 3)
