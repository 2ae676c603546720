"""The data set `utterances`: every labelled utterance is tagged and compared with its labels."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.domain.labels import Orientation, Tag
from coach.domain.run import Figure, SampleResult, Score
from coach.domain.words import FLAG, ORIENTATION, TIME
from coach.evaluation.cases import Labelled
from coach.evaluation.statistics import interval, summarise
from coach.ports import Tagger


def tag_all(utterances: Sequence[Labelled], tagger: Tagger) -> Iterator[SampleResult]:
    """The utterances with their tags and scores, one by one."""
    for one in utterances:
        tag = tagger.tag(one.text, scene=one.scene)
        yield SampleResult(one.id, one.label.value, _shown(one, tag), _scores(one, tag))


def figures(samples: Sequence[SampleResult], *, seed: int = 0) -> Mapping[str, Figure]:
    """Accuracies of single utterances, and the F1 of the whole set with its bootstrap interval."""
    found = dict(summarise(samples, seed=seed))
    if not samples:
        return found
    labels = [(str(one.shown["label"]), str(one.shown["tagged"])) for one in samples]
    found = {"label_macro_f1": _labels_f1(labels, seed), **found}
    for name in ("flags", "moves"):
        pairs = [(frozenset(one.shown[name]), frozenset(one.shown[f"tagged_{name}"])) for one in samples]
        found[f"{name}_f1"] = _sets_f1(pairs, seed)
    for label in Orientation:
        found[f"f1_{label.value}"] = _labels_f1(labels, seed, only=label.value)
    return found


def _labels_f1(pairs: Sequence[tuple[str, str]], seed: int, only: str | None = None) -> Figure:
    classes = [only] if only else [label.value for label in Orientation]
    coded = np.array([[classes.index(one) if one in classes else -1 for one in pair] for pair in pairs])

    def macro(index: npt.NDArray[np.intp]) -> float:
        wanted, given = coded[index, 0], coded[index, 1]
        values = []
        for code in range(len(classes)):
            named = (wanted == code).sum() + (given == code).sum()
            if named:
                values.append(2 * ((wanted == code) & (given == code)).sum() / named)
        return float(np.mean(values)) if values else float("nan")

    return _figure(macro, len(pairs), seed)


def _sets_f1(pairs: Sequence[tuple[frozenset[str], frozenset[str]]], seed: int) -> Figure:
    counts = np.array([[len(wanted & given), len(wanted) + len(given)] for wanted, given in pairs])

    def micro(index: npt.NDArray[np.intp]) -> float:
        both, named = counts[index].sum(axis=0)
        return float(2 * both / named) if named else float("nan")

    return _figure(micro, len(pairs), seed)


def _figure(statistic: Any, size: int, seed: int) -> Figure:
    value = statistic(np.arange(size))
    if np.isnan(value):
        return Figure(None, unscored=size)
    low, high = interval(statistic, size, seed=seed)
    return Figure(round(value, 4), low, high, size)


def _scores(one: Labelled, tag: Tag) -> dict[str, Score]:
    right = tag.label is one.label
    said = f"人は「{ORIENTATION[one.label]}」、コーチは「{ORIENTATION[tag.label]}」と読みました。"
    flags = "、".join(FLAG[flag] for flag in tag.flags) or "なし"
    wanted = "、".join(FLAG[flag] for flag in one.flags) or "なし"
    return {
        "label_accuracy": Score(float(right), said),
        "time_accuracy": Score(
            float(tag.time is one.time), f"人は「{TIME[one.time]}」、コーチは「{TIME[tag.time]}」と読みました。"
        ),
        "flags_exact": Score(float(set(tag.flags) == set(one.flags)), f"人：{wanted}／コーチ：{flags}"),
    }


def _shown(one: Labelled, tag: Tag) -> dict[str, Any]:
    return {
        "text": one.text,
        "scene": one.scene.value if one.scene else None,
        "label": one.label.value,
        "tagged": tag.label.value,
        "confidence": round(tag.confidence, 4),
        "flags": [flag.value for flag in one.flags],
        "tagged_flags": [flag.value for flag in tag.flags],
        "moves": [move.value for move in one.moves],
        "tagged_moves": [move.value for move in tag.moves],
        "split": one.split,
        "lang": one.lang,
        "hard": one.hard,
    }
