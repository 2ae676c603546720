"""Structured replies: tags, notes, citations; and what runs beside the reply."""

import contextlib
import dataclasses
import json
import threading

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach.domain.labels import Flag, Move, Orientation, Segment, Tag, Time
from coach.llm.checkup import checkup
from coach.llm.citing import citations
from coach.llm.engine import LlmEngine
from coach.llm.examples import examples
from coach.llm.fault import ModelFailed
from coach.llm.structured import parse_object
from coach.llm.tag_reading import read_tag
from coach.llm.usage import MemoryUsage
from coach.testing import Failing, Fault, Say, ScriptedServer

LOCAL = Tag(Orientation.CREDIT, 0.8, Time.PAST, moves=(Move.CHECK_PROGRESS,))
READ = {
    "label": "trust",
    "time": "future",
    "flags": [],
    "moves": ["delegate"],
    "segments": [],
    "text": "判断を任せる言葉でした。範囲も添えるとさらに動きやすくなります。",
    "rephrase": "この件は任せます。予算は10万円までです。",
    "quotes": [{"passage": 1, "quote": "任せる範囲を先に決めます。"}],
}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '```json\n{"a": 1}\n```',
        'はい、こちらです。\n{"a": 1}\n以上です。',
        '<think>{"a": 2}</think>{"a": 1}',
        '{"a": 1,}',
        ' \n{"a":\n1}',
        '{"a": 1} {"a": 2}',
    ],
)
def test_an_object_is_found_whatever_stands_around_it(text):
    assert {"a": 1} == parse_object(text)


@pytest.mark.parametrize("text", ["", "いいえ", "[1]", '"a"', "{", '{"a": }', "{" * 5_000])
def test_nonsense_is_a_fault_and_never_another_error(text):
    with pytest.raises(ModelFailed, match="bad_json"):
        parse_object(text)


@given(st.text(alphabet='{}[]",:\\ aあ1', max_size=60))
@hypothesis_settings(max_examples=300, deadline=None)
def test_any_text_is_an_object_or_a_fault(text):
    with contextlib.suppress(ModelFailed):
        assert isinstance(parse_object(text), dict)


def test_a_disagreement_keeps_both_readings():
    tag = read_tag({"label": "trust", "time": "future"}, "任せます。", LOCAL)
    assert (Orientation.TRUST, Orientation.CREDIT, 0.6) == (tag.label, tag.alternative, tag.confidence)


def test_an_agreement_is_surer_than_one_engine_alone():
    tag = read_tag({"label": "credit", "time": "past"}, "出しましたか。", LOCAL)
    # half of what was missing to certainty: 0.8 becomes 0.9
    assert (0.9, None) == (tag.confidence, tag.alternative)


def test_only_members_of_the_closed_sets_are_taken():
    value = {
        "label": "both",
        "time": "someday",
        "flags": ["blame", "rude", "blame", 3],
        "moves": ["fly"],
        "segments": "x",
    }
    tag = read_tag(value, "はい。", LOCAL)
    assert ((Flag.BLAME,), LOCAL.moves, Time.PAST, ()) == (tag.flags, tag.moves, tag.time, tag.segments)
    with pytest.raises(ModelFailed):
        read_tag({"label": "love"}, "はい。", LOCAL)


def test_segments_lie_where_their_words_stand():
    say = "12件取れました。来期は任せます。来期は任せます。"
    parts = [
        ("12件取れました。", "credit"),
        ("来期は任せます。", "trust"),
        ("ない言葉", "trust"),
        ("来期は任せます。", "both"),
        ("来期は任せます。", "trust"),
    ]
    value = {"label": "both", "segments": [{"text": text, "label": label} for text, label in parts]}
    assert (
        Segment(0, 9, Orientation.CREDIT),
        Segment(9, 17, Orientation.TRUST),
        Segment(17, 25, Orientation.TRUST),
    ) == read_tag(value, say, LOCAL).segments


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("困ったときに相談できる時間も約束します。", "困ったときに相談できる時間も約束します。"),
        ("困ったときに、相談できる時間を約束します", "困ったときに相談できる時間も約束します。"),
        ("答えを急がせません。", "答えを急がせません。"),
        ("給与は毎年上がります。", None),
        ("", None),
        ("任", None),
        (3, None),
    ],
)
def test_a_quote_is_exact_or_the_sentence_it_meant_or_gone(quote, expected, fakes):
    found = citations([{"passage": 1, "quote": quote}], [fakes.PASSAGE, fakes.OTHER])
    assert ([expected] if expected else []) == [one.quote for one in found]


@given(st.text(max_size=40), st.one_of(st.integers(-2, 5), st.none(), st.text(max_size=3)))
@hypothesis_settings(max_examples=200, deadline=None)
def test_every_citation_is_an_exact_substring(quote, number):
    from coach.domain.passage import Passage

    passages = [Passage("p", "d", ("s",), "任せる範囲を先に決めます。困ったら相談します。")]
    for one in citations([{"passage": number, "quote": quote}], passages):
        assert one.quote in passages[0].text


