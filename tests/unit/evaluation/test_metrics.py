"""Ten answers by hand for each measure. The knowledge is made up, so that every figure can be checked by eye."""

import math
import re

import numpy as np
import pytest

from coach.evaluation.metrics import (
    METRICS,
    Sample,
    answer_correctness,
    citation_precision,
    citation_recall,
    decline_accuracy,
    gold_context_precision,
    gold_context_recall,
    grounded_share,
    right_answer,
    right_decline,
    semantic_similarity,
)

LIBRARY = "図書室は平日の10時に開きます。貸し出しは一人3冊までです。返却が遅れた人には、司書が電話をかけます。"
TRUST = "信用は過去の数字にもとづく評価であり、信頼は未来への期待にもとづく関係です。先に動くのは、上司です。"
CANTEEN = "食堂は11時半に開きます。現金は使えません。"
PASSAGES = (LIBRARY, TRUST, CANTEEN)

GROUNDED = [
    # two sentences, both quoted: 2/2
    ("図書室は平日の10時に開きます。現金は使えません。", 1.0),
    # one quoted, one made up: 1/2
    ("図書室は平日の10時に開きます。屋上には温水プールがあります。", 0.5),
    # nothing of it is in the passages: 0/1
    ("社員旅行は毎年秋に北海道で行われます。", 0.0),
    # fluent, and the negation turned round: 現金は使えません -> 使えます
    ("食堂では、現金は使えます。", 0.0),
    # fluent, and the number turned: 3 -> 5
    ("貸し出しは一人5冊までです。", 0.0),
    # fluent, and the two terms exchanged
    ("信用は未来への期待にもとづく関係であり、信頼は過去の数字にもとづく評価です。", 0.0),
    # fluent, and the wrong person moves first
    ("先に動くのは、部下です。", 0.0),
    # said again in another order of words: 返却が遅れた人には司書が電話をかけます shares nearly all pairs
    ("司書が、返却が遅れた人に電話をかけます。", 1.0),
    # the source line states nothing; one sentence is left, and it is quoted: 1/1
    ("食堂は11時半に開きます。\n（「社内の案内 › 食堂「ひるげ」」より）", 1.0),
    # three sentences, one of them false: 2/3
    ("図書室は平日の10時に開きます。貸し出しは一人3冊までです。返却が遅れた人には、司書が電話をかけません。", 2 / 3),
]


@pytest.mark.parametrize(("answer", "share"), GROUNDED)
def test_the_grounded_share_counts_sentences_that_the_passages_carry(answer: str, share: float) -> None:
    assert share == pytest.approx(grounded_share(Sample("?", answer, PASSAGES)).value)


def test_an_answer_that_declines_has_no_grounded_share() -> None:
    score = grounded_share(Sample("?", "申し訳ありません。資料には見つかりませんでした。", PASSAGES, answered=False))
    assert score.value is None
    assert "断って" in score.reason


ANSWER = "図書室は平日の10時に開きます。貸し出しは一人3冊までです。"
CITATIONS = [
    # exact, and part of the answer
    ([("図書室は平日の10時に開きます。", LIBRARY)], 1.0),
    # both exact and part of the answer
    ([("図書室は平日の10時に開きます。", LIBRARY), ("貸し出しは一人3冊までです。", LIBRARY)], 1.0),
    # a right answer with a wrong quote: exact, but about the canteen
    ([("食堂は11時半に開きます。", CANTEEN)], 0.0),
    # one right, one about something else: 1/2
    ([("図書室は平日の10時に開きます。", LIBRARY), ("現金は使えません。", CANTEEN)], 0.5),
    # not to the letter (9時 for 10時)
    ([("図書室は平日の9時に開きます。", LIBRARY)], 0.0),
    # to the letter, but in another passage than the one named
    ([("図書室は平日の10時に開きます。", CANTEEN)], 0.0),
    # the passage named is unknown
    ([("図書室は平日の10時に開きます。", "")], 0.0),
    # nothing is cited
    ([], 0.0),
    # a part of a sentence is enough
    ([("貸し出しは一人3冊まで", LIBRARY)], 1.0),
    # an empty quote is none; 1 of 3 is right
    ([("", LIBRARY), ("現金は使えません。", CANTEEN), ("貸し出しは一人3冊までです。", LIBRARY)], 1 / 3),
]


@pytest.mark.parametrize(("citations", "precision"), CITATIONS)
def test_citation_precision_counts_exact_quotes_of_what_the_answer_says(
    citations: list[tuple[str, str]], precision: float
) -> None:
    sample = Sample("?", ANSWER, PASSAGES, citations=citations)
    assert precision == pytest.approx(citation_precision(sample).value)


