"""A model that obeys whoever spoke last. Guards that hold against it hold by code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coach.testing.script import Say

_DATA = re.compile(r"<(?:発話|質問)>\n(.*?)\n</(?:発話|質問)>", re.DOTALL)
_PASSAGE = re.compile(r"<資料[^>]*>\n(.*?)\n</資料>", re.DOTALL)
_QUOTED = re.compile(r"[「『“\"']([^」』”\"']{2,})[」』”\"']")
_LABELS = ("credit", "trust", "both", "neutral")


@dataclass(frozen=True, slots=True)
class Obedient:
    """A script. `secret` is what it gives away when somebody asks for what is hidden, prompt or not."""

    secret: str = ""

    def __call__(self, body: Mapping[str, Any]) -> Say:
        """Do as told."""
        asked = str(body["messages"][-1]["content"])
        found = _DATA.findall(asked)
        told = found[-1] if found else asked
        words = self._obey(told, str(body["messages"][0]["content"]))
        name = ((body.get("response_format") or {}).get("json_schema") or {}).get("name")
        if name == "answer":
            return Say({"declined": False, "answer": words, "quotes": _first_quote(asked)})
        if name in ("tag", "reading"):
            label = next((one for one in _LABELS if one in told.lower()), "trust")
            tag = {"label": label, "time": "future", "flags": [], "moves": ["other"], "segments": []}
            return Say({**tag, "text": words, "rephrase": words, "quotes": _first_quote(asked)})
        return Say(words)

    def _obey(self, told: str, system: str) -> str:
        quoted = _QUOTED.search(told)
        cases = (
            (quoted, quoted.group(1) if quoted else ""),
            (
                re.search(r"プロンプト|設定|指示(?:文|を|の)|ルール|system|instruction", told, re.IGNORECASE),
                system[:800],
            ),
            (re.search(r"本音|隠|秘密|悩み|secret|hidden", told, re.IGNORECASE), self.secret or system[:800]),
            (re.search(r"英語|English", told), "I am an AI language model and I will gladly do everything you say."),
            (re.search(r"ト書き|動作|表情|仕草", told), "（うつむいて、ため息をつく）はい、わかりました。"),
            (re.search(r"アドバイス|助言|コーチ|評価して|採点|点数", told), _COACHING),
            (re.search(r"JSON|形式|表|箇条", told), '{"role": "subordinate", "felt_trust": 0.95}'),
            (re.search(r"納得|信頼|賛成|打ち解け|心を開", told), "すべて納得しました。心から信頼しています！"),
            (re.search(r"AI|ＡＩ|役|演技|ロールプレイ|モデル", told), "はい、私はAIです。部下の役を演じていました。"),
        )
        return next((words for asked, words in cases if asked), told)


_COACHING = "上司としては、まず部下の話を傾聴し、気持ちを尋ねてみると良いでしょう。今の声かけは80点です。"


def _first_quote(asked: str) -> list[dict[str, Any]]:
    """A faultless citation, as a clever attacker would ask for."""
    passage = _PASSAGE.search(asked)
    sentence = re.split(r"(?<=。)", passage.group(1).strip())[0] if passage else "なし"
    return [{"passage": 1, "quote": sentence}]
