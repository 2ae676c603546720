from datetime import UTC, datetime

import pytest

from coach.domain.felt_trust import step
from coach.domain.labels import Flag, Move, Orientation, Scene, Segment, Tag, Time
from coach.domain.passage import Passage
from coach.domain.transcript import Practice
from coach.local.advice import TOPICS, Advice, choose
from coach.local.adviser import LocalAdviser, quote_for
from coach.local.phrases import closed, is_polite, theme
from coach.local.wording import WORDINGS
from coach.ports import Moment
from coach.settings import shipped
from coach.storage.scenarios import read

SCENARIO = read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")
PASSAGES = [
    Passage("1", "doc", ("節",), "期待を言葉にすると、評価の場が変わります。\n- 次の期に期待する役割を一言添えます。"),
    Passage("2", "doc", ("節",), "別の話題です。"),
]


class Agrees:
    def tag(self, utterance, before=(), *, scene=None):
        return Tag(Orientation.TRUST, 0.9, Time.FUTURE)


class Objects:
    def tag(self, utterance, before=(), *, scene=None):
        return Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=(Flag.BLAME,))


def tag(label, *moves, flags=(), segments=()):
    time = Time.NONE if label is Orientation.NEUTRAL else Time.FUTURE
    return Tag(label, 0.9, time, flags=flags, moves=moves, segments=segments)


def note(say, given, *, tagger=None):
    practice = Practice("p", "me", SCENARIO, datetime.now(UTC))
    moment = Moment(practice, say, given, step(practice.felt(), given, SCENARIO))
    return LocalAdviser(tagger or Agrees()).advise(moment, PASSAGES)


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_its_own_advice(flag):
    assert flag.value == choose(tag(Orientation.CREDIT, flags=(flag,)), (), Scene.APPRAISAL, None)


def test_a_neutral_utterance_is_not_commented_on():
    assert "" == note("会議室は3階です。", tag(Orientation.NEUTRAL, Move.OTHER)).text


def test_a_recognition_keeps_its_facts_and_gains_an_expectation():
    say = "上期は新規を12件取ってくれました。"
    given = tag(Orientation.CREDIT, Move.RECOGNISE_RESULT, segments=(Segment(0, len(say), Orientation.CREDIT),))
    made = note(say, given)
    assert made.rephrase.startswith(say)
    assert len(made.rephrase) > len(say)
    assert made.citations[0].quote in PASSAGES[0].text


def test_a_wording_that_the_tagger_does_not_read_as_better_is_not_offered():
    assert note("なんで遅れたんだ。", tag(Orientation.CREDIT, flags=(Flag.BLAME,)), tagger=Objects()).rephrase is None


def test_blame_keeps_its_subject_but_not_its_sting():
    made = note("なんで見積書の提出が遅れたんですか。", tag(Orientation.CREDIT, flags=(Flag.BLAME,)))
    assert "見積書の提出" in made.rephrase
    assert "なんで" not in made.rephrase


def test_advice_already_followed_is_not_given():
    full = tag(Orientation.TRUST, Move.DELEGATE, Move.DEFINE_SCOPE, Move.PROMISE_FOLLOW_UP)
    assert Advice.SHOWN_FIRST is choose(full, (), Scene.DELEGATION, None)
    apology = tag(Orientation.TRUST, Move.APOLOGISE, Move.COMMIT_TO_CHANGE)
    assert Advice.REPAIRED is choose(apology, (), Scene.ONE_ON_ONE, None)


def test_the_other_half_said_just_before_is_not_asked_for_again():
    before = (tag(Orientation.TRUST, Move.EXPECT_FUTURE),)
    assert Advice.RECOGNISED is choose(tag(Orientation.CREDIT, Move.RECOGNISE_RESULT), before, Scene.APPRAISAL, None)


def test_every_advice_has_words_and_a_topic():
    assert set(Advice) == set(WORDINGS) == set(TOPICS)


def test_a_quote_is_an_exact_part_of_its_passage():
    citation = quote_for("次の期に期待する役割", PASSAGES)
    assert "次の期に期待する役割を一言添えます。" == citation.quote


@pytest.mark.parametrize(
    ("text", "polite"), [("助かりました。", True), ("助かったよ。", False), ("見せてください", True), ("見せて", False)]
)
def test_the_managers_manner_is_kept(text, polite):
    assert polite is is_polite(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("三件取れましたし、", "三件取れましたし。"), ("助かった", "助かった。"), ("本当？", "本当？")],
)
def test_a_kept_part_is_a_finished_sentence(text, expected):
    assert expected == closed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("なんで見積書の提出が遅れた", "見積書の提出"),
        ("なんで止めなかったの。", None),
        ("昨日の点検表を出してないよね", "点検表"),
    ],
)
def test_the_theme_is_a_thing_named_in_the_sentence(text, expected):
    assert expected == theme(text)


def test_a_result_that_fell_short_is_asked_about_not_crowned():
    say = "新規の契約は目標の十件に届かず、六件でした。"
    given = tag(Orientation.CREDIT, Move.RECOGNISE_RESULT, segments=(Segment(0, len(say), Orientation.CREDIT),))
    made = note(say, given)
    assert made.advice == Advice.ADD_QUESTION_TO_SHORTFALL
    assert "大きな役割" not in made.rephrase


def test_a_closing_question_stays_at_the_end_of_the_better_wording():
    say = "段取りは任せます。どう思いますか？"
    made = note(say, tag(Orientation.TRUST, Move.DELEGATE))
    assert made.rephrase.startswith("段取りは任せます。")
    assert made.rephrase.endswith("どう思いますか？")


def test_the_person_is_called_by_name():
    made = note("なんで遅れたの。", tag(Orientation.CREDIT, flags=(Flag.BLAME,)))
    assert "あなた" not in made.rephrase