RECALLS = [
    (ANSWER, [LIBRARY], 1.0),  # both sentences stand in the cited passage
    (ANSWER, [CANTEEN], 0.0),  # neither does
    (ANSWER + "現金は使えません。", [LIBRARY], 2 / 3),  # the third sentence is not cited
    (ANSWER + "現金は使えません。", [LIBRARY, CANTEEN], 1.0),  # now it is
    (ANSWER, [], 0.0),  # nothing is cited
    (ANSWER, [""], 0.0),  # an unknown passage is none
    (ANSWER, [LIBRARY, LIBRARY], 1.0),  # twice the same is once
    ("現金は使えます。食堂は11時半に開きます。", [CANTEEN], 0.5),  # the first turns the passage round
    ("先に動くのは、部下です。", [TRUST], 0.0),  # so does this
    ("先に動くのは、上司です。現金は使えません。", [TRUST], 0.5),  # one of two is carried
]


@pytest.mark.parametrize(("answer", "cited", "recall"), RECALLS)
def test_citation_recall_counts_sentences_that_the_cited_passages_carry(
    answer: str, cited: list[str], recall: float
) -> None:
    sample = Sample("?", answer, PASSAGES, citations=[(one[:5], one) for one in cited])
    assert recall == pytest.approx(citation_recall(sample).value)


GOLD = [
    (("一人3冊まで",), False, PASSAGES, 1.0, 1.0),  # in the first passage
    (("現金は使えません",), False, PASSAGES, 1.0, 1 / 3),  # in the third: 1/3
    (("先に動くのは、上司",), False, PASSAGES, 1.0, 1 / 2),  # in the second
    (("プールの営業時間",), False, PASSAGES, 0.0, 0.0),  # nowhere
    (("プールの営業時間", "現金は使えません"), False, PASSAGES, 1.0, 1 / 3),  # one of them is enough
    (("プールの営業時間", "現金は使えません"), True, PASSAGES, 0.5, 1 / 3),  # both are asked for: 1/2
    (("一人3冊まで", "現金は使えません"), True, PASSAGES, 1.0, (1 / 1 + 2 / 3) / 2),  # ranks 1 and 3
    (("一人3冊まで",), False, (), 0.0, 0.0),  # no passages at all
    (("一人3冊までです。返却",), False, (CANTEEN, LIBRARY), 1.0, 1 / 2),  # over the end of a sentence
    (("一人３冊まで",), False, (LIBRARY,), 1.0, 1.0),  # full-width digit
]


@pytest.mark.parametrize(("gold", "every", "contexts", "recall", "precision"), GOLD)
def test_gold_places_are_looked_for_in_the_passages_and_their_rank_counts(
    gold: tuple[str, ...], every: bool, contexts: tuple[str, ...], recall: float, precision: float
) -> None:
    sample = Sample("?", "…", contexts, gold=gold, all_gold=every)
    assert recall == pytest.approx(gold_context_recall(sample).value)
    assert precision == pytest.approx(gold_context_precision(sample).value)


@pytest.mark.parametrize("sample", [Sample("?", "…", PASSAGES), Sample("?", "…", PASSAGES, answerable=False)])
def test_without_a_gold_place_retrieval_is_not_scored(sample: Sample) -> None:
    assert gold_context_recall(sample).value is None
    assert gold_context_precision(sample).value is None


EXPECTED = [
    ("10時に開きます。", ("10時",), True, 1.0),
    ("11時に開きます。", ("10時",), True, 0.0),
    ("信用は過去、信頼は未来です。", ("過去", "未来"), True, 1.0),
    ("信用は過去です。", ("過去", "未来"), True, 0.5),  # one of two
    ("何も言えません。", ("過去", "未来"), True, 0.0),
    ("期限を守った回数です。", ("約束|期限",), True, 1.0),  # either word
    ("一、二、四です。", ("一", "二", "三"), True, 2 / 3),
    ("申し訳ありません。見つかりませんでした。", ("過去",), False, 0.0),  # a decline where an answer exists
    ("過去については、申し訳ありません。", ("過去",), False, 0.0),  # a decline that holds the word is no answer
    ("信頼は過去、信用は未来です。", ("過去", "未来"), True, 1.0),  # its blind spot: the words are there
]


@pytest.mark.parametrize(("answer", "expect", "answered", "value"), EXPECTED)
def test_answer_correctness_counts_the_expectations_that_match(
    answer: str, expect: tuple[str, ...], answered: bool, value: float
) -> None:
    assert value == pytest.approx(answer_correctness(Sample("?", answer, expect=expect, answered=answered)).value)


def test_without_an_expectation_correctness_is_not_scored() -> None:
    assert answer_correctness(Sample("?", "…", answerable=False, expect=("x",))).value is None
    assert answer_correctness(Sample("?", "…")).value is None


