"""Conversation files as people have them."""

import docx
import pytest

from coach.domain.conversation import read
from coach.domain.errors import BadInput
from coach.storage.conversations import read_text

TALK = "田中：今期はどうでしたか。\n佐藤：やりきれました。\n"
WHO = ("田中", "佐藤")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"])
def test_text_is_read_in_the_encodings_of_japanese_machines(tmp_path, encoding):
    path = tmp_path / "talk.txt"
    path.write_bytes(TALK.encode(encoding))
    assert read(read_text(path)).names == WHO


def test_a_word_file_is_read_with_its_tables(tmp_path):
    document = docx.Document()
    document.add_paragraph("1on1の記録")
    table = document.add_table(rows=2, cols=2)
    for row, (who, said) in zip(table.rows, [("田中", "どうでしたか。"), ("佐藤", "やりきれました。")], strict=True):
        row.cells[0].text, row.cells[1].text = who, said
    document.add_paragraph("田中：よかったです。")
    document.save(str(tmp_path / "talk.docx"))
    found = read(read_text(tmp_path / "talk.docx"))
    assert (WHO, 3) == (found.names, len(found.speeches))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("talk.txt", b"", "空です"),
        ("talk.txt", b"\x00\x01\x02\xff\xfe" * 400, "文字コードを読み取れません"),
        ("talk.docx", b"\xd0\xcf\x11\xe0 locked", "パスワード"),
        ("talk.docx", b"PK no document", "Wordで開いて保存し直してください"),
        ("talk.xlsx", b"PK", r"\.txt、\.vtt、\.docx"),
        ("talk.txt", b"a" * 5_000_001, "5 MB以内"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_what_to_do(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput, match=said):
        read_text(path)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadInput, match="ありません"):
        read_text(tmp_path / "nothing.txt")
