"""Small fakes behind the ports, settings with short patience, and practices to talk in."""

import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.felt_trust import FeltTrust
from coach.domain.labels import Flag, Move, Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.passage import Answer, Declined, Found, Passage, cite
from coach.domain.scenario import Scenario, Stage
from coach.domain.transcript import Practice, Turn
from coach.llm.engine import LocalFaculties
from coach.ports import Moment, Reply
from coach.settings import Settings, shipped
from coach.storage.scenarios import YamlScenarioLibrary

PASSAGE = Passage(
    "p1",
    "handbook.ja.md",
    ("第3章", "任せ方"),
    "任せる範囲を先に決めます。困ったときに相談できる時間も約束します。任せたあとは途中の判断を見守ります。",
)
OTHER = Passage(
    "p2", "handbook.ja.md", ("第4章", "聞き方"), "面談の初めに、相手の気持ちを尋ねます。答えを急がせません。"
)
FOUND = [Found(PASSAGE, 1.0, 0.9), Found(OTHER, 0.9, 0.88)]
LOCAL_LINE = "はい。承知しました。"


class FakeTagger:
    def tag(self, utterance, before=(), *, scene=None):
        return Tag(Orientation.CREDIT, 0.8, Time.PAST, moves=(Move.CHECK_PROGRESS,))


@dataclass
class FakePartner:
    reveals: bool = False

    def reply(self, moment: Moment) -> Iterator[str | Reply]:
        path = moment.practice.path()
        revealed = path[-1].revealed if path else 0
        yield LOCAL_LINE
        yield Reply(LOCAL_LINE, line="fake.0", revealed=revealed + self.reveals)


class FakeAdviser:
    def topic(self, moment):
        return "任せ方"

    def advise(self, moment, passages):
        return Note(
            "事実を確かめました。", "一緒に見直しましょう。", tuple(cite(p, p.text[:12]) for p in passages[:1]), "x"
        )


class FakeAnswerer:
    def answer(self, question, found):
        if "任せ" not in question:
            return Declined("資料に答えが見つかりませんでした。", ("任せる範囲は？",), tuple(f.passage for f in found))
        return Answer("任せる範囲を先に決めます。", (cite(PASSAGE, "任せる範囲を先に決めます。"),), (PASSAGE,))


class FakeRetriever:
    def find(self, question, *, budget=1500):
        return FOUND


@dataclass
class MemoryStore:
    practices: dict = field(default_factory=dict)

    def add(self, practice):
        self.practices[practice.id] = practice

    def add_turn(self, practice_id, turn, *, acting):
        self.practices[practice_id] = self.practices[practice_id].with_turn(turn)

    def get(self, practice_id, *, acting):
        return self.practices[practice_id]


@pytest.fixture(scope="session")
def library() -> YamlScenarioLibrary:
    return YamlScenarioLibrary(shipped("knowledge") / "scenarios")


@pytest.fixture(scope="session")
def scenario(library) -> Scenario:
    return library.get("appraisal-high-high")


@pytest.fixture
def local() -> LocalFaculties:
    return LocalFaculties(FakeTagger(), FakePartner(), FakeAdviser())


def make_moment(
    scenario: Scenario, say: str, *, stage=Stage.GUARDED, flags: tuple[Flag, ...] = (), turns=(), last=0.0
) -> Moment:
    practice = Practice("p" * 8, "local", scenario, datetime(2026, 4, 1, tzinfo=UTC))
    for number, (said, reply, revealed) in enumerate(turns, 1):
        tag = Tag(Orientation.CREDIT, 0.9, Time.PAST)
        practice = practice.with_turn(
            Turn(f"t{number}", practice.head, number, said, tag, 0.3, stage, reply, Note(""), revealed=revealed)
        )
    tag = Tag(Orientation.CREDIT, 0.8, Time.PAST, flags=flags, moves=(Move.CHECK_PROGRESS,))
    return Moment(practice, say, tag, FeltTrust(0.3, stage, last=last))


@pytest.fixture(scope="session")
def moment(scenario) -> Callable[..., Moment]:
    return lambda say, **more: make_moment(scenario, say, **more)


QUICK = {
    "llm_connect_seconds": 0.5,
    "llm_first_word_seconds": 0.4,
    "llm_gap_seconds": 0.4,
    "llm_total_seconds": 2.0,
    "llm_whole_seconds": 0.6,
}
"""Patience for tests of silence. All others are patient, so that a busy machine is not taken for a silent server."""


def make_settings(url: str, home: Path, **more) -> Settings:
    patient = {
        "llm_connect_seconds": 5.0,
        "llm_first_word_seconds": 30.0,
        "llm_gap_seconds": 30.0,
        "llm_total_seconds": 60.0,
        "llm_whole_seconds": 30.0,
        "llm_longest_wait_seconds": 0.1,
        "llm_rest_seconds": 5.0,
    }
    return Settings(home=home, llm_base_url=url, llm_api_key="sk-test-not-a-key", **{**patient, **more})


@pytest.fixture
def settings(tmp_path) -> Callable[..., Settings]:
    return lambda url, **more: make_settings(url, tmp_path, **more)


@pytest.fixture(scope="session", autouse=True)
def _sdk_imported():
    """The SDK takes seconds to import, which would count as the model's silence in the first test."""
    import langchain_core.prompts
    import langchain_openai

    assert sys.modules["langchain_openai"] is langchain_openai
    assert langchain_core.prompts


@pytest.fixture(scope="session", autouse=True)
def _no_certificates():
    """The scripted server speaks plain HTTP; reading all certificates twice for each client took half the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_args, **_more: None)
        yield


@pytest.fixture
def fakes():
    import types

    return types.SimpleNamespace(
        PASSAGE=PASSAGE,
        OTHER=OTHER,
        FOUND=FOUND,
        LOCAL_LINE=LOCAL_LINE,
        QUICK=QUICK,
        Partner=FakePartner,
        Retriever=FakeRetriever,
        Store=MemoryStore,
        Tagger=FakeTagger,
        Adviser=FakeAdviser,
        Answerer=FakeAnswerer,
    )