def test_tag_and_note_come_from_one_call_beside_the_reply(moment, settings, local, fakes, tmp_path):
    spoken = threading.Event()

    def by_purpose(body):
        if "response_format" not in body:
            return Say("はい。やってみます。")
        # The server keeps the note back until the reply's first words are there.
        assert spoken.wait(20)
        return Say(READ)

    with ScriptedServer([by_purpose]) as server:
        engine = LlmEngine(settings(server.url), MemoryUsage())
        here = moment("この件は任せます。")
        reading = engine.reader(local, tmp_path).start(here, [fakes.PASSAGE])
        pieces = engine.partner(local).reply(here)
        assert next(pieces)
        assert not reading._done.is_set()
        spoken.set()
        list(pieces)
        commentary = reading.result()
    assert ("llm", Orientation.TRUST, "llm") == (commentary.tag.engine, commentary.tag.label, commentary.note.engine)
    assert (READ["text"], READ["rephrase"]) == (commentary.note.text, commentary.note.rephrase)
    assert 2 == len(server.chats)


def test_a_note_without_any_source_stays_the_local_one(moment, settings, local, tmp_path):
    with ScriptedServer([{**READ, "quotes": [{"passage": 1, "quote": "知らない文です。"}]}]) as server:
        engine = LlmEngine(settings(server.url), MemoryUsage())
        commentary = engine.reader(local, tmp_path).start(moment("任せます。"), []).result()
    assert ("事実を確かめました。", "local") == (commentary.note.text, commentary.note.engine)


def test_a_rewording_that_reads_as_harmful_is_not_offered(moment, settings, local, fakes, tmp_path):
    class Harmed(fakes.Tagger):
        def tag(self, utterance, before=(), *, scene=None):
            return dataclasses.replace(super().tag(utterance), flags=(Flag.BLAME,))

    with ScriptedServer([READ]) as server:
        engine = LlmEngine(settings(server.url), MemoryUsage())
        strict = dataclasses.replace(local, tagger=Harmed())
        note = engine.reader(strict, tmp_path).start(moment("任せます。"), [fakes.PASSAGE]).result().note
    assert ("llm", READ["text"], "一緒に見直しましょう。") == (note.engine, note.text, note.rephrase)


def test_the_same_utterance_gets_the_same_tag_without_a_second_call(settings, local, tmp_path):
    with ScriptedServer([READ, {**READ, "label": "neutral"}]) as server:
        tagger = LlmEngine(settings(server.url), MemoryUsage()).tagger(local, tmp_path)
        assert tagger.tag("任せます。") == tagger.tag("任せます。")
    assert 1 == len(server.chats)


def test_few_shots_come_from_the_train_split_alone_and_are_always_the_same(tmp_path):
    def row(number, split):
        label = list(Orientation)[number % 4].value
        return {
            "id": f"u{number}",
            "text": f"{split}の発話その{number}です。",
            "label": label,
            "time": "past",
            "flags": [],
            "moves": [],
            "split": split,
        }

    lines = [json.dumps(row(n, split), ensure_ascii=False) for n in range(24) for split in ("train", "dev", "test")]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, "{broken", "3"]), encoding="utf-8")
    shown = examples(tmp_path)
    assert 16 == shown.count("train")
    assert "dev" not in shown
    assert "test" not in shown
    examples.cache_clear()
    assert shown == examples(tmp_path)


def test_without_labelled_utterances_our_own_examples_serve(tmp_path):
    assert 8 <= examples(tmp_path / "nowhere").count("→")


def test_a_declined_question_is_a_field_not_a_phrase(settings, local, fakes):
    with ScriptedServer([{"declined": True, "answer": "", "quotes": []}]) as server:
        answer = (
            LlmEngine(settings(server.url), MemoryUsage()).answerer(fakes.Answerer()).answer("天気は？", fakes.FOUND)
        )
    assert ("llm", ("任せる範囲は？",)) == (answer.engine, answer.suggestions)


def test_an_answer_left_without_citation_is_declined(settings, local, fakes):
    reply = {
        "declined": False,
        "answer": "任せる範囲を先に決めます。",
        "quotes": [{"passage": 2, "quote": "昇給を約束します。"}],
    }
    with ScriptedServer([reply]) as server:
        answer = (
            LlmEngine(settings(server.url), MemoryUsage()).answerer(fakes.Answerer()).answer("任せ方は？", fakes.FOUND)
        )
    assert "llm" == answer.engine
    assert not hasattr(answer, "citations")


def test_an_answer_streams_sentence_by_sentence(settings, local, fakes):
    text = "任せる範囲を先に決めます。相談できる時間も約束します。"
    reply = {"declined": False, "answer": text, "quotes": [{"passage": 1, "quote": "任せる範囲を先に決めます。"}]}
    with ScriptedServer([Say(reply, gap=0.002)]) as server:
        answerer = LlmEngine(settings(server.url), MemoryUsage()).answerer(fakes.Answerer())
        *pieces, answer = answerer.stream("任せ方は？", fakes.FOUND)
    assert ["任せる範囲を先に決めます。", "相談できる時間も約束します。"] == pieces
    assert text == answer.text


def test_the_check_up_passes_on_a_good_server_and_names_the_remedy_on_a_bad_one(settings):
    with ScriptedServer([{"word": "はい"}]) as server:
        assert all(one.passed for one in checkup(settings(server.url)))
    with ScriptedServer([Failing(Fault.NO_MODEL)]) as server:
        [_, failed] = checkup(settings(server.url))
    assert not failed.passed
    assert "COACH_LLM_MODEL" in failed.text
