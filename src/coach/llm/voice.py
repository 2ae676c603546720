"""Who wants to speak and to listen. Both are off until somebody switches them on, and kept with the other consents."""

from datetime import UTC, datetime

from coach.domain.usage import Choice
from coach.llm.consent import ConsentStore
from coach.llm.endpoint import Endpoint
from coach.settings import Settings

_ALOUD = "browser/speech-synthesis"


def wants_to_speak(settings: Settings, store: ConsentStore, *, acting: str) -> bool:
    """Whether the acting user agreed that recordings go to the endpoint in force; another endpoint is another choice."""
    choice = store.choice(_recordings(settings), acting=acting)
    return choice is not None and choice.allowed


def choose_to_speak(settings: Settings, store: ConsentStore, *, wanted: bool, acting: str) -> None:
    """Keep that choice."""
    store.choose(Choice(_recordings(settings), wanted, datetime.now(UTC)), acting=acting)


def wants_to_listen(store: ConsentStore, *, acting: str) -> bool:
    """Whether replies are read aloud by the acting user's browser."""
    choice = store.choice(_ALOUD, acting=acting)
    return choice is not None and choice.allowed


def choose_to_listen(store: ConsentStore, *, wanted: bool, acting: str) -> None:
    """Keep that choice."""
    store.choose(Choice(_ALOUD, wanted, datetime.now(UTC)), acting=acting)


def where(settings: Settings) -> str:
    """What happens to a recording, for the reader."""
    endpoint = Endpoint.of(settings)
    if endpoint.is_loopback:
        return f"録音は、このコンピューター上の {endpoint.host} で文字になります。録音は保存しません。"
    return (
        f"録音は {endpoint.host} に送られ、文字になって戻ります。"
        "声の中の名前や連絡先は伏せられません。録音は保存しません。"
    )


def _recordings(settings: Settings) -> str:
    return f"{Endpoint.of(settings).host}/audio/transcriptions"
