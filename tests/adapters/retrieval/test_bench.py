from coach.retrieval.bench import Asked, compare, growth, is_found, share_found


def test_one_of_the_gold_words_is_enough_unless_all_are_needed():
    assert is_found(Asked("?", ("あ い", "う")), ["xあいy"])
    assert not is_found(Asked("?", ("あ い", "う"), needs_all=True), ["xあいy"])
    assert is_found(Asked("?", ("あ い", "う"), needs_all=True), ["xあいy", "う"])


def test_the_share_counts_questions():
    assert share_found([Asked("a", ("x",)), Asked("b", ("y",))], lambda question: ["x"]) == 0.5


def test_ours_and_the_stock_splitter_are_measured_on_the_same_document(write, settings, embedder):
    path = write("a.md", "# 題\n\n休暇は前日までに申請します。\n")
    result = compare(path, {"all": [Asked("休暇の申請は", ("前日",))]}, settings, embedder)
    assert {"all": {"questions": 1, "ours": 1.0, "stock": 1.0}} == result


def test_growth_says_how_long_a_search_takes(settings, embedder):
    class Wide(type(embedder)):
        dimensions = 384

    result = growth(settings, 50, Wide("wide"))
    assert result["passages"] == 50
    assert result["search"]["p50"] > 0
