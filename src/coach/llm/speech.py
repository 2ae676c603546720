"""Speech to text where the endpoint offers it (`/audio/transcriptions`)."""

from typing import Any

from coach.domain.errors import CannotDo
from coach.domain.utterance import clean
from coach.llm.endpoint import Endpoint
from coach.llm.fault import IN_WORDS
from coach.llm.fault_of import fault_of
from coach.settings import Settings

_MODEL = "whisper-1"


class Transcriber:
    """Turns a recording into an utterance. A recording cannot be masked, so the page says so before it is sent."""

    def __init__(self, settings: Settings, *, model: str = _MODEL) -> None:
        self._settings = settings
        self._endpoint = Endpoint.of(settings)
        self._model = model

    def transcribe(self, audio: bytes, *, name: str = "speech.wav") -> str:
        """The words in a recording. Raises CannotDo with the cause, BadInput when nothing was said."""
        try:
            heard = self._client().audio.transcriptions.create(
                model=self._model, file=(name, audio), language="ja", response_format="json"
            )
        except Exception as error:  # noqa: BLE001 (told apart below; the SDK's message may quote the request)
            why = IN_WORDS[fault_of(error).fault]
            raise CannotDo(f"音声を文字にできませんでした。{why}。文字で入力してお続けください。") from None
        return clean(heard.text)

    def _client(self) -> Any:
        from openai import DefaultHttpxClient, OpenAI, Timeout

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
