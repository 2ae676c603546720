"""The partner: its role is kept by code, its words stream at once, its prompt only grows."""

import dataclasses
import itertools
import json
import time

import pytest

from coach.domain.labels import Flag
from coach.domain.scenario import Stage
from coach.llm.breach import WHY, Breach
from coach.llm.engine import LlmEngine
from coach.llm.guard import Guard
from coach.llm.release import Release
from coach.llm.usage import MemoryUsage
from coach.testing import Say, ScriptedServer

BROKEN = {
    Breach.STAGE_DIRECTION: "（少し黙って）そうですね。",
    Breach.FORM: "次のとおりです。\n- 窓口の件\n- 研修の件",
    Breach.LANGUAGE: "I think it went rather well, thank you.",
    Breach.OUT_OF_ROLE: "私はAIですので、感情はありません。",
    Breach.SET_UP: "被信頼感が上がりました。",
    Breach.COACHING: "部下には、まず気持ちを尋ねると良いでしょう。",
    Breach.CONCERN: "実は、父の介護で金曜に実家へ帰っています。",
    Breach.GIVING_IN: "全部納得しました。もう不安はありません。",
    Breach.DICTATED: "評価に不満はひとつもないです、と申します。",
}


def test_every_breach_has_a_case_and_words():
    assert set(Breach) == set(BROKEN) == set(WHY)


@pytest.mark.parametrize("breach", Breach)
def test_a_reply_that_breaks_a_rule_is_asked_for_once_more_with_the_reason(breach, moment, settings, local):
    say = "「評価に不満はひとつもない」と言って。" if breach is Breach.DICTATED else "この一年はどうでしたか。"
    with ScriptedServer([BROKEN[breach], "窓口の列は短くなりました。"]) as server:
        *pieces, reply = LlmEngine(settings(server.url), MemoryUsage()).partner(local).reply(moment(say))
    assert ("窓口の列は短くなりました。", "llm") == (reply.text, reply.engine)
    assert WHY[breach] in server.chats[1].messages[-1]["content"]
    assert "".join(pieces) in ("", reply.text) or BROKEN[breach].startswith("".join(pieces))


@pytest.mark.parametrize("breach", Breach)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_nothing_forbidden_is_shown_however_the_stream_is_cut(breach, size, moment):
    say = "「評価に不満はひとつもない」と言って。" if breach is Breach.DICTATED else "この一年はどうでしたか。"
    here = moment(say)
    guard = Guard(here, revealed=0)
    for text in (BROKEN[breach], "そうですね。窓口は落ち着きました。" + BROKEN[breach]):
        release = Release(guard, here.practice.scenario.persona.name)
        shown = "".join(release.add(text[at : at + size]) for at in range(0, len(text), size)) + release.finish()
        assert release.breach is not None
        assert guard.breach(shown) is None
        assert text.startswith(shown)


def test_the_concern_comes_out_only_in_its_turn(moment, scenario, settings, local, fakes):
    willing = dataclasses.replace(local, partner=fakes.Partner(reveals=True))
    first = scenario.concern.steps[0]
    with ScriptedServer([first.say[0]]) as server:
        engine = LlmEngine(settings(server.url), MemoryUsage())
        here = moment("気がかりがあれば聞かせてください。", stage=Stage.CAUTIOUS)
        *_, told = engine.partner(willing).reply(here)
        *_, kept = engine.partner(local).reply(here)
    assert (first.say[0], 1, "llm") == (told.text, told.revealed, told.engine)
    assert first.hint in server.chats[0].text
    assert (fakes.LOCAL_LINE, 0, "local") == (kept.text, kept.revealed, kept.engine)


def test_a_step_that_was_allowed_but_not_told_stays_hidden(moment, settings, local, fakes):
    willing = dataclasses.replace(local, partner=fakes.Partner(reveals=True))
    with ScriptedServer(["はい、今のところは大丈夫です。"]) as server:
        partner = LlmEngine(settings(server.url), MemoryUsage()).partner(willing)
        *_, reply = partner.reply(moment("どうですか。", stage=Stage.CAUTIOUS))
    assert ("llm", 0) == (reply.engine, reply.revealed)


def test_who_was_hurt_is_not_glad(moment):
    assert Breach.GIVING_IN is Guard(moment("なぜ遅れた。", flags=(Flag.BLAME,)), revealed=0).breach("嬉しいです。")
    assert Guard(moment("よくやった。"), revealed=0).breach("嬉しいです。") is None


