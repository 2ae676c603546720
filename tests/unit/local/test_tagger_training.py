import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.domain.errors import BadInput
from coach.domain.labels import Orientation
from coach.local import heads, training, training_data
from coach.local.tagger import SHIPPED, LocalTagger
from coach.ports import Dispute
from coach.settings import shipped

DATA = shipped("eval") / "utterances"


class LetterEmbedder:
    """Vectors that depend on the letters alone: enough to train with, and fast."""

    name = "letters"
    dimensions = 16

    def query(self, text):
        vector = np.zeros(16, dtype=np.float32)
        for char in text:
            vector[ord(char) % 16] += 1
        return vector / max(1.0, float(np.linalg.norm(vector)))

    def passages(self, texts):
        return [self.query(text) for text in texts]


@pytest.fixture
def few(tmp_path):
    folder = tmp_path / "few"
    folder.mkdir()
    lines = [line for name in ("a", "b") for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()[:60]]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_two_trainings_give_the_same_bytes(few, tmp_path):
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    training.train(few, first, LetterEmbedder())
    training.train(few, second, LetterEmbedder())
    assert first.read_bytes() == second.read_bytes()


def test_other_data_give_other_weights_with_another_version(few, tmp_path):
    one = training.train(few, tmp_path / "one.npz", LetterEmbedder())
    dispute = Dispute("今日はここまで", Orientation.NEUTRAL, Orientation.TRUST)
    other = training.train(few, tmp_path / "other.npz", LetterEmbedder(), disputes=[dispute])
    assert (120, 121) == (one.utterances, other.utterances)
    assert one.version != other.version


def test_progress_ends_at_one(few, tmp_path):
    told = []
    training.train(few, tmp_path / "one.npz", LetterEmbedder(), progress=lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert sorted(shares) == shares
    assert 1.0 == shares[-1]


def test_weights_survive_the_disk(few, tmp_path):
    path = tmp_path / "tagger.npz"
    report = training.train(few, path, LetterEmbedder())
    assert LocalTagger(LetterEmbedder(), weights=path).tag("契約は何件ですか").label in Orientation
    assert report.version == heads.load(path).version
    assert report.bytes == path.stat().st_size


def test_the_shipped_weights_are_small_and_hold_no_pickle():
    assert SHIPPED.stat().st_size < 5_000_000
    with np.load(SHIPPED, allow_pickle=False) as archive:
        assert {array.dtype.kind for array in archive.values()} <= set("fiu")


def test_too_little_data_is_refused(tmp_path):
    (tmp_path / "a.jsonl").write_text((DATA / "a.jsonl").read_text("utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(BadInput, match="20件"):
        training.train(tmp_path, tmp_path / "out.npz", LetterEmbedder())


def test_a_folder_without_data_is_refused(tmp_path):
    with pytest.raises(BadInput, match="発話データ"):
        training_data.read(tmp_path)


def test_a_bad_line_is_named(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x"}) + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"a\.jsonl の 1 行目"):
        training_data.read(tmp_path)


def test_a_dispute_corrects_a_known_utterance_and_leaves_dev_and_test_alone():
    items = training_data.read(DATA)
    train = next(item for item in items if item.split == "train" and item.label is Orientation.TRUST)
    held = next(item for item in items if item.split == "test")
    disputes = [Dispute(one.text, one.label, Orientation.NEUTRAL) for one in (train, held)]
    changed = training_data.with_disputes(items, disputes)
    assert Orientation.NEUTRAL is next(item for item in changed if item.text == train.text).label
    assert held == next(item for item in changed if item.text == held.text)
    assert len(items) == len(changed)


def test_labels_of_letters_come_from_the_segment_they_lie_in():
    item = next(item for item in training_data.read(DATA) if item.label is Orientation.BOTH)
    for part in item.segments:
        assert part.label is item.orientation_at(part.start, part.end)
    assert Orientation.NEUTRAL is replace(item, segments=()).orientation_at(0, 3)


def test_the_folder_of_weights_is_made_when_missing(few, tmp_path):
    training.train(few, tmp_path / "new" / "tagger.npz", LetterEmbedder())
    assert ["tagger.npz"] == [path.name for path in Path(tmp_path / "new").iterdir()]
