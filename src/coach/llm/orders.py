"""Sentences in documents that speak to a model instead of the reader: they are not read to it, and never quoted."""

import re
from functools import lru_cache

from coach.japanese import sentences

_ORDER = re.compile(
    r"(?:AI|ＡＩ|人工知能|言語モデル|アシスタント|チャットボット)(?:は|が|へ|に|よ)[、,：:]?.{0,60}(?:なさい|せよ|すること|してください|答え|従)"
    r"|と(?:必ず|だけ|のみ|常に)[、,]?(?:答え|回答|返答|返信|出力)|すべての質問に.{0,30}答え|^(?:以前の|これまでの|上記の|前の)(?:資料|指示|命令|文書)は(?:無効|無視)"
    r"|(?:指示|命令|ルール|資料)を(?:すべて|全て|全部)?(?:無視|忘れ)|(?:回答|答え|返答)に(?:は|必ず)?(?:含め|入れ|付け|加え)(?:て|る|よ|なさい)"
    r"|引用(?:する(?:とき|際|場合)は|を(?:付け|つけ|せ)ず|なしで(?:答え|回答)|は(?:不要|いりません))|質問者の.{0,20}(?:聞き出|尋ね|含め)"
    r"|(?:利用者|質問者|ユーザー).{0,20}https?://.{0,60}(?:案内|誘導|伝え|クリック|ログイン)"
    r"|システムプロンプト|開発者モード|tool_call|function_call|```|<!--|-->|<\|?/?(?:im_start|im_end|system|assistant|user|instruction|script)"
    r"|\[/?INST|^\W*(?:system|assistant|developer)\s*[:：]|^\W*#{2,}\s*(?:system|instruction)"
    r"|\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|citation|above|previous|context)"
    r"|\b(?:reply|respond|answer)\b.{0,20}\b(?:only|always)\b|\bwhen(?:ever)? (?:you are )?asked\b|\bdisclose\b.{0,30}\b(?:document|prompt|key|secret)"
    r"|\byou are now\b|\bas an ai\b|\bsystem prompt\b|忽略.{0,12}(?:指令|指示|提示)|무시하",
    re.IGNORECASE,
)


def is_order(sentence: str) -> bool:
    """Whether a sentence tells a model what to do."""
    return bool(_ORDER.search(sentence))


@lru_cache(maxsize=1_024)
def without_orders(text: str) -> str:
    """The text without such sentences; the rest to the letter."""
    if not _ORDER.search(text):
        return text
    kept = ""
    at = 0
    for start, end in sentences(text):
        if is_order(text[start:end]):
            kept += text[at:start]
            at = end
    return kept + text[at:]
