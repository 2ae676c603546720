"""What a question is about, as words that another question can be built on."""

import re

_TOLD = re.compile(r"[。!！?？]+\s*")
_ASKS_ONLY_HOW = re.compile(
    r"^(?:どう|どのように|何を|何から|なぜ|どうして)[^、。]{0,14}$|^(?:なぜ|どうして)(?:です|でしょう)?か?$"
)
_NOMINAL = tuple(
    (re.compile(pattern), shape)
    for pattern, shape in (
        (r"^(?P<a>「.+」(?:という状況)?|[^「」]+?)の具体例を教えてください$", "{a}"),
        (
            r"^(?P<a>「.+」(?:という状況)?|[^「」]+?)は、(?P<b>[^、]{1,14}?)(?:では|でも|には|なら)(?:どう|同じ)(?:です|でしょう)か$",
            "{b}での{a}",
        ),
        (r"^(?P<a>「.+」(?:という状況)?)(?:の|は、|について、).*$", "{a}"),
        (
            r"^(?P<a>[^「」]+?)[、,]?(?:について|に関して)?(?:を|は)?[、,]?(?:もっと|もう少し)?(?:詳しく)?(?:教えて|説明して|聞かせて|知りたい).*$",
            "{a}",
        ),
        (
            r"^(?P<a>[^「」]{1,24}?)(?:とは|って|というのは)[、,]?(?:何|なん|どういう(?:こと|意味|もの)|どんな(?:もの|こと))?(?:です|でしょう|なの?です)?(?:か|の)?$",
            "{a}",
        ),
        (
            r"^(?P<a>[^「」、]{1,20}?)(?:は|では|って)[、,]?(?:どう|どのように|何が|どこが)[、,]?(?:違|ちが|異な)[^、]*$",
            "{a}の違い",
        ),
        (
            r"^(?P<a>[^「」]{1,30}?)(?:は|とは|が)[、,]?(?:何|なに|どれ|どんなもの|どのようなもの|どういうもの|いくつ)(?:が|で)?(?:です|でしょう|あり|なの?です|か)?[^、]{0,6}$",
            "{a}",
        ),
        (r"^(?P<a>[^「」、]{1,30}?)(?:は|って)$", "{a}"),
    )
)
_SISTERS = (
    ("信用", "信頼"),
    ("評価面談", "1on1", "権限委譲"),
    ("上司", "部下"),
    ("appraisal", "one-on-one", "delegation"),
)
_NAMES = re.compile(
    r"信用|信頼|らせん|評価面談|面談|1on1|権限|委譲|任せ|丸投げ|監視|本音|心理的安全|被信頼感|フィードバック|サーベイ|スコア|評価制度"
)


_LEAD = re.compile(r"^(?:では|じゃあ|それでは|ちなみに|ありがとうございます)[、。]\s*")
_ABOUT = re.compile(r"^(?P<a>「.+」(?:という状況)?|[^「」]+?)について、(?P<b>.+)$")
"""The shape in which a follow-up is rebuilt: its topic, and what it asks of it."""


def claim(question: str) -> str:
    """What a reason is asked for: the topic, with the last follow-up as far as it can be told in one breath."""
    found = _ABOUT.match(question)
    if not found or "「" in question or "なぜそういえる" in question:
        return of(question)
    return f"「{question.rstrip('？?。')}」"


def of(question: str) -> str:
    """The topic of a question as a noun: 「信用と信頼の違い」, else the question itself in quotation marks."""
    question = _LEAD.sub("", question)
    if found := _ABOUT.match(question):
        return found["a"]
    parts = [part.strip() for part in _TOLD.split(question) if part.strip()]
    if len(parts) > 1 and _ASKS_ONLY_HOW.match(parts[-1]):
        return f"「{'。'.join(parts[:-1])}」という状況"
    last = "。".join(parts)
    for pattern, shape in _NOMINAL:
        if found := pattern.match(last):
            return shape.format(**{name: value or "" for name, value in found.groupdict().items()})
    return f"「{last.replace('「', '『').replace('」', '』')}」"


def exchanged(question: str, noun: str) -> str | None:
    """The same question about a sister of what it names: of 評価面談, 1on1. None when it names none, or both."""
    for sisters in _SISTERS:
        named = [one for one in sisters if one in question]
        if noun in sisters and len(named) == 1 and noun not in named:
            return question.replace(named[0], noun)
    return None


def names(text: str) -> bool:
    """Whether a text names a matter of the handbook, so that it may well be read alone."""
    return bool(_NAMES.search(text))


_AT_A_GLANCE = 60
"""Letters of a question that is still read at a glance."""


def is_quotable(question: str) -> bool:
    """Whether a question that was put together reads well when it is quoted: short, and not made of a told situation."""
    return "という状況" not in question and len(question) <= _AT_A_GLANCE