SORRY = "申し訳ありません。登録されている資料には、ご質問の答えが見つかりませんでした。"
DECLINES = [
    # answers what can be answered
    ("図書室は平日の10時に開きます。", True, True, 1.0, None, 1.0),
    # a decline where an answer exists
    (SORRY, False, True, 0.0, None, 0.0),
    # makes something up where there is no answer: fluent, and wrong
    ("株価は3,000円です。", True, False, 0.0, 0.0, None),
    # declines what it should
    (SORRY, False, False, 1.0, 1.0, None),
    # sounds like a decline, but was given as an answer where an answer exists: the deed counts, not the words
    (SORRY, True, True, 1.0, None, 1.0),
    # sounds like a decline, but was given as an answer where there is none
    (SORRY, True, False, 0.0, 0.0, None),
    # a true sentence of the passages where the question has no answer
    ("現金は使えません。", True, False, 0.0, 0.0, None),
    # a decline that names what can be asked
    (SORRY + "「図書室は何時に開きますか」にはお答えできます。", False, False, 1.0, 1.0, None),
    # its blind spot: a wrong answer to what can be answered (10時 -> 9時) is an answer
    ("図書室は平日の9時に開きます。", True, True, 1.0, None, 1.0),
    # an empty answer to what can be answered, given as a decline
    ("", False, True, 0.0, None, 0.0),
]


@pytest.mark.parametrize(("text", "answered", "answerable", "accuracy", "decline", "answer"), DECLINES)
def test_answering_and_declining_are_judged_apart(
    text: str, answered: bool, answerable: bool, accuracy: float, decline: float | None, answer: float | None
) -> None:
    sample = Sample("?", text, PASSAGES, answered=answered, answerable=answerable)
    assert (accuracy, decline, answer) == tuple(
        one(sample).value for one in (decline_accuracy, right_decline, right_answer)
    )


def test_each_of_the_three_has_its_share_of_the_ten() -> None:
    """Of the ten: 5 can be answered (3 answered), 5 cannot (2 declined), so 3/5, 2/5 and 5/10."""
    samples = [Sample("?", text, answered=done, answerable=can) for text, done, can, *_ in DECLINES]

    def mean(measure: object) -> float:
        values = [one.value for one in map(measure, samples) if one.value is not None]  # type: ignore[call-overload]
        return sum(values) / len(values)

    assert (mean(right_answer), mean(right_decline), mean(decline_accuracy)) == (3 / 5, 2 / 5, 5 / 10)


def _turned(cosine: float):
    """An embedder whose two vectors stand at this cosine."""
    vectors = [np.array([1.0, 0.0]), np.array([cosine, math.sqrt(max(0.0, 1 - cosine * cosine))])]
    return lambda texts: vectors[: len(texts)]


SIMILAR = [
    (1.0, 1.0),
    (0.80, 0.0),
    (0.90, 0.5),  # (0.90 - 0.80) / 0.20
    (0.95, 0.75),
    (0.85, 0.25),
    (0.70, 0.0),  # below the floor
    (0.0, 0.0),
    (-1.0, 0.0),
    (0.99, 0.95),
    (0.81, 0.05),
]


@pytest.mark.parametrize(("cosine", "value"), SIMILAR)
def test_similarity_stretches_the_cosine_from_four_fifths_to_one(cosine: float, value: float) -> None:
    sample = Sample("?", "答え", reference="正解")
    assert value == pytest.approx(semantic_similarity(sample, _turned(cosine)).value, abs=1e-6)


def test_similarity_reads_the_statements_and_not_the_lines_that_name_sources() -> None:
    seen: list[str] = []

    def embed(texts: list[str]) -> list[np.ndarray]:
        seen.extend(texts)
        return [np.array([1.0, 0.0]) for _ in texts]

    answer = "図書室は平日の10時に開きます。\n（「社内の案内 › 図書室」より）"
    semantic_similarity(Sample("?", answer, reference="正解の文です。"), embed)
    assert seen == ["図書室は平日の10時に開きます。", "正解の文です。"]


def test_similarity_without_reference_is_not_scored() -> None:
    assert semantic_similarity(Sample("?", "答え"), _turned(1.0)).value is None


@pytest.mark.parametrize("name", METRICS)
def test_every_measure_says_its_formula_its_range_and_what_it_cannot_see(name: str) -> None:
    doc = " ".join((METRICS[name].__doc__ or "").split())
    assert "annot see" in doc
    assert re.search(r"\b0 (to|or) 1\b|\b1 or 0\b|\b0 when none\b|\b1 when it\b.*else 0|`decline_accuracy`", doc)
    assert re.search(r" / |mean|Average|Cosine|parts held|1 when|`decline_accuracy`", doc)


TEN = {
    "grounded_share": GROUNDED,
    "citation_precision": CITATIONS,
    "citation_recall": RECALLS,
    "gold_context_recall": GOLD,
    "gold_context_precision": GOLD,
    "answer_correctness": EXPECTED,
    "decline_accuracy": DECLINES,
    "right_decline": DECLINES,
    "right_answer": DECLINES,
    "semantic_similarity": SIMILAR,
}


@pytest.mark.parametrize("name", METRICS)
def test_every_measure_has_ten_answers_by_hand(name: str) -> None:
    assert len(TEN[name]) >= 10


@pytest.mark.parametrize("name", METRICS)
def test_every_score_has_a_reason(name: str) -> None:
    for answered in (True, False):
        for answerable in (True, False):
            sample = Sample(
                "?", ANSWER, PASSAGES, answered=answered, answerable=answerable, gold=("3冊",), expect=("3",)
            )
            score = METRICS[name](sample, None)
            assert score.reason
            assert score.value is None or 0 <= score.value <= 1
