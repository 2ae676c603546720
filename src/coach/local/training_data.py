"""The labelled utterances of eval/utterances, read and checked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.domain.errors import BadInput
from coach.domain.labels import Flag, Move, Orientation, Scene, Segment, Tag, Time
from coach.ports import Dispute

TRAIN, DEV, TEST = "train", "dev", "test"
DISPUTES = "disputes"
"""The batch of utterances that readers disputed."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One utterance with what careful readers say about it. `batch` names the file: its writer."""

    id: str
    text: str
    batch: str
    split: str
    label: Orientation
    time: Time
    flags: tuple[Flag, ...] = ()
    moves: tuple[Move, ...] = ()
    segments: tuple[Segment, ...] = ()
    scene: Scene | None = None
    lang: str = "ja"
    hard: str | None = None
    near_miss: Flag | None = None

    @property
    def tag(self) -> Tag:
        """What the readers say, as a tag that is sure of itself."""
        return Tag(self.label, 1.0, self.time, self.flags, self.moves, self.segments)

    def orientation_at(self, start: int, end: int) -> Orientation:
        """What most of the characters `start` to `end` are labelled."""
        best = max(self.segments, key=lambda part: min(end, part.end) - max(start, part.start), default=None)
        return best.label if best else Orientation.NEUTRAL


def read(folder: Path, *, splits: Sequence[str] = (TRAIN, DEV, TEST)) -> list[Labelled]:
    """Every utterance of the given splits, by file, then line. Raises BadInput that names the file and the line."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise BadInput(f"{folder} に発話データ（*.jsonl）がありません。eval/utterances を指定してください。")
    found: list[Labelled] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                item = labelled(json.loads(line), file.stem)
            except (ValueError, KeyError, TypeError) as error:
                raise BadInput(f"{file.name} の {number} 行目を読めません（{error}）。") from error
            if item.split in splits:
                found.append(item)
    return found


def labelled(row: dict[str, Any], batch: str) -> Labelled:
    """One row of a batch."""
    return Labelled(
        id=row["id"],
        text=row["text"],
        batch=batch,
        split=row["split"],
        label=Orientation(row["label"]),
        time=Time(row["time"]),
        flags=tuple(map(Flag, row["flags"])),
        moves=tuple(map(Move, row["moves"])),
        segments=tuple(Segment(part["start"], part["end"], Orientation(part["label"])) for part in row["segments"]),
        scene=Scene(row["scene"]) if row.get("scene") else None,
        lang=row["lang"],
        hard=row.get("hard"),
        near_miss=Flag(row["near_miss"]) if row.get("near_miss") else None,
    )


def with_disputes(data: Sequence[Labelled], disputes: Sequence[Dispute]) -> list[Labelled]:
    """The data with readers' other opinions: they correct an utterance that is known, else they add it.

    A disputed utterance teaches its label only; its time, flags and moves stay as they are known, or unknown.
    """
    wanted = {dispute.text.strip(): dispute.wanted for dispute in disputes}
    kept = [item for item in data if item.text not in wanted or item.split != TRAIN]
    known = {item.text for item in data if item.split != TRAIN}
    return kept + [
        _disputed(text, label, number)
        for number, (text, label) in enumerate(sorted(wanted.items()), 1)
        if text and text not in known
    ]


def _disputed(text: str, label: Orientation, number: int) -> Labelled:
    # Without a statement about its parts, `both` cannot be taught to the part head: its parts count as neutral there.
    whole = (Segment(0, len(text), label),) if label is not Orientation.BOTH else ()
    return Labelled(
        id=f"dispute-{number:04}", text=text, batch=DISPUTES, split=TRAIN, label=label, time=Time.NONE, segments=whole
    )
