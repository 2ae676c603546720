"""Sheets over a model: what it may write, and what stands when it fails."""

import pytest

from coach.domain.labels import Scene
from coach.domain.preparation import Draft, Offer, OfferedReaction, Request, Speech
from coach.llm.engine import LlmEngine
from coach.llm.preparing import LlmDrafter
from coach.llm.usage import MemoryUsage
from coach.testing import Fault, ScriptedServer

REQUEST = Request(
    Scene.APPRAISAL, "佐藤", "新規契約 12件（目標10件）\n残業 月32時間\nお子さんが入院", "黙ってしまいそう"
)
LOCAL = Draft(
    Speech.POLITE,
    (
        Offer(("新規契約は12件（目標10件）でした。",), "新規契約 12件（目標10件）"),
        Offer(("残業は月32時間でした。",), "残業 月32時間"),
    ),
    (Offer(("これからに期待しています。",)),),
    (OfferedReaction("黙ってしまう", "……", Offer(("待っています。",)), "10秒待つ"),),
    (),
    (),
    kept=("お子さんが入院",),
)
FACT = "新規契約は目標の10件に対して12件でしたね。"
MESSAGE = "来期はどんなお客さまと出会いたいか、佐藤さんの思いを聞かせてください。"
REPLY = "言葉になるまで、ゆっくり待っています。"
WRITTEN = {
    "facts": [{"text": FACT, "source": "新規契約 12件（目標10件）"}],
    "messages": [{"text": MESSAGE, "source": ""}],
    "replies": [{"sign": "黙ってしまう", "text": REPLY}],
}


class Local:
    def draft(self, request):
        return LOCAL


@pytest.fixture
def drafted(settings):
    def ask(script, request=REQUEST):
        with ScriptedServer([script]) as server:
            engine = LlmEngine(settings(server.url, llm_retries=0), MemoryUsage())
            return LlmDrafter(engine.model, Local()).draft(request), server

    return ask


def test_the_models_sentences_stand_before_the_local_ones(drafted):
    draft, _ = drafted(WRITTEN)
    assert draft.facts[0].wordings == (FACT, "新規契約は12件（目標10件）でした。")
    assert [one.wordings[0] for one in draft.messages] == [MESSAGE, "これからに期待しています。"]
    assert draft.reactions[0].reply.wordings == (REPLY, "待っています。")
    assert (draft.engine, draft.fallback) == ("llm", "")


@pytest.mark.parametrize(
    "text",
    [
        "新規契約は目標の10件に対して15件でしたね。",
        "新規契約は目標を二割上回って三十件でしたね。",
        "新規契約を獲得しましたね。",
        "新規契約は12件、目標は10件。すごいじゃん",
        "新規契約は12件（目標10件）でした。詳しくは https://example.com をご覧ください。",
        "渡辺さんと一緒に、新規契約は12件（目標10件）でした。",
        "新規契約は12件（目標10件）でした。" * 20,
        "",
    ],
)
def test_a_fact_with_what_was_not_typed_or_without_what_was_is_dropped(drafted, text):
    facts = [{"text": text, "source": "新規契約 12件（目標10件）"}]
    draft, _ = drafted({**WRITTEN, "facts": facts})
    assert draft.facts == LOCAL.facts


def test_a_fact_of_a_line_that_nobody_typed_is_dropped(drafted):
    draft, _ = drafted({**WRITTEN, "facts": [{"text": FACT, "source": "売上 12件（10件）"}]})
    assert draft.facts == LOCAL.facts


def test_figures_in_messages_must_have_been_typed_too(drafted):
    texts = ["来期は50件に挑戦してみませんか。", "12件の経験を、一度ゆっくり聞かせてください。"]
    draft, _ = drafted({**WRITTEN, "messages": [{"text": text, "source": ""} for text in texts]})
    assert [one.wordings[0] for one in draft.messages] == [texts[1], "これからに期待しています。"]


def test_private_notes_are_not_sent(drafted):
    _, server = drafted(WRITTEN)
    sent = server.chats[-1].text
    assert "新規契約" in sent
    assert "入院" not in sent


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.UNAUTHORISED, Fault.CUT_STREAM, Fault.CONTENT_FILTER])
def test_any_fault_gives_the_local_draft_and_says_so(drafted, fault):
    draft, _ = drafted(fault)
    assert draft.facts == LOCAL.facts
    assert draft.engine == "local"
    assert "内蔵のエンジン" in draft.fallback


@pytest.mark.parametrize("reply", ["いいえ", {"facts": "x", "messages": [1, None], "replies": [{"sign": 1}]}, {}])
def test_nonsense_gives_the_local_draft(drafted, reply):
    draft, _ = drafted(reply)
    assert (draft.facts, draft.messages) == (LOCAL.facts, LOCAL.messages)
    assert draft.fallback
