"""Breaker, counting, limits, concurrency, consent."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from coach.llm.breaker import Breaker
from coach.llm.consent import Choice, MemoryConsent, Standing, notice, question, standing
from coach.llm.endpoint import Endpoint
from coach.llm.engine import LlmEngine
from coach.llm.fault import HOPELESS, STRIKES, Fault, ModelFailed
from coach.llm.model import Message, Request, Role, complete
from coach.llm.openai_chat import Dialect
from coach.llm.usage import MemoryUsage, Usage
from coach.settings import Engine, Settings, load
from coach.testing import Say, ScriptedServer

ASKED = Request("partner", (Message(Role.USER, "どうですか。"),), session="s1")


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.mark.parametrize("fault", sorted(STRIKES))
def test_two_strikes_open_the_breaker_and_one_call_tries_after_the_rest(fault, clock):
    breaker = Breaker(30, now=clock)
    breaker.failed(ModelFailed(fault))
    breaker.enter()
    breaker.failed(ModelFailed(fault))
    with pytest.raises(ModelFailed, match="resting"):
        breaker.enter()
    clock.now += 30
    breaker.enter()
    with pytest.raises(ModelFailed, match="resting"):
        breaker.enter()
    breaker.went_well()
    breaker.enter()
    assert 0 == breaker.resting


@pytest.mark.parametrize("fault", sorted(HOPELESS))
def test_one_hopeless_fault_opens_the_breaker(fault, clock):
    breaker = Breaker(30, now=clock)
    breaker.failed(ModelFailed(fault))
    assert (30, fault) == (breaker.resting, breaker.because)


def test_the_rest_doubles_and_a_wish_of_the_server_counts(clock):
    breaker = Breaker(30, now=clock)
    for rest in (30, 60, 120, 240, 300, 300):
        breaker.failed(ModelFailed(Fault.UNAUTHORISED))
        assert rest == breaker.resting
        clock.now += rest
    breaker.failed(ModelFailed(Fault.RATE_LIMITED, retry_after=7))
    assert 7 == breaker.resting


@pytest.mark.parametrize("fault", sorted(set(Fault) - STRIKES - HOPELESS))
def test_other_faults_never_open_it(fault, clock):
    breaker = Breaker(30, now=clock)
    for _ in range(5):
        breaker.failed(ModelFailed(fault))
    breaker.enter()


def test_calls_and_tokens_are_counted_with_their_purpose_and_session(settings):
    usage = MemoryUsage()
    with ScriptedServer([Say("はい。"), Say("{}")]) as server:
        model = LlmEngine(settings(server.url), usage).model
        complete(model, Request("partner", ASKED.messages, pieces=True, session="s1", owner="aoki"))
        complete(model, ASKED)
    # 6 letters asked and 3 said, then 6 and 2: the scripted server counts letters.
    assert [("aoki", 9, "s1"), ("local", 8, "s1")] == [(who, one.tokens, one.session) for who, one in usage.rows]
    assert not any(one.estimated or one.fault for _, one in usage.rows)


def test_a_failed_call_is_counted_with_its_fault(settings):
    from coach.testing import Fault as Scripted

    usage = MemoryUsage()
    with ScriptedServer([Scripted.UNAUTHORISED]) as server, pytest.raises(ModelFailed):
        complete(LlmEngine(settings(server.url), usage).model, ASKED)
    [(_, one)] = usage.rows
    assert ("unauthorised", 0) == (one.fault, one.tokens)


def test_a_reply_that_is_not_read_to_its_end_is_estimated(settings):
    usage = MemoryUsage()
    with ScriptedServer([Say("はい。そうですね。", gap=0.01)]) as server:
        pieces = LlmEngine(settings(server.url), usage).model.run(Request("partner", ASKED.messages, pieces=True))
        next(pieces)
        pieces.close()
    [(_, one)] = usage.rows
    assert one.estimated
    assert one.tokens >= 6


def test_the_daily_limit_stops_calls_until_tomorrow_and_for_its_owner_only(settings):
    usage = MemoryUsage()
    now = datetime.now(UTC)
    usage.add(Usage(now - timedelta(days=2), "partner", "m", prompt_tokens=900), acting="local")
    usage.add(Usage(now, "partner", "m", prompt_tokens=60, completion_tokens=40), acting="local")
    with ScriptedServer(["はい。"]) as server:
        engine = LlmEngine(settings(server.url, llm_daily_tokens=100), usage)
        with pytest.raises(ModelFailed, match="daily_limit"):
            complete(engine.model, ASKED)
        complete(engine.model, Request("partner", ASKED.messages, owner="aoki"))
        assert 0 == engine.breaker.resting
    assert 1 == len(server.chats)


def test_more_calls_than_places_wait_and_then_give_up(settings):
    with ScriptedServer([Say("はい。", delay=0.5)]) as server:
        engine = LlmEngine(settings(server.url, llm_concurrency=1, llm_connect_seconds=0.1), MemoryUsage())
        engine.chat._ready()
        first = threading.Thread(target=lambda: complete(engine.model, ASKED))
        first.start()
        threading.Event().wait(0.1)
        with pytest.raises(ModelFailed, match="busy"):
            complete(engine.model, ASKED)
        first.join()


@pytest.mark.parametrize(
    ("complaint", "left_out"),
    [
        ("response_format is not supported", "json_schema"),
        ("Unknown parameter: stream_options", "stream_usage"),
        ("Unsupported value: 'temperature'", "temperature"),
    ],
)
def test_a_complaint_simplifies_the_dialect_once(complaint, left_out):
    simpler = Dialect().without(complaint)
    assert not getattr(simpler, left_out)
    assert simpler.without(complaint) is None


def test_a_complaint_about_something_else_does_not():
    assert Dialect().without("messages: too long") is None


@pytest.mark.parametrize(
    ("url", "loopback", "host"),
    [
        ("http://localhost:11434/v1", True, "localhost:11434"),
        ("http://127.9.9.9/v1", True, "127.9.9.9"),
        ("http://[::1]:8000/v1", True, "::1:8000"),
        ("https://api.openai.com/v1", False, "api.openai.com"),
        ("http://localhost.evil.example/v1", False, "localhost.evil.example"),
        ("http://10.0.0.5/v1", False, "10.0.0.5"),
    ],
)
def test_only_this_machine_is_loopback(url, loopback, host):
    endpoint = Endpoint(url, "m")
    assert (loopback, host) == (endpoint.is_loopback, endpoint.host)


def test_the_default_model_is_one_that_the_sdk_lists():
    from typing import get_args

    from openai.types.shared import ChatModel

    assert Settings.model_fields["llm_model"].default in get_args(ChatModel)


@pytest.mark.parametrize(
    ("engine", "url", "key", "choice", "expected"),
    [
        ("auto", None, None, None, Standing.OFF),
        ("local", "https://a.example/v1", "k", True, Standing.OFF),
        ("auto", None, "k", None, Standing.ASK),
        ("auto", "https://a.example/v1", "k", None, Standing.ASK),
        ("auto", None, "k", True, Standing.ALLOWED),
        ("auto", None, "k", False, Standing.DENIED),
        ("auto", "http://127.0.0.1:1/v1", None, None, Standing.ALLOWED),
        ("auto", "http://127.0.0.1:1/v1", None, False, Standing.DENIED),
        ("llm", None, "k", None, Standing.ALLOWED),
        ("llm", None, "k", False, Standing.ALLOWED),
    ],
)
def test_a_key_that_happens_to_be_set_is_no_consent(engine, url, key, choice, expected, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    settings = load(engine=Engine(engine), llm_base_url=url, llm_api_key=key)
    store = MemoryConsent()
    if choice is not None:
        store.choose(Choice(Endpoint.of(settings).host, choice, datetime.now(UTC)), acting="local")
    assert expected is standing(settings, store, acting="local")
    assert (expected in (Standing.ALLOWED, Standing.ASK)) is (notice(settings, expected) is not None)


def test_a_choice_holds_for_its_destination_and_its_owner():
    first = load(engine=Engine.AUTO, llm_base_url="https://a.example/v1", llm_api_key="k")
    other = load(engine=Engine.AUTO, llm_base_url="https://b.example/v1", llm_api_key="k")
    store = MemoryConsent()
    store.choose(Choice("a.example", True, datetime.now(UTC)), acting="aoki")
    assert Standing.ALLOWED is standing(first, store, acting="aoki")
    assert Standing.ASK is standing(other, store, acting="aoki") is standing(first, store, acting="baba")
    assert "a.example" in question(first)
    assert "a.example" in notice(first, Standing.ALLOWED)


def test_the_key_is_in_no_representation():
    settings = load(llm_api_key="sk-secret", llm_base_url="https://a.example/v1")
    assert "sk-secret" not in repr(settings) + repr(Endpoint.of(settings)) + str(Endpoint.of(settings))
