import json

import numpy as np
import pytest

from coach.domain.errors import CannotDo
from coach.domain.labels import Flag, Move, Orientation, Tag, Time
from coach.domain.scenario import Manner, Stage
from coach.local import training_data
from coach.local.exchanges import WEIGHTS, Exchanges, features, fingerprint, load, read_exchanges
from coach.local.second_reader import SecondReader
from coach.retrieval.embedding import LocalEmbedder
from coach.settings import shipped

ALL = read_exchanges(shipped("knowledge") / "responses" / "exchanges")
CHECK = Tag(Orientation.CREDIT, 0.9, Time.PRESENT, moves=(Move.CHECK_PROGRESS,))
HURT = Tag(Orientation.CREDIT, 0.9, Time.PRESENT, moves=(Move.CORRECT_BEHAVIOUR,), flags=(Flag.PERSONAL_ATTACK,))


@pytest.fixture(scope="module")
def exchanges():
    return Exchanges(ALL, LocalEmbedder(), SecondReader())


@pytest.mark.parametrize("exchange", ALL, ids=lambda one: one.id)
def test_an_exchange_has_examples_and_something_to_say_for_every_manner_and_stage(exchange):
    assert len(set(exchange.cues)) >= 5
    for manner in Manner:
        for stage in Stage:
            assert exchange.says[manner][stage]
            assert all(1 < len(line) <= 80 for line in exchange.says[manner][stage])


def test_no_exchange_comes_twice():
    assert len(ALL) == len({one.id for one in ALL})


def test_the_weights_belong_to_the_examples():
    assert len(ALL) + 1 == len(load(WEIGHTS, fingerprint(ALL)).weights)  # the last row is none of them


def test_what_readers_said_fits_names_exchanges_and_train_utterances_that_exist():
    rows = [json.loads(line) for line in (shipped("eval") / "exchanges.jsonl").read_text("utf-8").splitlines()]
    train = {one.id for one in training_data.read(shipped("eval") / "utterances", splits=("train",))}
    assert {row["utterance"] for row in rows} <= train
    assert {row["exchange"] for row in rows} <= {one.id for one in ALL} | {None}
    assert len(rows) == len({row["utterance"] for row in rows})


def test_weights_of_other_examples_are_refused_with_the_remedy():
    with pytest.raises(CannotDo, match="coach train"):
        load(WEIGHTS, fingerprint(ALL[1:]))


def test_a_question_for_a_place_is_answered_with_a_place(exchanges):
    met = exchanges.met("きのう作ってもらった一覧は、どのフォルダに入っていますか。", CHECK)
    assert any(
        word in line
        for word in ("フォルダ", "保存", "置")
        for line in met[0].exchange.says[Manner.POLITE][Stage.GUARDED]
    )


def test_only_after_a_flag_somebody_answers_as_hurt(exchanges):
    assert all(one.exchange.harms for one in exchanges.met("君には向いていないよ。", HURT))
    assert not any(one.exchange.harms for one in exchanges.met("進み具合はどうですか。", CHECK))


def test_the_likeliest_come_first_and_their_probabilities_are_shares(exchanges):
    met = exchanges.met("進み具合はどうですか。", CHECK)
    assert sorted((one.probability for one in met), reverse=True) == [one.probability for one in met]
    assert 0 < sum(one.probability for one in met) <= 1.0001


def test_features_do_not_depend_on_the_utterance_beyond_vector_question_and_tag():
    vectors = np.ones(384, np.float32), np.zeros(384, np.float32)
    assert np.array_equal(features("終わった？", CHECK, *vectors), features("済んだ？", CHECK, *vectors))
