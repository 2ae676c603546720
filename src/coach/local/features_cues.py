"""The two or three places that weighed most, with what they mean to a manager."""

from collections.abc import Iterator

from coach.domain.labels import Cue, Orientation
from coach.japanese import normalise
from coach.local.features_inputs import Reading
from coach.local.features_lexicon import Group, groups
from coach.local.heads import LABELS, Weights

_MOST = 3
_PADDING = " \u3000\n\t。、，,.！？!?「」『』"


def cues(text: str, weights: Weights, reading: Reading, label: Orientation) -> tuple[Cue, ...]:
    """At most three places of `text`, in the order they stand, whose groups spoke most for `label`."""
    normal = normalise(text)
    if len(normal) != len(text):
        # Offsets must hold in the original; half-width kana and the like change lengths.
        normal = text.lower() if len(text.lower()) == len(text) else text
    head = weights.heads["label"]
    at = LABELS.index(label)
    # what speaks for this label and against the mean of the others
    direction = head.dense[at] - head.dense.mean(axis=0)
    worth = []
    for place, group in enumerate(groups()):
        value = float(reading.whole.dense[place] * direction[place])
        if group.meaning and value > 0:
            worth += [(value, -start, start, end, group) for start, end in _hits(group, normal)]
    found: list[Cue] = []
    for _value, _, start, end, group in sorted(worth, key=lambda item: item[:2], reverse=True):
        if len(found) == _MOST:
            break
        if any(cue.meaning == group.meaning or (start < cue.end and cue.start < end) for cue in found):
            continue
        found.append(Cue(start, end, text[start:end], group.meaning))
    return tuple(sorted(found, key=lambda cue: cue.start))


def _hits(group: Group, text: str) -> Iterator[tuple[int, int]]:
    for match in group.pattern.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip(_PADDING))
        end = match.end() - len(piece) + len(piece.rstrip(_PADDING))
        if start < end:
            yield start, end
            return
