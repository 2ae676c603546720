"""Documents of other kinds, asked as people ask: whatever is answered, the quotes are exact and there is one."""

import json

import pytest

from coach.domain.passage import Answer
from coach.local.answerer import LocalAnswerer
from coach.retrieval.embedding import LocalEmbedder
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.retriever import HybridRetriever
from coach.settings import Settings, shipped

FOLDER = shipped("eval") / "documents" / "unseen"
QUESTIONS = [json.loads(line) for line in (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    made = KnowledgeIndex(Settings(home=tmp_path_factory.mktemp("unseen")), LocalEmbedder())
    made.ingest([FOLDER])
    return made


def test_the_gold_words_stand_once_in_their_document():
    for row in QUESTIONS:
        text = (FOLDER / row["document"]).read_text(encoding="utf-8")
        assert all(text.count(gold) == 1 for gold in row.get("gold", ())), row["id"]


def test_every_answer_is_cited_to_the_letter(index):
    retriever, answerer = HybridRetriever(index=index), LocalAnswerer(LocalEmbedder(), index)
    answered = 0
    for row in QUESTIONS:
        answer = answerer.answer(row["question"], retriever.find(row["question"]))
        if isinstance(answer, Answer):
            answered += 1
            texts = {each.id: each.text for each in answer.passages}
            assert answer.citations, row["id"]
            assert all(each.quote in texts[each.passage_id] for each in answer.citations), row["id"]
    assert answered > 100
