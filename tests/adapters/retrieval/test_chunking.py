from hypothesis import given
from hypothesis import strategies as st

from coach.retrieval.blocks import assemble
from coach.retrieval.chunking import MOST, passages_of
from coach.retrieval.read_text import lines_of


def passages(source, **sizes):
    return passages_of(assemble("a.md", lines_of(source, markdown=True)), **sizes)


def test_a_list_stays_with_its_lead_in():
    [passage] = passages("# 題\n\n次の二つです。\n\n- 一つめ\n- 二つめ\n")
    assert passage.text == "次の二つです。\n- 一つめ\n- 二つめ"


def test_each_piece_of_a_long_list_carries_the_lead_in():
    items = "".join(f"- {n}番目の項目は、とても長い説明を持っています。\n" for n in range(30))
    found = passages(f"# 題\n\n次のとおりです。\n\n{items}")
    assert len(found) > 1
    assert all(passage.text.startswith("次のとおりです。\n- ") for passage in found)


def test_each_table_row_carries_the_header():
    rows = "".join(f"| 名前{n} | {'値' * 30} |\n" for n in range(4))
    found = passages(f"# 題\n\n| 名 | 値 |\n|---|---|\n{rows}")
    assert ["| 名 | 値 |"] * 4 == [passage.text.split("\n")[0] for passage in found]


def test_an_answer_carries_its_question_and_a_continuation_too():
    found = passages("## Q. 何をしますか？\n\n" + "これは答えの一部である長い文です。" * 12)
    assert len(found) > 1
    assert all(passage.text.startswith("Q. 何をしますか？\n") for passage in found)


def test_ids_are_stable_and_unique_even_for_the_same_sentence_twice():
    source = "# 題\n\n同じ文です。\n\n# 間\n\n別の文です。\n\n# 題\n\n同じ文です。\n"
    ids = [passage.id for passage in passages(source)]
    assert len(set(ids)) == len(ids) == 3
    assert ids == [passage.id for passage in passages(source)]


@given(st.text(alphabet="あいう。、\n#- |Q.A【】「」1>x", max_size=400))
def test_no_text_breaks_the_chunker_and_nothing_is_lost(source):
    document = assemble("a.md", lines_of(source, markdown=True))
    found = passages_of(document)
    for passage in found:
        body = document.text[passage.start : passage.end]
        assert all(line.strip() in passage.text for line in body.split("\n"))
        assert len(passage.text) <= 3 * MOST + 400
