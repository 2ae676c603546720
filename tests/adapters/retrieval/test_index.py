import sqlite3
import threading

import pytest

from coach.domain.errors import BadInput, CannotDo, NotFound
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.retriever import HybridRetriever

ONE = "# 手引き\n\n## 休暇\n\n休暇は前日までに申請します。\n\n## 残業\n\n残業は部長が許可します。\n"


@pytest.fixture
def index(settings, embedder):
    return KnowledgeIndex(settings, embedder)


def texts(index):
    return [passage.text for passage in index.passages()]


def test_the_same_content_twice_changes_nothing(index, embedder, write):
    first = index.ingest([write("a.md", ONE)])
    embedded, version = embedder.embedded, index.version()
    second = index.ingest([write("a.md", ONE)])
    assert (1, 2, 2, 0, 0) == (first.documents, first.passages, first.added, first.removed, first.unchanged)
    assert (2, 0, 0, 2) == (second.passages, second.added, second.removed, second.unchanged)
    assert (embedded, version) == (embedder.embedded, index.version())


def test_only_what_changed_is_embedded_again(index, embedder, write):
    index.ingest([write("a.md", ONE)])
    before = embedder.embedded
    report = index.ingest([write("a.md", ONE.replace("部長", "課長"))])
    assert (1, 1, 1) == (report.added, report.removed, report.unchanged)
    assert embedder.embedded - before == 2  # the changed sentence, and its heading
    assert "残業は課長が許可します。" in texts(index)
    assert "残業は部長が許可します。" not in texts(index)


def test_an_interrupted_ingest_leaves_the_old_index_whole(index, embedder, write):
    index.ingest([write("a.md", ONE)])
    before, version = texts(index), index.version()
    embedder.fail_after = embedder.embedded
    with pytest.raises(KeyboardInterrupt):
        index.ingest([write("b.md", "# 別\n\n別の文です。\n")])
    assert (before, version) == (texts(index), index.version())
    embedder.fail_after = None
    assert index.ingest([write("b.md", "# 別\n\n別の文です。\n")]).added == 1


def test_replace_makes_the_paths_the_whole_knowledge(index, write):
    index.ingest([write("a.md", ONE)])
    report = index.ingest([write("b.md", "# 別\n\n別の文です。\n")], replace=True)
    assert ["b.md"] == [source.name for source in index.documents()]
    assert report.removed == 2


def test_replace_with_nothing_readable_keeps_the_knowledge(index, write):
    index.ingest([write("a.md", ONE)])
    with pytest.raises(CannotDo, match="入れ替えませんでした"):
        index.ingest([write("empty.txt", "")], replace=True)
    assert ["a.md"] == [source.name for source in index.documents()]


def test_a_bad_file_does_not_stop_the_others(index, write):
    report = index.ingest([write("a.md", ONE).parent, write("empty.txt", "")])
    assert report.documents == 1
    assert ["empty.txt"] == [problem.name for problem in report.problems]


def test_removing_a_document_takes_its_passages_away(index, write):
    index.ingest([write("a.md", ONE)])
    assert index.remove("a.md") == 2
    assert [] == texts(index)
    with pytest.raises(NotFound, match=r"a\.md"):
        index.remove("a.md")


def test_another_embedder_is_noticed_and_the_index_rebuilt(index, settings, embedder, write):
    index.ingest([write("a.md", ONE)])
    other = type(embedder)("others")
    changed = KnowledgeIndex(settings, other)
    assert changed.refresh()
    assert other.embedded > 0
    assert HybridRetriever(index=changed).find("残業は誰が許可しますか")[0].passage.text == "残業は部長が許可します。"
    assert not changed.refresh()


def test_two_ingests_at_once_do_not_corrupt_the_index(settings, embedder, write):
    paths = [write(f"{name}.md", ONE.replace("休暇", f"休暇{name}")) for name in "abcd"]
    failed = []

    def work(path):
        index = KnowledgeIndex(settings, type(embedder)())
        try:
            index.ingest([path])
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=work, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    index = KnowledgeIndex(settings, embedder)
    assert [] == failed
    assert ["a.md", "b.md", "c.md", "d.md"] == [source.name for source in index.documents()]
    found = {each.passage.document for each in HybridRetriever(index=index).find("休暇の申請")}
    assert found == {"a.md", "b.md", "c.md", "d.md"}


