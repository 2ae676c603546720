"""Speech to text where the endpoint offers it (`/audio/transcriptions`)."""

import io
import logging
import threading
import wave
from typing import Any

from coach.domain.errors import BadInput, CannotDo
from coach.domain.utterance import clean
from coach.llm.endpoint import Endpoint
from coach.llm.fault import IN_WORDS, ModelFailed
from coach.llm.fault_of import fault_of
from coach.llm.model import Tokens
from coach.llm.usage import Meter
from coach.settings import Settings

PURPOSE = "speech"

_MISSING = (404, 405, 501)
"""What servers answer to an address or a model that they do not have."""

_MOST_BYTES = 10_000_000
"""Five minutes at 16 kHz; an utterance is much shorter."""

_OTHERWISE = "文字で入力してお続けください。"


class NotOffered(CannotDo):
    """The endpoint turns no speech into text."""


class Transcriber:
    """Turns a recording into an utterance. A recording cannot be masked, so the page says so before it is sent."""

    def __init__(self, settings: Settings, meter: Meter | None = None) -> None:
        self._settings = settings
        self._endpoint = Endpoint.of(settings)
        self._model = settings.llm_speech_model
        self._meter = meter
        self._lock = threading.Lock()
        self.offered = True
        """False once the endpoint was found to have no transcription."""

    def transcribe(self, audio: bytes, *, name: str = "speech.wav", session: str = "", acting: str = "local") -> str:
        """The words in a recording. Raises CannotDo with the cause, BadInput when nothing was said or too much."""
        if len(audio) > _MOST_BYTES:
            raise BadInput("録音が長すぎます。五分以内に分けて録音してください。")
        text = self._heard(audio, name, session=session, acting=acting)
        try:
            return clean(text)
        except BadInput:
            if text.strip():
                raise
            raise BadInput(f"言葉を聞き取れませんでした。もう一度録音するか、{_OTHERWISE}") from None

    def try_out(self, *, acting: str = "local") -> None:
        """Send half a second of silence. Raises CannotDo with the cause when it is not taken."""
        self._heard(_silence(), "silence.wav", session="", acting=acting)

    def _heard(self, audio: bytes, name: str, *, session: str, acting: str) -> str:
        try:
            if self._meter:
                self._meter.check(acting)
            with self._lock:
                client = self._client()
            found = client.audio.transcriptions.create(
                model=self._model, file=(name, audio), language="ja", response_format="json"
            )
        except Exception as error:  # noqa: BLE001 (told apart below; the SDK's message may quote the request)
            failed = error if isinstance(error, ModelFailed) else fault_of(error)
            self._keep(Tokens(), session, acting, fault=failed.fault.value)
            if getattr(error, "status_code", None) in _MISSING:
                self.offered = False
                raise NotOffered(
                    f"接続先 {self._endpoint.host} では、音声を文字にできません"
                    f"（モデル {self._model}。COACH_LLM_SPEECH_MODEL で変えられます）。{_OTHERWISE}"
                ) from None
            raise CannotDo(f"音声を文字にできませんでした。{IN_WORDS[failed.fault]}。{_OTHERWISE}") from None
        text = str(getattr(found, "text", "") or "")
        self.offered = True
        self._keep(_tokens(found, text), session, acting)
        return text

    def _keep(self, tokens: Tokens, session: str, acting: str, *, fault: str | None = None) -> None:
        if self._meter:
            self._meter.keep(PURPOSE, tokens, session=session, owner=acting, fault=fault, model=self._model)

    def _client(self) -> Any:
        from openai import DefaultHttpxClient, OpenAI, Timeout

        for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):
            logging.getLogger(name).setLevel(logging.WARNING)
        key = self._endpoint.key
        timeout = Timeout(self._settings.llm_whole_seconds, connect=self._settings.llm_connect_seconds)
        return OpenAI(
            base_url=self._endpoint.url,
            api_key=key.get_secret_value() if key else "none",
            max_retries=0,
            timeout=timeout,
            http_client=DefaultHttpxClient(
                timeout=timeout, trust_env=not self._endpoint.is_loopback, follow_redirects=False
            ),
        )


def _tokens(found: Any, text: str) -> Tokens:
    """What the endpoint says it used; by the letter where it counts seconds, or nothing."""
    usage = getattr(found, "usage", None)
    asked, given = getattr(usage, "input_tokens", None), getattr(usage, "output_tokens", None)
    if isinstance(asked, int) and isinstance(given, int):
        return Tokens(asked, given)
    return Tokens(0, len(text), estimated=True)


def _silence() -> bytes:
    """Half a second of nothing: no voice is needed to find out whether somebody listens."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(16_000))
    return out.getvalue()
