"""How far independent readers of the labelling guide agree: Krippendorff's alpha over eval/utterances/readings."""

import json
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from coach.domain.labels import Flag

AXES = ("label", "time", "basis")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha (at most 1; 0 is chance) of what each utterance was labelled, by axis and flag, over all readings.

    `readings` counts them, the shipped labels included. `moves_f1` (0 to 1) is the mean over pairs of readings.
    `differing` are the ids on whose label or flags the readings differ.
    """

    utterances: int
    readings: int
    alpha: dict[str, float]
    moves_f1: float
    differing: tuple[str, ...]


def alpha(units: Sequence[Sequence[Hashable]]) -> float:
    """Krippendorff's alpha for nominal data: 1 - observed / expected disagreement.

    A unit holds one value a reader. Source: K. Krippendorff, Content Analysis, chapter on reliability (coincidence
    matrix). 1.0 when nothing varies. Units with fewer than two values say nothing.
    """
    together: Counter[tuple[Hashable, Hashable]] = Counter()
    for unit in units:
        for pair in permutations(unit, 2):
            together[pair] += 1 / (len(unit) - 1)  # type: ignore[assignment]  # a Counter of shares
    totals: Counter[Hashable] = Counter()
    for (one, _other), share in together.items():
        totals[one] += share
    size = sum(totals.values())
    observed = sum(share for (one, other), share in together.items() if one != other)
    expected = sum(totals[one] * totals[other] for one in totals for other in totals if one != other)
    return 1.0 if expected == 0 else 1 - observed * (size - 1) / expected


def agreement(data: Path) -> Agreement:
    """The agreement between the shipped labels of the folder `data` and the blind readings below it."""
    shipped = {row["id"]: row for file in sorted(data.glob("*.jsonl")) for row in _rows(file)}
    blind = [{row["id"]: row for row in _rows(file)} for file in sorted((data / "readings").glob("*.jsonl"))]
    ids = sorted(set(shipped).intersection(*blind))
    read = [[one[item] for one in (shipped, *blind)] for item in ids]
    found = {axis: alpha([[row[axis] for row in unit] for unit in read]) for axis in AXES}
    found |= {flag.value: alpha([[flag.value in row["flags"] for row in unit] for unit in read]) for flag in Flag}
    differing = [
        item
        for item, unit in zip(ids, read, strict=True)
        if len({(row["label"], *sorted(row["flags"])) for row in unit}) > 1
    ]
    return Agreement(len(ids), len(blind) + 1, found, _moves(read), tuple(differing))


def _moves(read: Sequence[Sequence[dict[str, Any]]]) -> float:
    readers = range(len(read[0])) if read else range(0)
    pairs = [(one, other) for one in readers for other in readers if one < other]
    return sum(_f1([(unit[a]["moves"], unit[b]["moves"]) for unit in read]) for a, b in pairs) / max(1, len(pairs))


def _f1(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    both = sum(len(set(one) & set(other)) for one, other in pairs)
    return 2 * both / max(1, sum(len(set(one)) + len(set(other)) for one, other in pairs))


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
