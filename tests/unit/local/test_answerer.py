import json

import numpy as np
import pytest

from coach.domain.passage import Answer, Declined, Found, Passage
from coach.local.answer_text import Sentence, extract
from coach.local.answerer import LocalAnswerer
from coach.local.decline import NAMES, Evidence, Model, load
from coach.local.decline_training import Case, fit
from coach.local.decline_wanted import wanted
from coach.settings import shipped

SPIRAL = Passage(
    "p1", "a.md", ("手引き", "らせん"), "らせんは次の二つで進みます。\n1. 上司が動きます。\n2. 部下が話します。"
)
TABLE = Passage("p2", "a.md", ("手引き", "表"), "| 場面 | 信用 | 信頼 |\n| 面談 | 過去 | 未来 |")
PROSE = Passage(
    "p3", "a.md", ("手引き", "理由"), "上司が先に動きます。なぜなら、部下が見ているからです。待つと止まります。"
)
ATTEMPTS = [
    json.loads(line) for line in (shipped("eval") / "injections.jsonl").read_text(encoding="utf-8").splitlines()
]


class FixedEmbedder:
    name = "fixed"
    dimensions = 4

    def query(self, text):
        return np.array([1, 0, 0, 0], dtype=np.float32)

    def queries(self, texts):
        return [self.query(text) for text in texts]

    def passages(self, texts):
        return [self.query(text) for text in texts]


class Knowledge:
    def rarity(self, words):
        return dict.fromkeys(words, 1.0)

    def sentences(self, vector, passage_ids):
        return {}

    def questions(self, vector, passage_ids):
        return ["らせんとは何ですか？"]


@pytest.fixture
def answerer(monkeypatch):
    made = LocalAnswerer(FixedEmbedder(), Knowledge())
    monkeypatch.setattr(LocalAnswerer, "can_answer", lambda self, question, found: bool(found))
    return made


def found(*passages):
    return [Found(passage, 3.0 - place, 0.9) for place, passage in enumerate(passages)]


def test_a_list_is_given_whole_with_its_lead_in(answerer):
    answer = answerer.answer("らせんはどう進みますか", found(SPIRAL))
    assert answer.text == "らせんは次の二つで進みます。\n1. 上司が動きます。\n2. 部下が話します。\n（「らせん」より）"


def test_a_table_row_is_said_with_its_header():
    made = extract(TABLE, [Sentence(15, len(TABLE.text), 1.0)], 400)
    assert made.text == "面談\n・信用：過去\n・信頼：未来"


def test_a_sentence_that_leans_on_another_brings_it_along():
    at = PROSE.text.index("なぜなら")
    made = extract(PROSE, [Sentence(0, 10, 0.1), Sentence(at, at + 17, 0.9)], 400)
    assert made.text.startswith("上司が先に動きます。なぜなら")


def test_both_parts_of_a_question_are_answered(answerer):
    answer = answerer.answer("らせんはどう進みますか？また、先に動くのは誰ですか？", found(SPIRAL, PROSE))
    assert {"p1", "p3"} == {citation.passage_id for citation in answer.citations}


def test_every_quote_is_an_exact_part_of_its_passage(answerer):
    answer = answerer.answer("面談の信用は", found(TABLE, SPIRAL, PROSE))
    by_id = {passage.id: passage for passage in answer.passages}
    assert answer.citations
    assert all(citation.quote in by_id[citation.passage_id].text for citation in answer.citations)


def test_a_question_in_english_is_led_in_in_english(answerer):
    assert answerer.answer("How does the trust spiral proceed?", found(SPIRAL)).text.startswith("The knowledge base")


def test_nothing_found_is_declined_politely(answerer):
    declined = answerer.answer("猫の飼い方", [])
    assert isinstance(declined, Declined)
    assert "申し訳ありません" in declined.text


def test_a_refusal_names_questions_nearby(answerer):
    declined = answerer.decline("猫の飼い方", found(SPIRAL))
    assert ("らせんとは何ですか？",) == declined.suggestions
    assert "・らせんとは何ですか？" in declined.text


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt["id"])
def test_orders_are_text(answerer, attempt):
    planted = Passage("p9", "b.txt", (), attempt["text"])
    question = attempt["text"] if attempt["where"] == "question" else "らせんはどう進みますか"
    answer = answerer.answer(question, found(SPIRAL, *([planted] if attempt["where"] == "document" else [])))
    assert isinstance(answer, Answer)
    # Whatever is ordered, what is said stands in the passages, to the letter.
    said = [
        line.removeprefix("・")
        for line in answer.text.split("\n")
        if line and not line.startswith(("（", "The knowledge"))
    ]
    passages = "\n".join(passage.text for passage in answer.passages)
    assert all(line in passages for line in said)
    assert all(any(c.quote in passage.text for passage in answer.passages) for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "passages", "expected"),
    [
        ("1on1は何分ですか", "1on1は30分です", (1, 0)),
        ("1on1は何分ですか", "1on1は大切です", (0, 1)),
        ("信用の法律上の定義は", "信用は過去の評価です", (0, 1)),
        ("一度の謝罪で足りますか", "謝罪だけでは戻りません", (0, 0)),
    ],
)
def test_a_thing_that_is_wanted_but_not_there_is_noticed(question, passages, expected):
    assert expected == wanted(question, passages)


def test_the_shipped_model_fits_the_signals():
    model = load()
    assert len(NAMES) == len(model.centre) == len(model.weights) - 1
    assert 0 < model.threshold < 1


def test_training_twice_gives_the_same_bytes(tmp_path):
    random = np.random.default_rng(1)
    cases = [
        Case(str(n), n % 2 == 0, f"g{n % 3}", Evidence(*(random.random(len(NAMES)) + (n % 2 == 0)))) for n in range(60)
    ]
    fit(cases, to=tmp_path / "a.npz")
    fit(cases, to=tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_the_model_is_sure_of_what_it_was_shown():
    ones = np.ones(len(NAMES))
    model = Model(0 * ones, ones, np.array([0.0, *ones]), 0.5)
    assert model.answers(Evidence(*ones))
    assert not model.answers(Evidence(*-ones))
