"""The SDK's exceptions as our closed set of faults."""

import math

from coach.llm.fault import Fault, ModelFailed

_OF_STATUS = {401: Fault.UNAUTHORISED, 403: Fault.UNAUTHORISED, 404: Fault.NO_MODEL, 429: Fault.RATE_LIMITED}
_TOO_LONG = ("context_length", "context length", "context window", "too long", "maximum context", "exceed")
_FILTERED = ("content_filter", "content management policy", "content policy", "safety")


def fault_of(error: Exception) -> ModelFailed:
    """What an exception of langchain-openai, the SDK or the network library means."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _of_status(error)
    of_class = (
        (openai.APITimeoutError, Fault.SILENT),
        (openai.APIConnectionError, Fault.REFUSED),
        (openai.ContentFilterFinishReasonError, Fault.FILTERED),
        (openai.LengthFinishReasonError, Fault.CUT_SHORT),
        # An error event inside a stream has no status.
        (openai.APIError, _of_words(str(error)) or Fault.SERVER_ERROR),
    )
    return ModelFailed(next((fault for kind, fault in of_class if isinstance(error, kind)), _of_class(error)))


def _of_status(error: Exception) -> ModelFailed:
    status = int(getattr(error, "status_code", 0))
    words = _of_words(str(error))
    if status in (400, 413, 422):
        return ModelFailed(Fault.TOO_LONG if status == 413 else words or Fault.REJECTED)
    if status >= 500:
        return ModelFailed(Fault.SERVER_ERROR, retry_after=_retry_after(error))
    return ModelFailed(_OF_STATUS.get(status, Fault.REJECTED), retry_after=_retry_after(error))


def _of_words(text: str) -> Fault | None:
    lowered = text.lower()
    if any(word in lowered for word in _FILTERED):
        return Fault.FILTERED
    if any(word in lowered for word in _TOO_LONG):
        return Fault.TOO_LONG
    return None


def _of_class(error: Exception) -> Fault:
    """Faults that reach us unwrapped: a broken body, a body that is no completion."""
    names = {one.__name__ for one in type(error).__mro__}
    if names & {"ReadTimeout", "TimeoutException"}:
        return Fault.SILENT
    if names & {"RemoteProtocolError", "ReadError", "IncompleteRead"}:
        return Fault.CUT_SHORT
    if "TransportError" in names:
        return Fault.REFUSED
    if names & {"JSONDecodeError", "UnicodeDecodeError"}:
        return Fault.BAD_JSON
    if names & {"TypeError", "ValueError", "KeyError", "IndexError"}:
        # langchain found no choices, or a body of another shape.
        return Fault.EMPTY
    return Fault.INTERNAL


def _retry_after(error: Exception) -> float | None:
    """Seconds the server asks to wait: `retry-after-ms`, or `Retry-After` as seconds or as a date."""
    import time
    from email.utils import parsedate_to_datetime

    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        if "retry-after-ms" in headers:
            return _sane(float(headers["retry-after-ms"]) / 1000)
        value = headers.get("retry-after")
        if value is None:
            return None
        if str(value).replace(".", "", 1).strip().isdigit():
            return _sane(float(value))
        return _sane(parsedate_to_datetime(str(value)).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _sane(seconds: float) -> float | None:
    return max(0.0, min(seconds, 86_400.0)) if math.isfinite(seconds) else None
