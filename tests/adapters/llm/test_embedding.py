"""`COACH_EMBEDDING=openai:…`: vectors over HTTP, in a collection of their own."""

import numpy as np
import pytest

from coach.bootstrap import build
from coach.domain.errors import CannotDo
from coach.llm.embedding import OpenAiEmbedder
from coach.llm.usage import MemoryUsage, Meter
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.remembering import RememberingEmbedder
from coach.settings import load
from coach.testing import ScriptedServer

TEXT = "# 手引き\n\n## 休暇\n\n休暇は前日までに申請します。\n\n## 残業\n\n残業は部長が許可します。\n"


class Letters:
    """The bundled embedder's place: a vector of letters, and a count."""

    name = "letters"
    dimensions = 16

    def __init__(self):
        self.embedded = 0

    def query(self, text):
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for letter in text:
            vector[ord(letter) % self.dimensions] += 1
        return vector / np.linalg.norm(vector)

    def queries(self, texts):
        return [self.query(text) for text in texts]

    def passages(self, texts):
        self.embedded += len(texts)
        return [self.query(text) for text in texts]


def asked(server):
    return sum(len(one.body["input"]) for one in server.requests if one.path.endswith("/embeddings"))


def test_vectors_come_from_the_endpoint_as_unit_vectors(settings):
    with ScriptedServer([""]) as server:
        embedder = OpenAiEmbedder(settings(server.url, embedding="openai:tiny"))
        first, _ = embedder.passages(["任せます。", "見守ります。"])
        assert pytest.approx(1.0, abs=1e-5) == float(first @ first)
        assert (first == embedder.query("任せます。")).all()
        assert (32, "openai:tiny") == (embedder.dimensions, embedder.name)
    assert "任せます。" in server.requests[0].text


def test_a_missing_embedding_endpoint_names_the_keyless_way(settings):
    embedder = OpenAiEmbedder(settings("http://127.0.0.1:9/v1", embedding="openai:tiny", llm_retries=0))
    with pytest.raises(CannotDo, match="COACH_EMBEDDING=local"):
        embedder.query("任せます。")


def test_calls_are_counted_with_their_letters(settings):
    usage = MemoryUsage()
    with ScriptedServer([""]) as server:
        embedder = OpenAiEmbedder(settings(server.url, embedding="openai:tiny"), Meter(usage, name="x"))
        embedder.passages(["任せます。", "見守ります。"])
    [(_, one)] = usage.rows
    # 5 and 6 letters
    assert ("embedding", "tiny", 11, True) == (one.purpose, one.model, one.tokens, one.estimated)


def test_another_embedding_gets_its_own_collection_and_switching_back_costs_nothing(settings, tmp_path):
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    with ScriptedServer([""]) as server:
        wanted = settings(server.url, embedding="openai:tiny")
        remote = OpenAiEmbedder(wanted)
        local = Letters()

        def opened(embedder):
            index = KnowledgeIndex(wanted, RememberingEmbedder(embedder, tmp_path))
            index.ensure([tmp_path / "a.md"])
            found = index._vectors().name, [one.text for one in index.passages()]
            assert index.nearest(index.embedder.query("残業は部長が許可します。"), limit=1)
            index.close()
            return found

        first, made = opened(local), local.embedded
        second, sent = opened(remote), asked(server)
        assert first[0] != second[0]
        assert first[1] == second[1]
        assert sent >= made > 0
        # Back, and back again: only the question itself is embedded.
        assert opened(local)[1] == first[1]
        assert made == local.embedded
        assert opened(remote)[1] == first[1]
        assert asked(server) - sent <= 1


def test_a_changed_document_alone_is_embedded_after_a_switch(tmp_path):
    local = Letters()
    remembering = RememberingEmbedder(local, tmp_path)
    before = remembering.passages(["一", "二"])
    again = RememberingEmbedder(local, tmp_path).passages(["二", "三", "一", "三"])
    assert 3 == local.embedded
    assert [(one == other).all() for one, other in zip(before, (again[2], again[0]), strict=True)] == [True, True]


def test_a_memory_that_cannot_be_used_only_costs_its_use(tmp_path):
    (tmp_path / "vectors.sqlite3").write_bytes(b"no database" * 100)
    local = Letters()
    remembering = RememberingEmbedder(local, tmp_path)
    assert 2 == len(remembering.passages(["一", "二"])) == len(remembering.passages(["一", "二"]))
    assert 4 == local.embedded


def test_the_endpoint_embeds_only_after_consent(monkeypatch):
    monkeypatch.setenv("COACH_LLM_BASE_URL", "https://models.example.com/v1")
    monkeypatch.setenv("COACH_LLM_API_KEY", "sk-test-not-a-key")
    monkeypatch.setenv("COACH_EMBEDDING", "openai:tiny")
    here = build(load())
    assert here.embedder is here.local_embedder
    here.choose(allowed=True)
    assert isinstance(build(load()).embedder, OpenAiEmbedder)


def test_a_failure_quotes_neither_text_nor_key(settings):
    embedder = OpenAiEmbedder(settings("http://127.0.0.1:9/v1", embedding="openai:tiny", llm_retries=0))
    with pytest.raises(CannotDo) as told:
        embedder.passages(["秘密の打ち合わせ"])
    assert "秘密" not in str(told.value)
    assert "sk-test" not in str(told.value)
