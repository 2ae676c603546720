import json
from collections import Counter, defaultdict
from itertools import chain

import pytest

from coach.domain.labels import BASIS_OF, Flag, Move, Orientation, Scene, Time
from coach.settings import shipped

FOLDER = shipped("eval") / "utterances"
ROWS = [
    (path.name, json.loads(line))
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
ALIKE = 0.5
"""Share of common letter triples above which two utterances count as the same."""


def triples(text):
    return {text[at : at + 3] for at in range(len(text) - 2)} or {text}


@pytest.mark.parametrize("name", sorted({name for name, _ in ROWS}))
def test_every_row_is_consistent_with_the_labelling_guide(name):
    for _, row in (pair for pair in ROWS if pair[0] == name):
        label, parts = Orientation(row["label"]), [Orientation(part["label"]) for part in row["segments"]]
        demanded = {Orientation.BOTH: {Orientation.CREDIT, Orientation.TRUST}}.get(label, {label})
        assert demanded == (set(parts) - {Orientation.NEUTRAL} or {Orientation.NEUTRAL}), row["id"]
        assert (label is Orientation.NEUTRAL) is (Time(row["time"]) is Time.NONE), row["id"]
        assert BASIS_OF[label].value == row["basis"], row["id"]
        assert set(row["flags"]) <= {flag.value for flag in Flag}, row["id"]
        assert [Move(move) for move in row["moves"]], row["id"]
        assert Scene(row["scene"])
        assert row["near_miss"] not in row["flags"], row["id"]


def test_segments_cover_the_text_in_order():
    for _, row in ROWS:
        ends = [0, *(part["end"] for part in row["segments"])]
        for before, part in zip(ends, row["segments"], strict=False):
            assert before <= part["start"] < part["end"] <= len(row["text"]), row["id"]
            assert not row["text"][before : part["start"]].strip(), row["id"]
        assert not row["text"][ends[-1] :].strip(), row["id"]


def test_ids_and_texts_are_unique():
    assert [] == [one for one, count in Counter(row["id"] for _, row in ROWS).items() if count > 1]
    by_split = Counter((row["split"], row["text"]) for _, row in ROWS)
    assert [] == [one for one, count in by_split.items() if count > 1]


def test_no_near_duplicate_sits_in_two_splits():
    held = [(row, triples(row["text"])) for _, row in ROWS if row["split"] != "train"]
    holding = defaultdict(list)
    for number, (_, found) in enumerate(held):
        for triple in found:
            holding[triple].append(number)
    pairs = []
    for _, row in ROWS:
        found = triples(row["text"])
        for number, common in Counter(chain.from_iterable(holding[triple] for triple in found)).items():
            other, theirs = held[number]
            if row["split"] not in (other["split"], "test") and common > ALIKE * (len(found | theirs)):
                pairs.append((row["id"], other["id"]))
    assert [] == pairs


def test_there_is_enough_of_everything():
    assert len(ROWS) >= 2_500
    assert len({row["job"] for _, row in ROWS}) >= 40
    assert sum(row["lang"] == "en" for _, row in ROWS) >= 150
    assert sum(row["hard"] is not None for _, row in ROWS) >= len(ROWS) // 4


@pytest.mark.parametrize("flag", [flag.value for flag in Flag])
def test_every_flag_has_120_examples_and_120_near_misses(flag):
    assert sum(flag in row["flags"] for _, row in ROWS) >= 120
    assert sum(row["near_miss"] == flag for _, row in ROWS) >= 120
