"""Vectors from an OpenAI-compatible endpoint (`COACH_EMBEDDING=openai:<model>`)."""

import logging
import threading
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from pydantic import SecretStr

from coach.domain.errors import CannotDo
from coach.llm.endpoint import Endpoint
from coach.llm.fault import IN_WORDS
from coach.llm.fault_of import fault_of
from coach.llm.masking import redacted
from coach.llm.model import Tokens
from coach.llm.usage import Meter
from coach.ports import Vector
from coach.settings import Settings

_BATCH = 64
_LONGEST = 8_000


class OpenAiEmbedder:
    """`Embedder` over an endpoint. Another vector space cannot stand in, so a failure is an error with a remedy."""

    def __init__(self, settings: Settings, meter: Meter | None = None) -> None:
        """`meter` counts calls and letters; its limit does not apply, since the local engine searches by them too."""
        self._settings = settings
        self._meter = meter
        self._endpoint = Endpoint.of(settings)
        self._model = settings.embedding.partition(":")[2] or "text-embedding-3-small"
        self._masks = settings.mask and not self._endpoint.is_loopback
        self._lock = threading.Lock()
        self._query = lru_cache(maxsize=64)(self._embed_one)

    @property
    def name(self) -> str:
        """The model; masked text makes a space of its own."""
        return f"openai:{self._model}" + (":masked" if self._masks else "")

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector: asked of the endpoint once."""
        return len(self._query("長さ"))

    def query(self, text: str) -> Vector:
        """The vector of something a person said or asked."""
        return self._query(text)

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of many questions, in order."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of pieces of knowledge, in order."""
        return [vector for at in range(0, len(texts), _BATCH) for vector in self._embed(list(texts[at : at + _BATCH]))]

    def _embed_one(self, text: str) -> Vector:
        [vector] = self._embed([text])
        return vector

    def _embed(self, texts: list[str]) -> list[Vector]:
        sent = [redacted(text[:_LONGEST]) if self._masks else text[:_LONGEST] for text in texts]
        try:
            with self._lock:
                client = self._client
            found = client.embed_documents(sent)
        except Exception as error:  # noqa: BLE001 (told apart below; the SDK's message may quote the request)
            fault = fault_of(error).fault
            self._keep(Tokens(), fault=fault.value)
            why = IN_WORDS[fault]
            raise CannotDo(
                f"埋め込み（{self._endpoint.host} の {self._model}）を作れません。{why}。"
                "COACH_EMBEDDING=local にすると、鍵も通信もなしで動きます。"
            ) from None
        self._keep(Tokens(sum(map(len, sent)), estimated=True))
        return [_unit(vector) for vector in found]

    def _keep(self, tokens: Tokens, *, fault: str | None = None) -> None:
        if self._meter:
            self._meter.keep("embedding", tokens, fault=fault, model=self._model)

    @cached_property
    def _client(self) -> Any:
        from langchain_openai import OpenAIEmbeddings
        from openai import DefaultHttpxClient, Timeout

        for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):
            logging.getLogger(name).setLevel(logging.WARNING)
        timeout = Timeout(self._settings.llm_whole_seconds, connect=self._settings.llm_connect_seconds)
        local = self._endpoint.is_loopback
        return OpenAIEmbeddings(
            model=self._model,
            openai_api_base=self._endpoint.url,
            openai_api_key=self._endpoint.key or SecretStr("none"),
            # Otherwise texts are cut into tokens with a table fetched from elsewhere, which few servers understand.
            check_embedding_ctx_length=False,
            max_retries=self._settings.llm_retries,
            request_timeout=timeout,
            http_client=DefaultHttpxClient(timeout=timeout, trust_env=not local, follow_redirects=False),
        )


def _unit(vector: Sequence[float]) -> Vector:
    array = np.asarray(vector, dtype=np.float32)
    norm = float(np.linalg.norm(array))
    return array / norm if norm else array
