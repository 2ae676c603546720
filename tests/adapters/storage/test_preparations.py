"""Kept sheets, over a real SQLite and a real PostgreSQL."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.errors import NotFound
from coach.domain.labels import Flag, Scene
from coach.domain.passage import Citation
from coach.domain.preparation import Approach, Avoided, Behind, Line, Preparation, Reaction, Request, Sheet, Speech
from coach.domain.scenario import Level
from coach.storage.database import Database
from coach.storage.preparations import SqlPreparationStore

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHEET = Sheet(
    Speech.PLAIN,
    (Line("新規契約は12件だったね。", "新規契約 12件"),),
    (Line("これからに期待している。"),),
    (Reaction("黙ってしまう", "……", "待っているよ。", "10秒待つ"),),
    (Avoided("理由を言って。", Flag.BLAME, "口を閉じる", "安心して話してほしい。"),),
    (Behind("facts", Citation("p1", "handbook.ja.md", "第1章", "信用は過去です。")),),
    Approach("小さく任せる", "少しずつ", (("本人", "進め方"),), (Line("任せたい。"),), (Line("支える。"),)),
    ("メモ",),
    ("注意",),
    fallback="AIサービスが休んでいます。",
)
REQUEST = Request(Scene.DELEGATION, "佐藤", "新規契約 12件", "不安", Level.HIGH, None, "企画", Speech.PLAIN)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    url = f"sqlite:///{tmp_path}/coach.sqlite3" if request.param == "sqlite" else request.getfixturevalue("postgres")
    opened = Database(url)
    yield SqlPreparationStore(opened)
    opened.close()


def a_sheet(owner, *, minutes=0):
    when = NOON + timedelta(minutes=minutes)
    return Preparation(uuid.uuid4().hex, owner, REQUEST, SHEET, when, {"tagger": "t1"})


def test_a_sheet_comes_back_as_it_was_kept(store):
    made = a_sheet("hanako")
    store.keep(made, acting="hanako")
    assert made == store.get(made.id, acting="hanako")


def test_keeping_it_again_replaces_it(store):
    made = a_sheet("hanako")
    store.keep(made, acting="hanako")
    told = replace(made, sheet=replace(SHEET, speech=Speech.POLITE))
    store.keep(told, acting="hanako")
    assert told == store.get(made.id, acting="hanako")


def test_nobody_reaches_another_persons_sheet(store):
    made = a_sheet("hanako")
    store.keep(made, acting="hanako")
    for attempt in (
        lambda: store.get(made.id, acting="taro"),
        lambda: store.keep(made, acting="taro"),
        lambda: store.delete(made.id, acting="taro"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert made.id not in [one.id for one in store.recent(acting="taro")]


def test_the_newest_stands_first_and_a_deleted_one_is_gone(store):
    owner = uuid.uuid4().hex
    sheets = [a_sheet(owner, minutes=minutes) for minutes in (0, 2, 1)]
    for one in sheets:
        store.keep(one, acting=owner)
    store.delete(sheets[1].id, acting=owner)
    assert [sheets[2].id, sheets[0].id] == [one.id for one in store.recent(acting=owner)]
