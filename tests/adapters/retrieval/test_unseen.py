"""Documents of other kinds, asked as people ask: whatever is answered, the quotes are exact and there is one."""

import json

import pytest

from coach.domain.passage import Answer
from coach.local.answerer import LocalAnswerer
from coach.retrieval.embedding import LocalEmbedder
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.retriever import HybridRetriever
from coach.settings import Settings, shipped

FOLDERS = [shipped("eval") / "documents" / name for name in ("plain", "unseen")]
TRAINING = shipped("eval") / "documents"


def questions(folder):
    return [json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def asked(request, tmp_path_factory):
    made = KnowledgeIndex(Settings(home=tmp_path_factory.mktemp(request.param.name)), LocalEmbedder())
    made.ingest([request.param])
    return questions(request.param), made


@pytest.mark.parametrize("folder", [*FOLDERS, TRAINING], ids=lambda folder: folder.name)
def test_the_gold_words_stand_once_in_their_document(folder):
    for row in questions(folder):
        text = (folder / row["document"]).read_text(encoding="utf-8")
        assert all(text.count(gold) == 1 for gold in row.get("gold", ())), row["id"]


def test_what_measures_is_not_what_teaches():
    taught = {row["question"] for row in questions(TRAINING)}
    assert not any(row["question"] in taught for folder in FOLDERS for row in questions(folder))


def test_every_answer_is_cited_to_the_letter(asked):
    rows, index = asked
    retriever, answerer = HybridRetriever(index=index), LocalAnswerer(LocalEmbedder(), index)
    answered = 0
    for row in rows:
        answer = answerer.answer(row["question"], retriever.find(row["question"]))
        if isinstance(answer, Answer):
            answered += 1
            texts = {each.id: each.text for each in answer.passages}
            assert answer.citations, row["id"]
            assert all(each.quote in texts[each.passage_id] for each in answer.citations), row["id"]
    assert answered > 100
