"""Whether an utterance asks, and for what. Rules on the surface of Japanese and English; no model."""

import re
from enum import StrEnum


class Question(StrEnum):
    """What a question wants to know."""

    WHY = "why"
    HOW_MANY = "how_many"
    WHEN = "when"
    WHO = "who"
    HOW = "how"
    WHAT = "what"
    YES_NO = "yes_no"


_SENTENCE = re.compile(r"[^。！!？?\n]+[。！!？?]*")
_TAIL = r"[ねよなのさわん]?[。…\s」』）)]*$"
_MARKED = re.compile(r"[？?][」』）)\s]*$")
_PARTICLE = re.compile(r"(か|かな|かね|かい|かしら|だろう|でしょう|っけ)" + _TAIL)
_TELL_ME = re.compile(
    r"((教え|聞かせ|知らせ|示し)て(ください|下さい|くれ|もらえ|もらい|ほしい|欲しい|いただけ|いただき|みて|ちょうだい)"
    r"|(お(知らせ|示し|聞かせ|教え)|ご(説明|教示|回答))(ください|下さい|いただけ|願い|を?お願い)|(教えて|聞かせて)[。…！!\s]*$).*$"
)
_WORD = re.compile(
    r"(何(?!か|も|でも|だか|度も|回も|とか|かと)|なに(?!か|も|より)|なぜ|なんで|どう(?!も|ぞ|か|しても|にか|せ|いう|やら|いたし)|"
    r"どんな(?!に)|どこ(?!か|も|でも)|誰(?!か|も|でも)|いつ(?!か|も|でも|の間)|どれ(?!か|も|でも|だけ)|どの(?!よう.*も)|いくつ(?!か|も)|いかが)"
)
_EMBEDDED = re.compile(r"[^、。]*(のか|ました?か|ですか|たか|るか|いか)(を|は|が|も|、|と|に|って)")
"""A question inside a statement: 「何を頼みたいのかを紙にまとめます」 asks nothing."""

_QUOTED = re.compile(r"[「『][^「『」』]*[」』]")
_POLITE_END = re.compile(r"(です|でした|ます|ました|ません)[。…\s]*$")
_PLAIN_END = re.compile(r"(た|だ|る|い|う|く|す|つ|む|ぬ|ぶ|ぐ|の|ん|て|で|は|何|誰|どこ|いつ|どう|なぜ|だい)[。…\s]*$")
_NOT_ASKING = re.compile(r"(ましょうか|そうか|かもしれません|かもしれない|と思う|と思います|ください|下さい)" + _TAIL)
_KYUSHU = re.compile(
    r"(悪|良|よ|早|速|遅|高|強|弱|無|な|ひど|すご|つら|辛|きつ|きび|うれし|嬉し|楽し|寂し|大き|小さ|多|少な|若|怖|うま|まず|よろし|ほし|寒|暑)か"
    r"[ねよばい]{0,2}[。…\s]*$"
)
"""Adjectives of the south-west end in か: 「俺が悪か。」 tells."""

_ENGLISH = re.compile(
    r"^(what|why|how|when|who|where|which|do|does|did|are|is|can|could|would|have|has|will)\b", re.IGNORECASE
)
_KINDS = (
    (Question.WHY, re.compile(r"なぜ|なんで(?!す|しょ|も)|何で(?!も|す|しょ)|どうして|理由|\bwhy\b")),
    (
        Question.HOW_MANY,
        re.compile(
            r"(どの|どれ)(くらい|ぐらい|ほど|だけ|程度)|いくつ|いくら|(件数|回数|人数|数量|割合|時間数)を"
            r"|何(件|時間|人|回|日|点|割|パーセント|%|個|本|名|社|枚|台|年)|\bhow (many|much|long|often)\b"
        ),
    ),
    (Question.WHEN, re.compile(r"いつ(?!も)|何時|何月|(時期|日付|日時|期限)を|\bwhen\b")),
    (Question.WHO, re.compile(r"誰|だれ|どなた|\bwho\b")),
    (Question.HOW, re.compile(r"どう|どのように|どんな(風|ふう|感じ)|いかが|\bhow\b")),
    (Question.WHAT, re.compile(r"何|なに|なん(の|で|か)|どんな|どれ|どの|どこ|どちら|どっち|\b(what|which|where)\b")),
)


def question(utterance: str) -> Question | None:
    """What `utterance` asks for; None when it does not ask. Of several questions the last one counts."""
    bare = _QUOTED.sub("", utterance) if len(_QUOTED.sub("", utterance).strip()) > 1 else utterance
    asked = [sentence.strip() for sentence in _SENTENCE.findall(bare) if _asks(sentence.strip())]
    if not asked:
        return None
    lowered = asked[-1].lower()
    return next((kind for kind, pattern in _KINDS if pattern.search(lowered)), Question.YES_NO)


def _asks(sentence: str) -> bool:
    if _MARKED.search(sentence) or _TELL_ME.search(sentence):
        return True
    if _KYUSHU.search(sentence) or _NOT_ASKING.search(sentence) or _POLITE_END.search(sentence):
        return False
    if _PARTICLE.search(sentence):
        return True
    if _ENGLISH.match(sentence):
        return True
    return bool(_WORD.search(_EMBEDDED.sub("", sentence)) and _PLAIN_END.search(sentence))
