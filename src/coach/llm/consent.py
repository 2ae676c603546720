"""Whether text may be sent to a model. A key that happens to be set is no consent."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from coach.domain.usage import Choice
from coach.llm.endpoint import Endpoint
from coach.settings import Engine, Settings


class ConsentStore(Protocol):
    """Keeps choices."""

    def choice(self, host: str, *, acting: str) -> Choice | None:
        """The acting user's choice for a destination; None when never asked."""
        ...

    def choose(self, choice: Choice, *, acting: str) -> None:
        """Keep a choice; it replaces an earlier one for the same destination."""
        ...


class MemoryConsent:
    """`ConsentStore` of one process."""

    def __init__(self) -> None:
        self._choices: dict[tuple[str, str], Choice] = {}

    def choice(self, host: str, *, acting: str) -> Choice | None:
        """The acting user's choice for a destination."""
        return self._choices.get((acting, host))

    def choose(self, choice: Choice, *, acting: str) -> None:
        """Keep a choice."""
        self._choices[acting, choice.host] = choice


class Standing(StrEnum):
    """What holds for a user and an endpoint."""

    OFF = "off"
    """No model is set up, or the local engine was asked for."""

    ALLOWED = "allowed"
    ASK = "ask"
    """A model could be used, and nobody was asked yet."""

    DENIED = "denied"


def standing(settings: Settings, store: ConsentStore, *, acting: str) -> Standing:
    """Whether a model may be used.

    COACH_ENGINE=llm is somebody's word, and an endpoint on this machine takes nothing away from it; everything else
    needs a choice. A stored refusal stands against `auto`, not against COACH_ENGINE=llm.
    """
    if not settings.speaks_with_llm:
        return Standing.OFF
    endpoint = Endpoint.of(settings)
    if settings.engine is Engine.LLM:
        return Standing.ALLOWED
    choice = store.choice(endpoint.host, acting=acting)
    if choice is not None:
        return Standing.ALLOWED if choice.allowed else Standing.DENIED
    return Standing.ALLOWED if endpoint.is_loopback else Standing.ASK


def choose(settings: Settings, store: ConsentStore, *, allowed: bool, acting: str) -> Standing:
    """Keep the acting user's choice for the endpoint in force; what holds from now on."""
    if settings.speaks_with_llm:
        host = Endpoint.of(settings).host
        store.choose(Choice(host, allowed=allowed, at=datetime.now(UTC)), acting=acting)
    return standing(settings, store, acting=acting)


def notice(settings: Settings, now: Standing) -> str | None:
    """The line that a command writes on stderr before it works; None when there is nothing to say."""
    endpoint = Endpoint.of(settings)
    if now is Standing.ALLOWED:
        if endpoint.is_loopback:
            return (
                f"LLM：このコンピューター上の {endpoint.host}（{endpoint.model}）を使います。文章は外部に送られません。"
            )
        masked = (
            "氏名、連絡先、会社などの名前は伏せて送ります。"
            if settings.mask
            else "氏名、連絡先、会社などの名前も伏せずに送ります（COACH_MASK=off）。"
        )
        return f"LLM：入力した文章を {endpoint.host}（{endpoint.model}）に送ります。{masked}"
    if now is Standing.ASK:
        return (
            f"LLM の設定（送り先 {endpoint.host}）がありますが、送信の同意がまだないため、内蔵のエンジンで動きます。"
            "使うには coach llm allow を実行するか、設定画面で同意してください。"
        )
    return None


def sent(settings: Settings) -> str:
    """What would be sent where."""
    endpoint = Endpoint.of(settings)
    return (
        f"LLM（{endpoint.model}）を使うと、あなたの発話や質問、それまでのやり取り、シナリオの設定、"
        f"関連する資料の一部が {endpoint.host} に送られます。{masking(settings)}"
    )


def masking(settings: Settings) -> str:
    """Whether names and contact data are masked, and why."""
    if Endpoint.of(settings).is_loopback:
        return "送り先はこのコンピューターの中なので、氏名や連絡先などは置き換えません。"
    if settings.mask:
        return "氏名、連絡先、会社などの名前は、送る前に記号に置き換えます（見落とすこともあります）。"
    return "氏名、連絡先、会社などの名前は、置き換えずに送ります（COACH_MASK=off）。"


def question(settings: Settings) -> str:
    """What the page asks before a model is used for the first time."""
    return f"{sent(settings)}使わない場合も、すべての機能をこのコンピューターの中だけでお使いいただけます。"


def why(settings: Settings, now: Standing) -> str:
    """Which engine speaks, and why."""
    endpoint = Endpoint.of(settings)
    named = f"LLM（{endpoint.host} の {endpoint.model}）"
    if now is Standing.ALLOWED:
        if settings.engine is Engine.LLM:
            return f"COACH_ENGINE=llm が設定されているため、{named}がお答えします。"
        if endpoint.is_loopback:
            return f"このコンピューター上の {named}がお答えします。"
        return f"送信に同意されているため、{named}がお答えします。"
    local_only = settings.engine is Engine.LOCAL
    because = {
        Standing.OFF: "COACH_ENGINE=local が設定されている" if local_only else "LLM の接続先も鍵も設定されていない",
        Standing.ASK: f"{named}が設定されていますが、送信の同意がまだない",
        Standing.DENIED: f"{named}への送信が許可されていない",
    }
    return f"{because[now]}ため、内蔵のエンジンがお答えします。"


def is_fixed(settings: Settings) -> bool:
    """Whether COACH_ENGINE decides and a stored choice does not."""
    return settings.engine is not Engine.AUTO
