"""One turn, one question and one tag through real HTTP, streams and JSON schemas. Quality is not looked at: the model
is far too small, so the local engine may well have the last word; that the model was heard is what counts."""

import time
from datetime import UTC, datetime

import pytest

from coach.bootstrap import build
from coach.domain.passage import Answer, Declined
from coach.domain.transcript import Turn
from coach.llm.checkup import checkup
from coach.settings import load

pytestmark = pytest.mark.live

USER = "local"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SAID = "今期は新規の契約を12件取ってくれて助かりました。来期も期待しています。"


@pytest.fixture
def settings(live):
    return load(
        llm_base_url=live.url,
        llm_model="gemma-3-270m",
        llm_temperature=0.0,
        llm_max_tokens=200,
        # The protocol is what is tested: a machine that is busy with other things must not look like a silent server.
        llm_first_word_seconds=900.0,
        llm_gap_seconds=300.0,
        llm_total_seconds=1_800.0,
        llm_whole_seconds=1_800.0,
    )


@pytest.fixture
def coach(settings):
    here = build(settings)
    # The first call pays for imports and indexes; they are not what is measured.
    assert here.knowledge.documents()
    assert here.local_tagger.tag(SAID)
    return here


def heard(coach, live, purpose, began):
    """Keep the figures of the calls for a purpose. None may have failed on the wire."""
    found = [one for one in coach.usage.since(LONG_AGO, acting=USER) if one.purpose == purpose]
    assert found
    assert [None] * len(found) == [one.fault for one in found]
    prompt, completion = (sum(getattr(one, name) for one in found) for name in ("prompt_tokens", "completion_tokens"))
    seconds = time.perf_counter() - began
    live.figures.append(f"{purpose}：{seconds:.1f} 秒、{len(found)} 回、送信 {prompt:,}・受信 {completion:,} トークン")


def test_the_server_passes_the_check_up(settings, live):
    began = time.perf_counter()
    found = checkup(settings)
    assert [] == [one for one in found if not one.passed]
    assert ["鍵", "接続とモデル", "構造化出力", "ストリーミング"] == [one.name for one in found]
    live.figures.append(f"診断：{time.perf_counter() - began:.1f} 秒")


def test_a_turn_is_spoken_read_and_saved(coach, live):
    practice = coach.practice.begin("appraisal-high-low", acting=USER)
    began = time.perf_counter()
    *pieces, turn = coach.practice.say(practice.id, SAID, acting=USER)
    assert isinstance(turn, Turn)
    assert pieces
    assert turn.reply
    assert [turn.id] == [one.id for one in coach.practices.get(practice.id, acting=USER).path()]
    live.figures.append(f"一往復：{turn.engine} が返事、{turn.fallback or '代役なし'}")
    heard(coach, live, "partner", began)
    heard(coach, live, "reading", began)


def test_a_question_is_answered_or_declined(coach, live):
    began = time.perf_counter()
    found = coach.ask.ask("信頼とは何ですか")
    assert isinstance(found, Answer | Declined)
    assert found.text
    live.figures.append(f"質問：{found.engine} が回答、{found.fallback or '代役なし'}")
    heard(coach, live, "answer", began)


def test_an_utterance_is_tagged(coach, live):
    began = time.perf_counter()
    found = coach.tagger.tag(SAID)
    assert 0 <= found.confidence <= 1
    live.figures.append(f"分類：{found.engine} の読み、{found.fallback or '代役なし'}")
    heard(coach, live, "tag", began)
