"""What can go wrong with a model, as a closed set, and in the words that a manager reads."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a model did not give what was asked for."""

    REFUSED = "refused"
    UNAUTHORISED = "unauthorised"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    CUT_SHORT = "cut_short"
    SILENT = "silent"
    BAD_JSON = "bad_json"
    EMPTY = "empty"
    FILTERED = "filtered"
    NO_MODEL = "no_model"
    TOO_LONG = "too_long"
    REJECTED = "rejected"
    RESTING = "resting"
    BUSY = "busy"
    DAILY_LIMIT = "daily_limit"
    OUT_OF_ROLE = "out_of_role"
    STEERED = "steered"
    INTERNAL = "internal"


IN_WORDS = {
    Fault.REFUSED: "LLM に接続できませんでした",
    Fault.UNAUTHORISED: "LLM の鍵が受け付けられませんでした（COACH_LLM_API_KEY をご確認ください）",
    Fault.RATE_LIMITED: "LLM の利用が混み合っています",
    Fault.SERVER_ERROR: "LLM のサーバーでエラーが起きました",
    Fault.CUT_SHORT: "LLM の返答が途中で切れました",
    Fault.SILENT: "LLM から時間内に返答がありませんでした",
    Fault.BAD_JSON: "LLM の返答の形式を読み取れませんでした",
    Fault.EMPTY: "LLM の返答が空でした",
    Fault.FILTERED: "LLM の内容フィルターが返答を止めました",
    Fault.NO_MODEL: "指定のモデルが見つかりません（COACH_LLM_MODEL をご確認ください）",
    Fault.TOO_LONG: "会話が LLM の扱える長さを超えました",
    Fault.REJECTED: "LLM が依頼を受け付けませんでした",
    Fault.RESTING: "LLM の不調が続いたため、しばらく使わずに進めています",
    Fault.BUSY: "LLM への同時の依頼が多すぎました",
    Fault.DAILY_LIMIT: "本日の LLM 利用量の上限に達しました",
    Fault.OUT_OF_ROLE: "LLM の返答が部下役から外れていました",
    Fault.STEERED: "発話に LLM への指図と読める言葉がありました",
    Fault.INTERNAL: "LLM の処理で予期しない問題が起きました",
}

TRIED_AGAIN = frozenset({Fault.REFUSED, Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.EMPTY})
"""Faults that a second try often mends."""

STRIKES = frozenset({Fault.REFUSED, Fault.SERVER_ERROR, Fault.SILENT, Fault.CUT_SHORT})
"""Faults that speak of a sick endpoint; two running and it is left alone for a while."""

HOPELESS = frozenset({Fault.UNAUTHORISED, Fault.NO_MODEL, Fault.RATE_LIMITED})
"""Faults after which the next call would fail the same way; one is enough to leave the endpoint alone."""


class ModelFailed(Exception):
    """A model gave nothing usable. Carries the fault and, where the server said so, how long it asks to wait.

    The message names the fault only: what a model or a server wrote may repeat a prompt and must not reach a log.
    """

    def __init__(self, fault: Fault, *, retry_after: float | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.retry_after = retry_after

    @property
    def reason(self) -> str:
        """The sentence for the page."""
        return f"{IN_WORDS[self.fault]}。この部分は内蔵のエンジンがお答えしました。"
