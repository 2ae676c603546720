"""A note such as 「新規契約12件（目標10件）」 as a sentence that one can say, polite or plain."""

import re

from coach.domain.preparation import Speech
from coach.japanese import Word, words
from coach.local.preparation_figures import (
    aside_in_words,
    changed,
    compared,
    has_arrow,
    is_dates,
    spans,
    without_of_which,
)
from coach.local.preparation_verbs import is_verb, past_of, stem_of

_PAREN = re.compile(r"[（(][^（）()]*[）)]$")
_END = re.compile(r"[。．.、,!！\s]+$")
_SOFT = re.compile(r"(よね|ですね|ますね|よ|ね|な)$")
_COLLOQUIAL = re.compile(
    r"(だよ|だね|かな|んだ|じゃん|よね|けど|ちゃう|ちゃっ|だろう|だな|なあ|するな|ないと|かも)(?:$|[。、！？!?\n])"
)
_POLITE = re.compile(r"(です|ます|ました|ません|ください|でしょう|ましょう)")
_NONE = re.compile(r"(?:は|が)?(?:なし|無し|ゼロ)$")
_COPULA = re.compile(r"(?<=[）)%％件回度社名円点])(?:でした|だった)(?:よ|ね|よね)?$")
"""After a figure or an aside: it is said anew."""

_COUNT = re.compile(r"[0-9０-９][0-9０-９,]*(?:件|回|度|か所|箇所|社|つ)$")
_RECEIVED = re.compile(
    r"(?<![月日年期週時度])から(?:の)?[^はがをにで、0-9０-９]{0,12}(?:メール|クレーム|苦情|感謝|お礼|連絡|電話|指摘|質問|要望|声|意見|称賛|問い合わせ)$"
)
_HERE = "\0"
"""Where a sentence takes its ね."""

_WHEN = re.compile(r"^(?:[0-9０-９]{4}年)?[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?(?:以降|から|まで)?[にのは、 　]*")
_PERIOD = r"(?:上期|下期|今期|前期|来期|昨年度?|今年度?|第?[1-4１-４一二三四]四半期|[0-9０-９]{1,2}月|先月|今月)"
_AFTER_PERIOD = re.compile(rf"^({_PERIOD})[ 　\t]+")
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])[ 　\t]+(?=\S)")
_DEED = re.compile(
    r"(?:取得|合格|受賞|達成|就任|昇格|異動|参加|完了|導入|獲得|改善|削減|短縮|担当|指導|支援|作成|提出|開発|実施|遅延|欠席)$"
)
_DULL = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "こと もの ため とき 上期 下期 今期 前期 来期 昨年 昨年度 今年 今年度 四半期 月 件 回 本人 彼 彼女 平均 約 今 今月 先月 うち そのうち 内"
    ).split()
)
_DONE_TO = ("配属", "表彰", "採用", "選出")
_GRADE = re.compile(r"[SA-EＳＡ-Ｅ][+\-＋－]?")
_TO_COME = ("予定", "見込み", "見込", "途中", "状況", "継続中", "対応中", "方針")
_RUN = ("名詞", "接頭辞", "接尾辞", "形状詞", "補助記号", "記号")


def speech_of(*texts: str) -> Speech:
    """The manner of what was typed: plain only when somebody chats and never says です or ます."""
    whole = "\n".join(texts)
    if _POLITE.search(whole) or not _COLLOQUIAL.search(whole):
        return Speech.POLITE
    return Speech.PLAIN


def told(note: str, speech: Speech, *, warm: bool = False) -> str:
    """`note` as a finished sentence with all its figures; `warm` ends it in ね. "" where it cannot be one."""
    polite = speech is Speech.POLITE
    text = _COPULA.sub("", _END.sub("", spans(note.strip())))
    text = _SOFT.sub(lambda match: match.group()[:-1] if match.group() in ("ですね", "ますね") else "", text)
    aside = _PAREN.search(text)
    bare = _END.sub("", text[: aside.start()]) if aside else text
    if not bare:
        return ""
    said = _with_aside(_joined(bare), aside.group()[1:-1].strip() if aside else "", polite=polite)
    return said.replace(_HERE, "ね" if warm else "") + "。" if said else ""