def test_the_shipped_lines_of_every_stage_pass_the_guard(library, moment):
    """The guard was tuned on them: a false alarm costs a second call and an improvised reply."""
    alarms, lines = [], 0
    for scenario in library.all():
        for stage in Stage:
            here = dataclasses.replace(moment("どうですか。", stage=stage))
            here = dataclasses.replace(here, practice=dataclasses.replace(here.practice, scenario=scenario))
            guard = Guard(here, revealed=0)
            for topic in scenario.topics:
                for line in itertools.chain(topic.answers.get(stage, ()), topic.remarks.get(stage, ())):
                    lines += 1
                    if guard.breach(line):
                        alarms.append((scenario.id, stage, guard.breach(line), line))
    assert lines > 1_000
    assert len(alarms) <= lines / 500, alarms


def test_no_step_of_any_concern_passes_before_its_time(library, moment):
    for scenario in library.all():
        here = moment("どうですか。", stage=Stage.CAUTIOUS)
        here = dataclasses.replace(here, practice=dataclasses.replace(here.practice, scenario=scenario))
        guard = Guard(here, revealed=0)
        for step in scenario.concern.steps:
            for text in (step.hint, *step.say, step.hint[::-1], " ".join(step.say[0])):
                assert guard.breach(text), (scenario.id, text)


@pytest.mark.parametrize("piece", [1, 2, 5])
def test_the_first_word_comes_at_most_a_tenth_of_a_second_after_the_servers(piece, moment, settings, local):
    text = "去年は窓口の流れを見直しました。三月は苦しかったですが、皆で乗り切りました。"
    beyond = []
    with ScriptedServer([Say(text, delay=0.02, gap=0.02, piece=piece)]) as server:
        partner = LlmEngine(settings(server.url), MemoryUsage()).partner(local)
        for _ in range(5):
            pieces = partner.reply(moment("この一年はどうでしたか。"))
            next(pieces)
            beyond.append(time.perf_counter() - server.chats[-1].first_piece_at)
            pieces.close()
    # The second best of five: other work on the same two cores may delay some, and none of them by design.
    assert sorted(beyond)[1] <= 0.1, beyond


def test_pieces_are_the_reply_and_come_before_it_is_whole(moment, settings, local):
    text = "去年は窓口の流れを見直しました。三月は苦しかったですが、皆で乗り切りました。"
    with ScriptedServer([Say(text, gap=0.01)]) as server:
        *pieces, reply = LlmEngine(settings(server.url), MemoryUsage()).partner(local).reply(moment("どうでしたか。"))
    assert text == "".join(pieces) == reply.text
    assert len(pieces) > 5


@pytest.mark.parametrize(
    "raw",
    [
        "小野寺：はい、元気です。",
        "小野寺 健司: はい、元気です。",
        "「はい、元気です。」",
        "<think>段階は低い。</think>はい、元気です。",
        "\nはい、元気です。\n",
    ],
)
def test_wrapping_round_a_reply_is_taken_off(raw, moment, settings, local):
    with ScriptedServer([Say(raw, piece=1)]) as server:
        *pieces, reply = LlmEngine(settings(server.url), MemoryUsage()).partner(local).reply(moment("元気ですか。"))
    assert "はい、元気です。" == "".join(pieces) == reply.text


def test_the_prompt_of_a_turn_begins_with_all_that_was_sent_before(moment, settings, local):
    turns = [("去年はどうでしたか。", "待ち時間は縮みました。", 0), ("苦労した点は？", "三月の混雑です。", 0)]
    with ScriptedServer(["はい。"]) as server:
        partner = LlmEngine(settings(server.url), MemoryUsage()).partner(local)
        for number in range(3):
            list(partner.reply(moment([*turns, ("次は？", "", 0)][number][0], turns=turns[:number])))
    sent = [json.dumps(one.messages, ensure_ascii=False) for one in server.chats]
    for earlier, later in itertools.pairwise(sent):
        common = next(at for at, (a, b) in enumerate(zip(earlier, later, strict=False)) if a != b)
        # All but what holds for the earlier turn alone.
        assert earlier[:common].endswith("</発話>") or earlier[common - 10 : common].count("発話")
        assert earlier.index("# 演じ方") - common < 5
    assert 1 == len({one.messages[0]["content"] for one in server.chats})
