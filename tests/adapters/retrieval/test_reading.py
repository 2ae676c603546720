import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from pypdf import PdfWriter

from coach.domain.errors import BadInput
from coach.retrieval.blocks import BlockKind, from_json, to_json
from coach.retrieval.reading import File, files_below, read

PLAIN = """勤務の手引き

申請のしかた
申請は次の順に進めます。
- 前日までに書く
- 上長に渡す
休憩は自由です。
【結論】: 早めに書きましょう。

よくある質問(FAQ)
Q1. 遅れたらどうなりますか?
A. 電話をしてください。
翌日に書けば足ります。
まとめ:早めが楽
| 項目 | 期限 |
|---|---|
| 休暇 | 前日 |
"""


def kinds(document):
    return [(block.kind, block.text) for block in document.blocks]


def test_plain_text_gets_the_structure_that_a_reader_sees(write, settings):
    document = read(File(write("a.txt", PLAIN), "a.txt"), settings)
    by_text = {block.text: block for block in document.blocks}
    assert by_text["申請のしかた"].kind is BlockKind.HEADING
    assert by_text["- 前日までに書く"].kind is BlockKind.LIST_ITEM
    assert by_text["【結論】: 早めに書きましょう。"].kind is BlockKind.QUOTATION
    assert by_text["Q1. 遅れたらどうなりますか?"].kind is BlockKind.QUESTION
    assert by_text["翌日に書けば足ります。"].kind is BlockKind.ANSWER
    assert by_text["翌日に書けば足ります。"].section == ("よくある質問(FAQ)", "Q1. 遅れたらどうなりますか?")
    assert by_text["| 休暇 | 前日 |"].kind is BlockKind.TABLE_ROW
    assert by_text["| 休暇 | 前日 |"].section == ("まとめ:早めが楽",)


def test_every_block_stands_where_it_says(write, settings):
    document = read(File(write("a.txt", PLAIN), "a.txt"), settings)
    assert all(document.text[block.start : block.end] == block.text for block in document.blocks)
    assert from_json(document.name, to_json(document)) == document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_japanese_encodings_read_the_same(write, settings, encoding):
    expected = read(File(write("a.txt", PLAIN), "a.txt"), settings)
    assert expected == read(File(write("b.txt", PLAIN.encode(encoding)), "a.txt"), settings)


def test_lines_broken_at_a_fixed_width_are_put_together(write, settings):
    broken = "これは幅をそろえて改行された文章で、一つの文が途中で次の行に続いて\nいます。二つめの文も同じように、行の終わりまで来ると次の行へと続いて\nいて、見出しではありません。三つめの文も、やはり途中で切れてしまって\nいますが、つなげて読まれます。四つめの文も同じように途中で切れていて\n終わります。\n"
    document = read(File(write("a.txt", broken), "a.txt"), settings)
    assert [BlockKind.PARAGRAPH] == [block.kind for block in document.blocks]


def test_markdown_signs_do_not_reach_the_reader(write, settings):
    source = "# 表題\n\n**大事な**[話](http://x)です。\n\n> **結論：** これです。\n\n1. 一つめ\n"
    document = read(File(write("a.md", source), "a.md"), settings)
    assert [
        (BlockKind.HEADING, "表題"),
        (BlockKind.PARAGRAPH, "大事な話です。"),
        (BlockKind.QUOTATION, "結論： これです。"),
        (BlockKind.LIST_ITEM, "1. 一つめ"),
    ] == kinds(document)


def test_a_web_page_is_its_text_and_nothing_that_runs(write, settings):
    page = """<html><head><script>alert('x')</script></head><body><nav>メニュー</nav><h1>規程</h1><p>本文です。</p>
    <ul><li>一つめ</li><li>二つめ</li></ul><table><tr><th>名</th><th>値</th></tr>
    <tr><td>外<table><tr><td>中</td></tr></table></td><td>3</td></tr></table><script>x=1</script></body></html>"""
    document = read(File(write("a.html", page), "a.html"), settings)
    assert [
        (BlockKind.HEADING, "規程"),
        (BlockKind.PARAGRAPH, "本文です。"),
        (BlockKind.LIST_ITEM, "- 一つめ"),
        (BlockKind.LIST_ITEM, "- 二つめ"),
        (BlockKind.TABLE_HEADER, "| 名 | 値 |"),
        (BlockKind.TABLE_ROW, "| 外中 | 3 |"),
    ] == kinds(document)


def test_a_word_file_keeps_headings_lists_and_nested_tables(tmp_path, settings):
    word = WordDocument()
    word.add_heading("規程", 1)
    word.add_paragraph("本文です。")
    word.add_paragraph("一つめ", style="List Bullet")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], ["名", "値", "外", "3"], strict=True):
        cell.text = text
    table.rows[1].cells[0].add_table(rows=1, cols=1).rows[0].cells[0].text = "中"
    word.save(tmp_path / "a.docx")
    document = read(File(tmp_path / "a.docx", "a.docx"), settings)
    assert [
        (BlockKind.HEADING, "規程"),
        (BlockKind.PARAGRAPH, "本文です。"),
        (BlockKind.LIST_ITEM, "- 一つめ"),
        (BlockKind.TABLE_HEADER, "| 名 | 値 |"),
        (BlockKind.TABLE_ROW, "| 外 中 | 3 |"),
    ] == kinds(document)


def pdf(text=None, password=None):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in text or [""]:
        canvas.setFont("HeiseiMin-W3", 12)
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(50, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    if not password:
        return out.getvalue()
    writer = PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def test_a_pdf_knows_the_page_of_each_block(write, settings):
    document = read(File(write("a.pdf", pdf(["一枚めの本文です。", "二枚めの本文です。"])), "a.pdf"), settings)
    assert [(1, "一枚めの本文です。"), (2, "二枚めの本文です。")] == [
        (block.page, block.text) for block in document.blocks
    ]


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 30_000_000)
    return out.getvalue()


BAD = {
    "empty.txt": (b" \n", "空です"),
    "binary.txt": (bytes(range(256)) * 50, "文字コード"),
    "big.txt": ("あ" * 700_000, "大きすぎます"),
    "long.txt": ("長い文です。\n" * 9_000, "長すぎます"),
    "marks.md": ("---\n\n***\n", "文章が見つかりません"),
    "script.html": ("<script>alert(1)</script>", "文章が見つかりません"),
    "bomb.docx": (bomb(), "展開すると大きく"),
    "torn.docx": (b"PK\x03\x04 torn", "Word文書"),
    "locked.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + b"x", "パスワード"),
    "locked.pdf": (pdf(["秘密です。"], password="secret"), "パスワード"),
    "scanned.pdf": (pdf(), "画像だけ"),
    "torn.pdf": (b"%PDF-1.7 torn", "PDF"),
    "sheet.xlsx": (b"x", "対応していません"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_one_clear_sentence(write, settings, name):
    content, words = BAD[name]
    with pytest.raises(BadInput, match=words) as caught:
        read(File(write(name, content), name), settings)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_only_readable_files_of_a_folder_count(write):
    for name in ("a.md", "sub/b.txt", "c.yaml", ".hidden.md", "~$d.docx"):
        write(name, "x")
    folder = write("a.md", "x").parent
    assert ["a.md", "sub/b.txt"] == [file.name for file in files_below([folder])]


def test_a_path_that_does_not_exist_is_named():
    with pytest.raises(BadInput, match="nowhere"):
        files_below([Path("nowhere")])