def _with_aside(bare: str, aside: str, *, polite: bool) -> str:
    """The sentence with what stood in parentheses after it; "" where it cannot be spoken."""
    text, change = changed(bare)
    if has_arrow(text):
        return ""
    if text != bare:
        text = _with_particle(text, words(text))
    said = text + change.of(polite=polite) + _HERE if change else _predicate(text, words(text), polite=polite)
    if not said or not aside:
        return said
    aim = compared(bare, aside)
    copula = next((end for end in ("でした", "だった") if said.endswith(end + _HERE)), "")
    if aim and (change or copula):
        begun = text + change.going_on if change else said.removesuffix(copula + _HERE) + "で"
        return f"{begun}、{aim[0]}{aim[1].of(polite=polite)}{_HERE}"
    more = _more(aside, after_noun=bool(copula), polite=polite)
    if not more:
        return f"{said}（{aside}）"
    return said.removesuffix(copula + _HERE) + "で、" + more + _HERE if copula else f"{said}。{more}"


def _more(aside: str, *, after_noun: bool, polite: bool) -> str:
    if is_dates(aside) and not after_noun:
        return aside_in_words(aside) + ("のことでした" if polite else "のことだった")
    inner = aside_in_words(_joined(aside))
    return _predicate(inner, words(inner), polite=polite).replace(_HERE, "") if inner else ""


def topic(note: str) -> str:
    """What a note is about, short enough to speak of: its label, else its nouns before the first figure; "" if none."""
    note = _WHEN.sub("", without_of_which(note))
    head = re.split(r"[：:＝=\t|｜→]", note, maxsplit=1)[0]
    if head == note or any(char.isdigit() for char in head):
        head = re.split(r"[0-9０-９]", note, maxsplit=1)[0]
    head = re.sub(r"[（(].*$", "", head).removesuffix("うち")
    head = _NONE.sub("", re.sub(r"[A-Za-z]$", "", head))
    return next((run for run in _noun_runs(words(head)) if 2 <= len(run) <= 14), "")


def _noun_runs(found: tuple[Word, ...]) -> list[str]:
    runs: list[str] = [""]
    for word in found:
        joins = word.pos[0] in ("名詞", "接頭辞", "接尾辞") and word.pos[1] != "数詞" and word.surface not in _DULL
        if joins or (word.surface == "の" and runs[-1]):
            runs[-1] += word.surface
        elif runs[-1]:
            runs.append("")
    return [run.removesuffix("の") for run in runs if run.removesuffix("の")]


def _joined(text: str) -> str:
    """Blanks between a thing and what is said of it become の and は."""
    text = _AFTER_PERIOD.sub(r"\1の", text)
    if any(word.pos[0] == "助詞" and word.surface in ("は", "が", "を", "に", "で") for word in words(text)):
        return _BETWEEN.sub("、", text)
    return _BETWEEN.sub("、", _BETWEEN.sub("は", text, count=1))


def _predicate(text: str, found: tuple[Word, ...], *, polite: bool) -> str:
    """The sentence without its full stop; "" where its end is none that can be spoken."""
    last = found[-1]
    if last.pos[0] in _RUN or last.pos[0] == "副詞":
        return _noun(text, found, polite=polite)
    said = _verbal(text, found, polite=polite)
    return said and said + _HERE


def _verbal(text: str, found: tuple[Word, ...], *, polite: bool) -> str:
    last = found[-1]
    if last.surface in ("た", "だ") and last.normal == "た":
        return _past(text, found, polite=polite)
    if last.normal in ("ます", "です"):
        return text if polite else _plain_present(text, found)
    if last.surface == "だ":
        return text[:-1] + ("です" if polite else "だ")
    if is_verb(last):
        stem = text[: last.start] + (stem_of(last) + "ます" if polite else last.surface)
        return stem if last.surface == last.dictionary else ""
    if last.pos[0] == "形容詞" or last.surface in ("ない", "たい"):
        return text + ("です" if polite else "") if last.surface.endswith("い") else ""
    return text if text.endswith("ません") else ""


def _noun(text: str, found: tuple[Word, ...], *, polite: bool) -> str:
    there = "ありました" if polite else "あった"
    if _RECEIVED.search(text):  # 「客先からクレーム」
        return f"{text}が{there}{_HERE}"
    deed = _deed(text, found, polite=polite)
    if deed:
        return deed + _HERE
    if text.endswith(_TO_COME):
        return text + ("です" if polite else "だ") + _HERE
    if _is_deed(text, found) and not any(char.isdigit() for char in _clause(text)):  # 「資格取得」
        return f"{text}が{there}{_HERE}"
    counted = _counted(text)
    if counted:
        return counted + there + _HERE
    return _with_particle(text, found) + ("でした" if polite else "だった") + _HERE


