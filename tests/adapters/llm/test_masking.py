"""Names and contact data do not leave, and come back."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach.llm.contacts import contacts
from coach.llm.engine import LlmEngine
from coach.llm.masking import Mask, MaskedChat, masked_request, redacted
from coach.llm.model import Completion, Message, Request, Role
from coach.llm.openai_chat import OpenAiChat
from coach.llm.partner import LlmPartner
from coach.llm.people import people
from coach.llm.preview import preview
from coach.llm.usage import MemoryUsage
from coach.testing import Say, ScriptedServer

PRIVATE = [
    "taro.yamada@example.co.jp",
    "https://example.com/private/1",
    "03-1234-5678",
    "090-1234-5678",
    "09012345678",
    "+81-90-1234-5678",
    "〒150-0001",
    "@yamada_taro",
    "田中さん",
    "佐藤部長",
    "スミスさん",
    "社員番号：A12345",
]


@pytest.mark.parametrize("private", PRIVATE)
def test_private_data_is_masked_and_comes_back(private):
    text = f"来週、{private}の件を確認しましょう。"
    mask = Mask()
    sent = mask.mask(text)
    core = private.removesuffix("さん").removesuffix("部長").removeprefix("社員番号：")
    assert core not in sent
    assert text == mask.unmask(sent)


@pytest.mark.parametrize(
    "text",
    [
        "売上は1億4,200万円、目標の108%でした。",
        "13:00-14:00に会議室で。",
        "2026-04-01から始めます。",
        "お客様と皆さんに伝えます。",
        "看護師さんと運転手さん",
        "相手の気持ちを聞くんです。",
        "12件のうち9件が完了。",
        "120-130件くらいです。",
    ],
)
def test_figures_times_and_roles_are_left_alone(text):
    assert text == Mask().mask(text)


def test_a_known_name_is_masked_in_every_form():
    mask = Mask(("佐伯 美咲",))
    sent = mask.mask("佐伯さん、美咲さん、佐伯 美咲さん")
    assert "佐伯" not in sent
    assert "美咲" not in sent


def test_the_same_name_keeps_its_number_as_the_talk_grows():
    def sent(*texts):
        return masked_request(Request("x", tuple(Message(Role.USER, one) for one in texts)))[0].messages

    short, long = sent("田中さんは？", "佐藤さんも。"), sent("田中さんは？", "佐藤さんも。", "鈴木さんと田中さん。")
    assert short == long[:2]


def test_a_placeholder_that_somebody_typed_is_not_taken_for_a_name():
    request, mask = masked_request(Request("x", (Message(Role.USER, "人物01とは何ですか。田中さん。"),)))
    assert "人物01とは何ですか。人物02さん。" == request.messages[0].text
    assert "人物01と田中" == mask.unmask("人物01と人物02")


_WORDS = st.lists(
    st.sampled_from([*PRIVATE, "はい、", "来期は任せます。", "人", "人物", "連絡", "01", "です"]), max_size=8
)


@given(_WORDS, st.integers(1, 6))
@hypothesis_settings(max_examples=150, deadline=None)
def test_masking_is_undone_however_the_stream_is_cut(words, size):
    text = "".join(words)
    request, mask = masked_request(Request("x", (Message(Role.USER, text),)))
    sent = request.messages[0].text
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    *back, whole = mask.unmask_pieces(iter([*pieces, Completion(sent)]))
    assert text == whole.text == "".join(back)


@given(st.text(max_size=80))
@hypothesis_settings(max_examples=150, deadline=None)
def test_any_text_survives_masking(text):
    mask = Mask()
    assert text == mask.unmask(mask.mask(text)) or "人物" in text or "連絡先" in text
    assert isinstance(redacted(text), str)
    assert all(0 <= start < end <= len(text) for start, end in [*contacts(text), *people(text)])


def test_a_remote_endpoint_gets_masked_text_and_a_loopback_one_plain(settings, local, moment):
    remote = LlmEngine(settings("https://llm.example/v1"), MemoryUsage())
    here = LlmEngine(settings("http://127.0.0.1:9/v1"), MemoryUsage())
    plain = LlmEngine(settings("https://llm.example/v1", mask=False), MemoryUsage())
    assert [True, False, False] == [remote.masks, here.masks, plain.masks]
    say = "田中さんの件、tanaka@example.com に送りました。"
    shown = [preview(one, _request(one, local, moment(say))) for one in (remote, here, plain)]
    assert all(secret not in shown[0] for secret in ("田中", "tanaka@", "小野寺", "健司", "sk-test"))
    assert all("田中さん" in one and "小野寺" in one for one in shown[1:])
    assert "POST https://llm.example/v1/chat/completions" in shown[0]


def _request(engine, local, here):
    partner = engine.partner(local)
    *_, planned = local.partner.reply(here)
    return partner.request(here, planned, "（ありません）")


def test_over_http_the_server_sees_no_name_and_the_reader_sees_them_all(settings, local, moment):
    engine = LlmEngine(settings("http://127.0.0.1:9/v1"), MemoryUsage())
    here = moment("小野寺さん、田中さんの件を聞かせて。連絡は tanaka@example.com へ。")
    sent, mask = masked_request(_request(engine, local, here))
    placeholder = mask.mask("田中さん").removesuffix("さん")
    with ScriptedServer([Say(f"{placeholder}さんの件は、昨日済みました。", piece=1)]) as server:
        partner = LlmPartner(MaskedChat(OpenAiChat(settings(server.url))), local.partner)
        *pieces, reply = partner.reply(here)
    assert "田中さんの件は、昨日済みました。" == reply.text == "".join(pieces)
    assert [one.text for one in sent.messages] == [one["content"] for one in server.chats[0].messages]
    for private in ("小野寺", "健司", "田中", "tanaka@"):
        assert private not in server.chats[0].text
