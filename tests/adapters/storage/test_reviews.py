"""Looked-back conversations, over a real SQLite and a real PostgreSQL."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from coach.domain.errors import NotFound
from coach.domain.labels import Flag, Orientation, Scene, Tag, Time
from coach.domain.note import Note
from coach.domain.promises import Party, Promise
from coach.domain.review import Review
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn
from coach.services.anybody import unknown_person
from coach.storage.practices import SqlPracticeStore
from coach.storage.reviews import SqlReviewStore


@pytest.fixture
def review():
    tag = Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=(Flag.BLAME,))
    talk = Practice(uuid4().hex, uuid4().hex, unknown_person(Scene.APPRAISAL, "はい。"), datetime.now(UTC))
    talk = talk.with_turn(Turn("t", None, 1, "12件でした。", tag, 0.33, Stage.GUARDED, "はい。", Note("…")))
    promises = (
        Promise(Party.MANAGER, "時間を取る", "来週", date(2026, 11, 23), "来週、時間を取ります。"),
        Promise(Party.BOTH, "また話す", "次回", None, "次回また話しましょう。", kept=True),
    )
    return Review(talk, date(2026, 11, 18), promises)


def test_a_review_comes_back_as_it_was_kept(database, review):
    store = SqlReviewStore(database)
    store.add(review)
    assert review == store.get(review.id, acting=review.conversation.owner)


def test_it_is_listed_with_what_is_still_to_be_kept(database, review):
    store = SqlReviewStore(database)
    store.add(review)
    [listed] = store.recent(acting=review.conversation.owner)
    assert (review.id, Scene.APPRAISAL, date(2026, 11, 18), 1, 1) == (
        listed.id,
        listed.scene,
        listed.held_on,
        listed.turns,
        listed.open_promises,
    )


def test_the_promises_are_kept_as_they_were_put_right(database, review):
    store = SqlReviewStore(database)
    store.add(review)
    changed = (replace(review.promises[0], kept=True, day=None),)
    store.set_promises(review.id, changed, acting=review.conversation.owner)
    assert changed == store.get(review.id, acting=review.conversation.owner).promises


def test_nobody_reaches_another_persons_review(database, review):
    store = SqlReviewStore(database)
    store.add(review)
    for attempt in (
        lambda: store.get(review.id, acting="taro"),
        lambda: store.set_promises(review.id, (), acting="taro"),
        lambda: store.delete(review.id, acting="taro"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert [] == [one for one in store.recent(acting="taro") if one.id == review.id]
    assert review == store.get(review.id, acting=review.conversation.owner)


def test_a_deleted_one_is_gone(database, review):
    store = SqlReviewStore(database)
    store.add(review)
    store.delete(review.id, acting=review.conversation.owner)
    with pytest.raises(NotFound):
        store.get(review.id, acting=review.conversation.owner)


def test_it_counts_as_no_rehearsal(database, review):
    SqlReviewStore(database).add(review)
    assert [] == SqlPracticeStore(database).recent(acting=review.conversation.owner)