def test_a_damaged_index_is_one_sentence_with_the_remedy(settings, embedder, write):
    folder = settings.home / "knowledge"
    folder.mkdir(parents=True)
    (folder / "index.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(CannotDo, match="coach ingest") as caught:
        KnowledgeIndex(settings, embedder).ingest([write("a.md", ONE)])
    assert "\n" not in str(caught.value)


def test_a_home_that_is_a_file_is_one_sentence(settings, embedder, write):
    settings.home.write_text("x")
    with pytest.raises(CannotDo, match="COACH_HOME"):
        KnowledgeIndex(settings, embedder).ingest([write("a.md", ONE)])


def test_a_folder_without_documents_is_bad_input(index, tmp_path):
    (tmp_path / "none").mkdir()
    with pytest.raises(BadInput, match="取り込める資料がありません"):
        index.ingest([tmp_path / "none"])


def test_ensure_fills_an_empty_index_and_leaves_a_full_one(index, write):
    folder = write("a.md", ONE).parent
    write("scenarios/x.yaml", "id: x")
    assert index.ensure([folder]).documents == 1
    assert index.ensure([folder]) is None


def test_progress_is_told(index, write):
    seen = []
    index.ingest([write("a.md", ONE)], progress=seen.append)
    assert (2, 2, "a.md") == (seen[-1].done, seen[-1].total, seen[-1].document)


def test_a_server_that_is_not_there_is_one_sentence(settings, embedder, write):
    away = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})
    with pytest.raises(CannotDo, match="COACH_CHROMA_URL"):
        KnowledgeIndex(away, embedder).ingest([write("a.md", ONE)])


def test_the_retriever_speaks_langchain_and_keeps_the_budget(index, write):
    index.ingest([write("a.md", ONE)])
    retriever = HybridRetriever(index=index)
    documents = retriever.invoke("残業は誰が許可しますか")
    assert documents[0].page_content == "残業は部長が許可します。"
    assert documents[0].metadata["section"] == "手引き › 残業"
    assert len(retriever.find("残業", budget=15)) == 1


def test_orders_to_the_database_in_a_question_are_words(index, write):
    index.ingest([write("a.md", ONE)])
    for question in ('") OR 1=1 --', "'; DROP TABLE passages; --", "NEAR(休暇 残業)", "*", "休暇\0残業", "terms : ("):
        HybridRetriever(index=index).find(question)
    assert isinstance(sqlite3.sqlite_version, str)
    assert len(texts(index)) == 2


def test_vectors_that_the_store_lost_come_back_without_embedding(index, embedder, settings, write):
    index.ingest([write("a.md", ONE)])
    expected = HybridRetriever(index=index).find("残業は誰が許可しますか")[0].passage.id
    index._vectors().drop()
    embedded, again = embedder.embedded, KnowledgeIndex(settings, embedder)
    assert HybridRetriever(index=again).find("残業は誰が許可しますか")[0].passage.id == expected
    assert again._vectors().count() == again._unit_count() > 0
    assert embedder.embedded == embedded


def test_the_next_ingest_sweeps_what_a_broken_one_left(index, embedder, write):
    index.ingest([write("a.md", ONE)])
    index._vectors().add(["left-over"], ["x"], [embedder.query("x")], ["gone"])
    index.ingest([write("a.md", ONE)])
    assert "left-over" not in index._vectors().ids()


def test_an_index_of_another_version_is_one_sentence(index, settings, embedder, write):
    index.ingest([write("a.md", ONE)])
    index.close()
    with sqlite3.connect(settings.home / "knowledge" / "index.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CannotDo, match="別の版"):
        KnowledgeIndex(settings, embedder).documents()


def test_where_no_question_is_known_the_headings_are_offered(index, embedder, write):
    index.ingest([write("a.md", ONE)])
    ids = [passage.id for passage in index.passages()]
    offered = index.questions(embedder.query("まとめ"), ids)
    assert "「休暇」には何が書いてありますか？" in offered
    assert not any("「」" in each for each in offered)
