import hashlib

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import FakeCoach

from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.ingest import Progress
from coach.settings import load, shipped
from coach.ui import shared, uploads
from coach.ui.components import source_upload

POLICY = "# 評価制度\n\n## 目標の決め方\n\n目標は期初に本人と上司が話し合って決めます。\n\n## 評価の時期\n\n評価は年に2回、4月と10月に行います。\n"


class LetterEmbedder:
    """Vectors of single letters: no model to load."""

    name, dimensions = "letters", 16

    def query(self, text):
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for char in text:
            vector[hashlib.md5(char.encode(), usedforsecurity=False).digest()[0] % self.dimensions] += 1
        return vector / max(float(np.linalg.norm(vector)), 1e-9)

    def queries(self, texts):
        return [self.query(text) for text in texts]

    def passages(self, texts):
        return [self.query(text) for text in texts]


class ReadingCoach(FakeCoach):
    """Scripted faculties over a real index of one small document."""

    bare_knowledge = None
    knowledge = None

    def __init__(self, settings, documents):
        super().__init__(settings)
        self.bare_knowledge = self.knowledge = KnowledgeIndex(settings, LetterEmbedder())
        self.knowledge.ingest([documents])


@pytest.fixture
def coach(tmp_path, monkeypatch):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "handbook.md").write_text("# 手引き\n\n信頼は未来への期待です。\n", encoding="utf-8")
    here = ReadingCoach(load(), documents)
    monkeypatch.setattr(shared, "build", lambda _settings: here)
    return here


@pytest.fixture
def page(coach):
    return screen.visit(AppTest.from_file(str(shipped("app.py")), default_timeout=20).run(), "sources")


def upload(page, *files):
    page.file_uploader(key="upload-files").set_value([(name, data, "") for name, data in files])
    return next(one for one in page.button if one.label == "取り込む").click().run()


def names(coach):
    return [one.name for one in coach.knowledge.documents()]


def test_a_document_that_is_uploaded_is_in_the_list_with_its_figures(page, coach):
    upload(page, ("policy.md", POLICY.encode()))
    assert not page.exception
    assert names(coach) == ["handbook.md", "policy.md"]
    shown = screen.text(page)
    assert "1件の資料を取り込みました" in shown
    source = coach.knowledge.documents()[1]
    for words in ("policy.md", f"{source.passages}節", f"{source.characters}文字", "更新"):
        assert words in shown


def test_a_bad_file_is_one_clear_line_and_the_others_are_taken_in(page, coach):
    upload(page, ("empty.txt", b""), ("table.xlsx", b"x"), ("broken.pdf", b"no pdf"), ("policy.md", POLICY.encode()))
    assert not page.exception
    assert names(coach) == ["handbook.md", "policy.md"]
    said = [one.value for one in page.warning]
    assert len(said) == 3
    for name, line in zip(("empty", "table", "broken"), said, strict=True):
        assert name in line
    assert "1件の資料を取り込みました" in screen.text(page)


def test_the_same_document_again_changes_nothing_and_says_so(page):
    upload(page, ("policy.md", POLICY.encode()))
    upload(page, ("policy.md", POLICY.encode()))
    assert "すでに同じ内容で取り込まれています" in screen.text(page)


def test_a_changed_document_replaces_the_old_one(page, coach):
    upload(page, ("policy.md", POLICY.encode()))
    upload(page, ("policy.md", POLICY.replace("4月と10月", "3月と9月").encode()))
    assert names(coach) == ["handbook.md", "policy.md"]
    text = "".join(one.text for one in coach.knowledge.passages("policy.md"))
    assert "3月と9月" in text
    assert "4月と10月" not in text


def test_two_files_of_the_same_name_are_told_apart(page, coach):
    upload(page, ("policy.md", POLICY.encode()), ("policy.md", b"# other\n\nsomething else\n"))
    assert "二つあります" in page.warning[0].value
    assert names(coach) == ["handbook.md", "policy.md"]


def test_nothing_chosen_is_said_kindly(page):
    next(one for one in page.button if one.label == "取り込む").click().run()
    assert "ファイルを選んでから" in page.info[-1].value


def test_the_preview_shows_each_passage_with_its_place(page, coach):
    upload(page, ("policy.md", POLICY.encode()))
    page.button(key="preview-1").click().run()
    assert page.query_params["document"] == "policy.md"
    shown = screen.text(page)
    for passage in coach.knowledge.passages("policy.md"):
        assert passage.text in shown
        assert passage.section_name in shown


def test_a_long_document_is_shown_a_page_at_a_time(page, coach):
    many = "# 記録\n\n" + "\n\n".join(f"## 第{n}章\n\n第{n}章の内容です。" * 1 for n in range(1, 31))
    upload(page, ("long.md", many.encode()))
    assert len(coach.knowledge.passages("long.md")) > 20
    page.button(key="preview-1").click().run()
    assert "第1章の内容です。" in screen.text(page)
    assert "第30章の内容です。" not in screen.text(page)
    page.get("pagination")[0].set_value(2).run()
    assert "第30章の内容です。" in screen.text(page)


def test_markup_in_a_document_stays_text(page):
    upload(page, ("<b>x.txt", "見出し\n\n<script>alert(1)</script>と書いてあります。\n".encode()))
    page.button(key="preview-0").click().run()
    assert not any("<script>alert" in one.body for one in page.html)
    assert "&lt;script&gt;alert" in screen.text(page)


def test_removing_asks_first_and_then_forgets(page, coach):
    upload(page, ("policy.md", POLICY.encode()))
    assert "知識から外します" in screen.text(page)
    page.button(key="remove-1").click().run()
    assert names(coach) == ["handbook.md"]


def test_the_last_document_stays(page, coach):
    assert screen.keys(page, "remove-") == []
    assert "最後の一件は外せません" in screen.text(page)


def test_an_unknown_document_is_one_friendly_box(page):
    screen.visit(page, "sources", document="../../etc/passwd")
    assert not page.exception
    assert "登録されていません" in page.warning[0].value


def test_it_says_that_documents_stay_here(page):
    assert "外部には送られません" in page.info[0].value


def test_it_does_not_say_so_when_they_do_not(coach, monkeypatch):
    away = {"embedding": "openai:text-embedding-3-small", "llm_base_url": "https://models.example.com/v1"}
    coach.settings = coach.settings.model_copy(update=away)
    monkeypatch.setattr(ReadingCoach, "standing", "allowed")
    app = screen.visit(AppTest.from_file(str(shipped("app.py")), default_timeout=20).run(), "sources")
    assert "外部のサービスにも送られます" in app.info[0].value


def test_after_a_change_new_turns_name_the_new_knowledge(page, coach):
    before = coach.practice
    upload(page, ("policy.md", POLICY.encode()))
    assert coach.practice is not before


def test_progress_is_told_in_passages_and_speed():
    text = source_upload.in_words(Progress(32, 120, "policy.md", 8.31))
    assert text == "「policy\\.md」を取り込んでいます：32／120節（毎秒8.3節）"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\方針.docx", "方針.docx"),
        ("a\0b.txt", "ab.txt"),
        ("..", "document"),
        ("", "document"),
        (".txt", "document.txt"),
    ],
)
def test_a_name_is_no_path(name, plain):
    assert uploads.plain_name(name) == plain


def test_a_very_long_name_keeps_its_suffix_and_fits():
    name = uploads.plain_name("長" * 300 + ".pdf")
    assert name.endswith("長.pdf")
    assert len(name.encode()) <= 200
