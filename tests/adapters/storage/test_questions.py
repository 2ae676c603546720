"""Kept questions and commitments, over a real SQLite and a real PostgreSQL."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.asked import AskedQuestion, Exchange
from coach.domain.commitment import Commitment, Progress
from coach.domain.errors import NotFound
from coach.domain.passage import Answer, Declined, Passage, cite
from coach.storage.commitments import SqlCommitmentStore
from coach.storage.questions import SqlQuestionStore

PASSAGE = Passage("p1", "handbook.ja.md", ("第1章", "二つの軸"), "信用は過去です。信頼は未来です。", 3, 19)
ANSWER = Answer(
    "信頼は未来です。", (cite(PASSAGE, "信頼は未来です。"),), (PASSAGE,), fallback="AIサービスが休んでいます。"
)
DECLINED = Declined("見つかりませんでした。", ("信頼とは何ですか",), (PASSAGE,))
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def me():
    return f"hanako-{uuid.uuid4().hex}"


def an_exchange(question, answer=ANSWER, *, conversation=None, minutes=0):
    name = uuid.uuid4().hex
    return Exchange(
        name, conversation or name, question, f"{question}（全文）", answer, NOON + timedelta(minutes=minutes)
    )


def test_answers_and_refusals_come_back_as_they_were_kept_in_order(database, me):
    store = SqlQuestionStore(database)
    first = an_exchange("信頼とは")
    second = an_exchange("天気は", DECLINED, conversation=first.conversation, minutes=1)
    for one in (second, first):
        store.add(one, acting=me)
    assert [first, second] == store.conversation(first.conversation, acting=me)


def test_conversations_are_listed_by_their_last_question_and_named_by_their_first(database, me):
    store = SqlQuestionStore(database)
    first, other = an_exchange("信頼とは"), an_exchange("信用とは", minutes=1)
    for one in (first, other, an_exchange("もう少し", conversation=first.conversation, minutes=2)):
        store.add(one, acting=me)
    assert [("信頼とは", 2), ("信用とは", 1)] == [(talk.first, talk.count) for talk in store.talks(acting=me)]


def test_asked_questions_can_be_read_alone_newest_first(database, me):
    store = SqlQuestionStore(database)
    first, second = an_exchange("信頼とは"), an_exchange("天気は", DECLINED, minutes=1)
    for one in (first, second):
        store.add(one, acting=me)
    store.judge(first.id, helpful=True, acting=me)
    refused, answered = store.asked(acting=me)
    assert (False, (), None) == (refused.answered, refused.citations, refused.helpful)
    assert answered == AskedQuestion(
        first.id,
        "信頼とは（全文）",
        answered=True,
        answer=ANSWER.text,
        citations=ANSWER.citations,
        helpful=True,
        asked_at=NOON,
    )


def test_nobody_reads_judges_or_deletes_another_persons_questions(database, me):
    store = SqlQuestionStore(database)
    mine = an_exchange("信頼とは")
    store.add(mine, acting=me)
    with pytest.raises(NotFound):
        store.judge(mine.id, helpful=False, acting="taro")
    store.delete(mine.conversation, acting="taro")
    assert [] == store.conversation(mine.conversation, acting="taro")
    assert [] == [one for one in store.asked(acting="taro") if one.id == mine.id]
    assert [mine] == store.conversation(mine.conversation, acting=me)


def test_a_deleted_conversation_is_gone(database, me):
    store = SqlQuestionStore(database)
    mine = an_exchange("信頼とは")
    store.add(mine, acting=me)
    store.delete(mine.conversation, acting=me)
    assert [] == store.conversation(mine.conversation, acting=me)
    assert [] == store.talks(acting=me)


def test_a_commitment_keeps_how_it_went(database, me):
    store = SqlCommitmentStore(database)
    made = Commitment(uuid.uuid4().hex, "朝に一言尋ねる", NOON, "p1")
    store.add(made, acting=me)
    store.answer(made.id, Progress.PARTLY, NOON + timedelta(days=1), acting=me)
    [kept] = store.all(acting=me)
    assert (Progress.PARTLY, NOON + timedelta(days=1)) == (kept.progress, kept.answered_at)


def test_nobody_reaches_another_persons_commitments(database, me):
    store = SqlCommitmentStore(database)
    made = Commitment(uuid.uuid4().hex, "朝に一言尋ねる", NOON)
    store.add(made, acting=me)
    for attempt in (
        lambda: store.answer(made.id, Progress.DONE, NOON, acting="taro"),
        lambda: store.delete(made.id, acting="taro"),
    ):
        with pytest.raises(NotFound):
            attempt()
    store.delete(made.id, acting=me)
    assert [] == store.all(acting=me)
