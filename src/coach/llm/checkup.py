"""Whether the endpoint does what the engine needs, one check a feature, each with what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.llm.endpoint import Endpoint
from coach.llm.fault import IN_WORDS, Fault, ModelFailed
from coach.llm.model import Completion, Message, Request, Role, complete
from coach.llm.openai_chat import OpenAiChat
from coach.llm.structured import ask_object, object_schema
from coach.settings import Settings


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check-up."""

    name: str
    passed: bool
    text: str


_REMEDY = {
    Fault.REFUSED: "サーバーが動いているか、COACH_LLM_BASE_URL が正しいかをご確認ください（例：http://localhost:11434/v1）。",
    Fault.UNAUTHORISED: "COACH_LLM_API_KEY（または OPENAI_API_KEY）を設定し直してください。",
    Fault.NO_MODEL: "COACH_LLM_MODEL に、そのサーバーにあるモデル名を指定してください。URL の末尾が /v1 かもご確認ください。",
    Fault.RATE_LIMITED: "時間をおくか、契約の利用枠をご確認ください。",
    Fault.SILENT: "モデルの読み込みが終わるのを待つか、COACH_LLM_FIRST_WORD_SECONDS を延ばしてください。",
    Fault.SERVER_ERROR: "少し待ってからもう一度お試しになるか、サーバーの記録をご確認ください。",
    Fault.CUT_SHORT: "サーバーの記録と、途中にあるプロキシの設定をご確認ください。",
    Fault.BAD_JSON: "JSON を返せる、より大きなモデルを COACH_LLM_MODEL に指定してください。",
    Fault.EMPTY: "COACH_LLM_MAX_TOKENS を増やすか、別のモデルを COACH_LLM_MODEL に指定してください。",
    Fault.FILTERED: "接続先の内容フィルターの設定をご確認ください。",
    Fault.TOO_LONG: "より長い文脈を扱えるモデルを COACH_LLM_MODEL に指定してください。",
    Fault.REJECTED: "COACH_LLM_TEMPERATURE と COACH_LLM_REASONING_EFFORT の指定を外して、もう一度お試しください。",
}
_OTHERWISE = "このままでも内蔵のエンジンが代わりに答えます。"


def checkup(settings: Settings) -> list[Check]:
    """Key, endpoint and model, structured output, streaming. Sends three short made-up texts and nothing else."""
    endpoint = Endpoint.of(settings)
    chat = OpenAiChat(settings)
    checks = [_key(endpoint), _tried("接続とモデル", lambda: _answers(chat))]
    if not checks[-1].passed:
        return checks
    return [*checks, _tried("構造化出力", lambda: _structures(chat)), _tried("ストリーミング", lambda: _streams(chat))]


def _key(endpoint: Endpoint) -> Check:
    if endpoint.key:
        return Check("鍵", passed=True, text="設定されています。")
    if endpoint.is_openai:
        return Check("鍵", passed=False, text=_REMEDY[Fault.UNAUTHORISED])
    return Check("鍵", passed=True, text="設定されていません（このサーバーで不要なら、そのままで構いません）。")


def _tried(name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(name, passed=True, text=work())
    except ModelFailed as error:
        return Check(name, passed=False, text=f"{IN_WORDS[error.fault]}。{_REMEDY.get(error.fault, '')}{_OTHERWISE}")


def _asking(text: str, *, pieces: bool = False, structured: bool = False) -> Request:
    schema = object_schema(word={"type": "string"}) if structured else None
    return Request("check", (Message(Role.USER, text),), schema=schema, pieces=pieces)


def _answers(chat: OpenAiChat) -> str:
    complete(chat, _asking("「はい」とだけ答えてください。"))
    return f"{chat.endpoint.host} の {chat.endpoint.model} が答えました。"


def _structures(chat: OpenAiChat) -> str:
    asked = _asking('{"word":"はい"} という形の JSON だけを返してください。', structured=True)
    ask_object(chat, asked, lambda value: value["word"] if "word" in value else _no_word())
    return "JSON の返答を読み取れました。"


def _no_word() -> str:
    raise ModelFailed(Fault.BAD_JSON)


def _streams(chat: OpenAiChat) -> str:
    pieces = [
        one for one in chat.run(_asking("一から五まで数えてください。", pieces=True)) if not isinstance(one, Completion)
    ]
    return f"{len(pieces)} 個に分かれて届きました。"
