"""Questions one after another, over hand-made passages."""

from dataclasses import replace
from datetime import UTC, datetime

from coach.domain.asked import Exchange
from coach.domain.passage import Answer, Declined, Found, Passage, cite
from coach.ports import Asking
from coach.services.ask import AskService

FIRST = Passage("p1", "doc", ("違い",), "信用は過去の評価です。信頼は未来への期待です。")
SECOND = Passage("p2", "doc", ("例",), "信用の例は納期です。")


class Finds:
    def __init__(self, *passages):
        self.passages = passages
        self.asked = []

    def find(self, question, *, budget=1_500):
        self.asked.append(question)
        return [Found(one, 1.0, 0.9) for one in self.passages]


class QuotesTheFirst:
    """Says the first sentence of the best passage."""

    def answer(self, question, found):
        if not found:
            return Declined("見つかりませんでした。")
        passage = found[0].passage
        quote = passage.text.split("。")[0] + "。"
        return Answer(f"{quote}\n（「{passage.section[-1]}」より）", (cite(passage, quote),), (passage,))


def asked(service, *questions):
    earlier = []
    for question in questions:
        understood, answer = service.follow(question, earlier)
        earlier.append(Exchange(str(len(earlier)), "c", question, understood, answer, datetime.now(UTC)))
    return earlier


def test_a_new_question_is_asked_as_it_was_typed_whatever_came_before():
    finds = Finds(FIRST)
    asked(AskService(finds, QuotesTheFirst()), "信用と信頼はどう違いますか？", "信頼のらせんとは何ですか")
    assert "信頼のらせんとは何ですか" == finds.asked[-1]


def test_more_never_repeats_and_says_when_there_is_no_more():
    service = AskService(Finds(FIRST, SECOND), QuotesTheFirst())
    first, second, third, fourth = asked(service, "信用と信頼はどう違いますか？", *["もう少し詳しく"] * 3)
    assert "信用は過去の評価です。" in first.answer.text
    assert "信用の例は納期です。" in second.answer.text
    # Both passages are quoted by now; what is left of the last one is nothing, of the first one it is too long ago.
    assert isinstance(third.answer, Declined)
    assert "これより詳しい説明は見つかりませんでした" in third.answer.text
    assert isinstance(fourth.answer, Declined)


def test_more_gives_what_was_left_out_of_the_passage_just_quoted():
    first, second = asked(AskService(Finds(FIRST), QuotesTheFirst()), "信用と信頼はどう違いますか？", "もっと詳しく")
    assert "信頼は未来への期待です。\n（「違い」より）" == second.answer.text
    assert ["信頼は未来への期待です。"] == [one.quote for one in second.citations]
    assert not set(first.citations) & set(second.citations)


def test_a_follow_up_that_would_repeat_the_answer_goes_on_to_the_next_passage():
    *_, example = asked(
        AskService(Finds(FIRST, SECOND), QuotesTheFirst()), "信用と信頼はどう違いますか？", "具体例は？"
    )
    assert "信用と信頼の違いの具体例を教えてください" == example.understood
    assert "信用の例は納期です。" in example.answer.text


class Reads(QuotesTheFirst):
    def __init__(self):
        self.read = []

    def stream(self, question, found, asking):
        self.read.append((question, asking.typed, tuple(one.question for one in asking.earlier)))
        text = "別の言い方です。" if asking.earlier else "信用は過去の評価です。"
        yield from (text[:4], text[4:])
        yield replace(self.answer(question, found), text=text)


def test_an_answerer_that_can_read_is_given_the_earlier_turns_where_they_are_leant_on():
    reads = Reads()
    asked(AskService(Finds(FIRST), reads, streaming=reads), "信用とは何ですか", "例えば？")
    assert [
        ("信用とは何ですか", "信用とは何ですか", ()),
        ("信用の具体例を教えてください", "例えば？", ("信用とは何ですか",)),
    ] == reads.read


def test_what_may_be_shown_grows_and_the_whole_comes_last():
    reads = Reads()
    *shown, last = AskService(Finds(FIRST), reads, streaming=reads).following("信用とは何ですか", Asking())
    assert ["信用は過", "信用は過去の評価です。"] == shown
    assert ("信用とは何ですか", "信用は過去の評価です。") == (last.understood, last.answer.text)


def test_an_answer_that_repeats_the_last_one_is_not_shown_while_more_is_looked_for():
    class Repeats(Reads):
        def stream(self, question, found, asking):
            text = found[0].passage.text.split("。")[0] + "。"
            yield from (text[:4], text[4:])
            yield self.answer(question, found)

    reads = Repeats()
    service = AskService(Finds(FIRST, SECOND), reads, streaming=reads)
    [first] = asked(service, "信用と信頼はどう違いますか？")
    *shown, last = service.following("具体例は？", Asking(earlier=(first,)))
    assert "信用の例は納期です。" == shown[-1]
    assert not any(one in first.answer.text for one in shown)
    assert "信用の例は納期です。" in last.answer.text