def _counted(text: str) -> str:
    """「7月に納期遅れ2件」 as 「7月に納期遅れが2件」; "" where no particle stands before or one marks it already."""
    count = _COUNT.search(text)
    if count is None:
        return ""
    before = words(text[: count.start()])
    marks = {word.surface for word in words(_clause(text[: count.start()])) if word.pos[0] == "助詞"}
    if not before or not marks or marks & {"は", "が", "を", "も"}:
        return ""
    if before[-1].surface in ("に", "で") and before[-1].pos[0] == "助詞":
        return text  # 「4月から9月に18回」
    names = before[-1].pos[:2] == ("名詞", "普通名詞") and before[-1].surface not in ("月", "週", "約", "平均")
    return f"{text[: count.start()].rstrip()}が{count.group()}" if names else ""


def _deed(text: str, found: tuple[Word, ...], *, polite: bool) -> str:
    """A noun that tells of something done, as a verb; "" where it does not."""
    none = _NONE.search(text)
    if none and none.start() > 0:
        return text[: none.start()] + ("はありませんでした" if polite else "はなかった")
    if text.endswith(_DONE_TO):
        return text + ("されました" if polite else "された")
    marked = {word.surface for word in words(_clause(text)) if word.pos[0] == "助詞"}
    if text.endswith(_TO_COME):
        return ""
    if _is_deed(text, found) and marked & {"を", "に", "が", "で", "へ"}:
        return text + ("しました" if polite else "した")
    if "を" in marked:  # 「レビューを41件」
        return text + ("行いました" if polite else "行った")
    return ""


def _clause(text: str) -> str:
    return re.split(r"[、,]", text)[-1]


def _is_deed(text: str, found: tuple[Word, ...]) -> bool:
    return (found[-1].pos[2] == "サ変可能" and not text[-1].isascii()) or bool(_DEED.search(text))


def _with_particle(text: str, found: tuple[Word, ...]) -> str:
    """「新規契約12件」 as 「新規契約は12件」: は between the thing and its figure, when nothing stands there yet."""
    if any(word.surface == "は" and word.pos[0] == "助詞" for word in words(_clause(text))):
        return text
    for at in range(1, len(found)):
        word, before = found[at], found[at - 1]
        begins = (
            word.pos[1] == "数詞" or word.surface in ("月", "週", "約", "平均", "全") or _GRADE.fullmatch(word.surface)
        )
        ends = (
            before.pos[0] == "名詞" and before.pos[1] == "普通名詞" and before.surface not in ("月", "週", "約", "平均")
        )
        if (
            begins
            and ends
            and all(one.pos[0] in _RUN or one.surface in ("の", "に", "で", "へ") for one in found[: at + 1])
            and (_figure_follows(found[at:]) or word is found[-1])
        ):
            return f"{text[: word.start].rstrip()}は{text[word.start :]}"
    return text


def _figure_follows(found: tuple[Word, ...]) -> bool:
    return any(word.pos[1] == "数詞" for word in found[:3])


def _past(text: str, found: tuple[Word, ...], *, polite: bool) -> str:
    before = found[-2] if len(found) > 1 else None
    if before is None:
        return ""
    if not polite:
        return _plain_past(text, found) if before.normal in ("ます", "です") else text
    if before.surface == "なかっ":
        return _not_done(text, found)
    if before.normal in ("ます", "です"):
        return text
    if before.surface == "だっ":
        return text[: before.start] + "でした"
    said = text[: before.start] + stem_of(before) + "ました" if is_verb(before) else ""
    return text + "です" if before.surface.endswith("かっ") else said


def _not_done(text: str, found: tuple[Word, ...]) -> str:
    """「かけられなかった」 politely."""
    verb = found[-3] if len(found) > 2 else None
    return text[: verb.start] + stem_of(verb) + "ませんでした" if verb and is_verb(verb) else text + "です"


def _plain_past(text: str, found: tuple[Word, ...]) -> str:
    before, verb = found[-2], found[-3] if len(found) > 2 else None
    if before.normal == "です":
        return text[: before.start] + "だった"
    return text[: verb.start] + past_of(verb) if verb and is_verb(verb) else text


def _plain_present(text: str, found: tuple[Word, ...]) -> str:
    last, before = found[-1], found[-2] if len(found) > 1 else None
    if last.normal == "です":
        return text[: last.start] + ("" if before and before.pos[0] == "形容詞" else "だ")
    return text[: before.start] + before.dictionary if before and is_verb(before) else text
