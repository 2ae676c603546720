"""Injected faults: each lowers the measure that should notice it by at least 0.2, and nothing else is claimed."""

import re
from collections.abc import Callable, Mapping

import pytest

from coach.domain.passage import Answer, Citation, Declined, Passage, cite
from coach.evaluation.cases import Question
from coach.evaluation.metrics import METRICS
from coach.evaluation.questions import ask_all
from coach.evaluation.statistics import figure
from coach.japanese import sentences

TEXTS = {
    "図書室は何時に開きますか": ("図書室は平日の10時に開きます。", "10時"),
    "借りられるのは何冊ですか": ("貸し出しは一人3冊までです。", "3冊"),
    "食堂で現金は使えますか": ("食堂では現金は使えません。", "使えません"),
    "先に動くのは誰ですか": ("信頼のらせんを回すために先に動くのは、上司です。", "上司"),
    "信用は何にもとづきますか": ("信用は過去の数字にもとづく評価です。", "過去"),
    "信頼は何にもとづきますか": ("信頼は未来への期待にもとづく関係です。", "未来"),
    "駐輪場はどこですか": ("駐輪場は建物の北側にあります。", "北側"),
    "防災訓練はいつですか": ("防災訓練は6月と12月に行います。", "6月"),
}
PASSAGES = [Passage(f"p{n}", "d.md", ("規則",), text) for n, (text, _) in enumerate(TEXTS.values())]
QUESTIONS = [
    Question(f"q{n}", question, answerable=True, topic="t", split="dev", gold=(text,), expect=(word,))
    for n, (question, (text, word)) in enumerate(TEXTS.items())
]
UNANSWERABLE = ("社長の年齢は？", "株価は？", "昼食の値段は？", "明日の天気は？")
QUESTIONS += [
    Question(f"u{n}", text, answerable=False, topic="out", split="dev") for n, text in enumerate(UNANSWERABLE)
]
DECLINED = "申し訳ありません。登録されている資料には、ご質問の答えが見つかりませんでした。"

Answerer = Callable[[str], Answer | Declined]


def sound(question: str) -> Answer | Declined:
    """Quotes the right passage, and declines the rest."""
    names = list(TEXTS)
    if question not in names:
        return Declined(DECLINED, (), tuple(PASSAGES[:3]))
    right = PASSAGES[names.index(question)]
    others = [one for one in PASSAGES if one is not right]
    return Answer(right.text, (cite(right, right.text),), (right, *others[:3]))


def quotes_the_wrong_passage(question: str) -> Answer | Declined:
    """The right answer, with a quote from another passage."""
    answer = sound(question)
    if isinstance(answer, Declined):
        return answer
    wrong = answer.passages[-1]
    return Answer(answer.text, (cite(wrong, wrong.text),), answer.passages)


def answers_from_the_wrong_passage(question: str) -> Answer | Declined:
    """A faultless quotation of what was not asked."""
    answer = sound(question)
    if isinstance(answer, Declined):
        return answer
    wrong = answer.passages[-1]
    return Answer(wrong.text, (cite(wrong, wrong.text),), answer.passages)


def always_declines(question: str) -> Answer | Declined:
    """Never wrong, never of use."""
    return Declined(DECLINED, (), sound(question).passages)


def never_declines(question: str) -> Answer | Declined:
    """Answers with whatever there is."""
    answer = sound(question)
    if isinstance(answer, Answer):
        return answer
    first = answer.passages[0]
    return Answer(first.text, (cite(first, first.text),), answer.passages)


_TURNS = (
    ("使えません", "使えます"), ("上司", "部下"), ("過去の数字", "未来への期待"), ("10時", "9時"), ("3冊", "8冊"), ("6月", "7月"),
)  # fmt: skip


def paraphrases_into_a_falsehood(question: str) -> Answer | Declined:
    """Fluent, in the passage's words, with the point turned round; the citation stays as it was."""
    answer = sound(question)
    if isinstance(answer, Declined):
        return answer
    text = answer.text
    for word, turned in _TURNS:
        text = text.replace(word, turned)
    if text == answer.text:
        text = re.sub("(です|あります)。$", "ではありません。", text)
    citation = Citation(answer.citations[0].passage_id, "d.md", "規則", answer.citations[0].quote)
    return Answer(text, (citation,), answer.passages)


def figures(answerer: Answerer) -> Mapping[str, float | None]:
    asked = list(ask_all(QUESTIONS, answerer, PASSAGES))
    return {name: figure([measure(one.sample, None) for one in asked]).value for name, measure in METRICS.items()}


CLAIMED = [
    (quotes_the_wrong_passage, {"citation_precision", "citation_recall"}),
    (answers_from_the_wrong_passage, {"answer_correctness"}),
    (always_declines, {"right_answer", "answer_correctness", "decline_accuracy"}),
    (never_declines, {"right_decline", "decline_accuracy"}),
    (paraphrases_into_a_falsehood, {"grounded_share", "citation_precision", "citation_recall", "answer_correctness"}),
]
"""Each fault with every measure that notices it. The page and the docs claim no more than this."""


@pytest.mark.parametrize(("fault", "noticing"), CLAIMED)
def test_a_fault_lowers_what_should_notice_it_and_leaves_the_rest_as_it_was(
    fault: Answerer, noticing: set[str]
) -> None:
    before, after = figures(sound), figures(fault)
    fallen = {name for name, value in after.items() if value is not None and before[name] - value >= 0.2}
    assert fallen == noticing
    # Of the others nothing moves, except that a measure has nothing left to score where everything is declined.
    assert all(after[name] in (before[name], None) for name in METRICS if name not in noticing)
    unscored = {name for name in METRICS if after[name] is None and before[name] is not None}
    assert unscored <= (set() if fault is not always_declines else set(_OF_ANSWERS))


_OF_ANSWERS = ("grounded_share", "citation_precision", "citation_recall")


def test_a_sound_answerer_gets_full_marks() -> None:
    assert {1.0, None} >= set(figures(sound).values())


def test_every_passage_of_the_test_is_one_sentence() -> None:
    assert all(len(sentences(one.text)) == 1 for one in PASSAGES)
