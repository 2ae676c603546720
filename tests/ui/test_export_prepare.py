import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from coach.domain.labels import Flag, Scene
from coach.domain.passage import Citation
from coach.domain.preparation import Approach, Avoided, Behind, Line, Preparation, Reaction, Request, Sheet, Speech
from coach.ui import export_pdf, export_prepare

SHEET = Sheet(
    Speech.POLITE,
    (Line("新規契約は12件でしたね。", "新規契約 12件"),),
    (Line("これからに期待しています。"),),
    (Reaction("黙ってしまう", "……", "待っています。", "10秒待つ"),),
    (Avoided("理由を言ってください。", Flag.BLAME, "口を閉じます。", "安心して話してください。"),),
    (Behind("facts", Citation("p1", "handbook.ja.md", "第1章", "信用は過去です。")),),
    Approach("小さく任せる", "少しずつ", (("本人", "進め方"),), (Line("任せたいです。"),), (Line("支えます。"),)),
    ("<b>*メモ*</b>😀",),
)


@pytest.fixture
def preparation():
    return Preparation("p1", "local", Request(Scene.DELEGATION, "佐藤"), SHEET, datetime(2026, 4, 1, tzinfo=UTC))


def test_the_markdown_holds_every_section_and_what_was_typed_as_text(preparation):
    text = export_prepare.as_markdown(preparation, "4月1日")
    assert text.count("\n## ") == len(export_prepare.SECTIONS)
    for words in ("# 権限委譲の準備：佐藤さん", "- 新規契約は12件でしたね。", "「任せたいです。」", "信用は過去です。"):
        assert words in text
    assert "\\<b\\>\\*メモ\\*" in text


def test_the_pdf_holds_the_same_on_one_page(preparation):
    sections = export_prepare.sections(preparation, sources=False)
    reader = PdfReader(io.BytesIO(export_pdf.as_document(export_prepare.title(preparation), "4月1日", sections)))
    assert len(reader.pages) == 1
    text = "".join(reader.pages[0].extract_text().split())
    for words in ("権限委譲の準備：佐藤さん", "新規契約は12件でしたね。", "フォローの約束", "信用は過去です。", "〓"):
        assert words in text
