"""Figures as one says them: arrows, what stands in parentheses, and 「うち1件は…」."""

import re
from dataclasses import dataclass

_NUMBER = r"[0-9０-９][0-9０-９,，.．]*"
_UNIT = r"(?:[^\s0-9０-９ぁ-ん、。（）()→⇒➡]{1,4}|か所|つ)?"
_ARROW = r"\s*(?:→|⇒|➡|->|=>)\s*"
_ANY_ARROW = re.compile(_ARROW)
_STEPS = re.compile(rf"({_NUMBER})({_UNIT})((?:{_ARROW}{_NUMBER}{_UNIT})+)")
_STEP = re.compile(rf"{_ARROW}({_NUMBER})({_UNIT})")
_BECAME = re.compile(rf"([^はがをにで、]+?){_ARROW}([^はがをにで、→⇒➡]+)$")
_LAST = re.compile(rf"({_NUMBER})({_UNIT})$")
_REFERENCE = re.compile(rf"^([^0-9０-９、。：:は]{{2,10}}?)\s*(?:[：:は]\s*)?({_NUMBER})({_UNIT})$")
_AIMS = ("目標", "計画", "予算", "ノルマ", "基準", "目安", "上限", "予定")
_SPAN = re.compile(r"([0-9０-９]+)\s*[〜～~]\s*([0-9０-９]+)(月|日|年|時|週|回|件|名|人)")
_DATES = re.compile(r"^(?:[0-9０-９]{1,4}[年月日期](?:[、,・と]|から)?)+$")
_OF_WHICH = re.compile(
    r"[、。,\s]*(?:その|この)?(?:うち|内)(?:の)?[、,]?\s*(?=(?:約|の)?[0-9０-９一二三四五六七八九十半])"
)
_ASIDE_OF_WHICH = re.compile(r"[（(]((?:その)?うち[^（）()]*)[）)]")
_OWN_OF_WHICH = re.compile(rf"^{_OF_WHICH.pattern}")
_RISES, _GROWS = "%％点円度", ("件", "名", "人", "回", "時間", "日", "社", "本", "台", "個", "分", "つ", "か所")


@dataclass(frozen=True, slots=True)
class Ending:
    """A predicate: before a comma, polite, plain."""

    going_on: str
    polite: str
    plain: str

    def of(self, *, polite: bool) -> str:
        """The form that ends a sentence."""
        return self.polite if polite else self.plain


_CHANGES = {
    "下がる": Ending("下がり", "下がりました", "下がった"),
    "上がる": Ending("上がり", "上がりました", "上がった"),
    "減る": Ending("減り", "減りました", "減った"),
    "増える": Ending("増え", "増えました", "増えた"),
    "変わる": Ending("変わり", "変わりました", "変わった"),
}


_ABOVE, _BELOW = Ending("上回り", "上回りました", "上回った"), Ending("下回り", "下回りました", "下回った")
_UPWARDS = (_CHANGES["上がる"], _CHANGES["増える"], _ABOVE)
_DOWNWARDS = (_CHANGES["下がる"], _CHANGES["減る"], _BELOW)


def of_which(text: str) -> tuple[str, str]:
    """「遅れ2件、うち1件は…」 as the whole and what is said of a part of it ("" when nothing is)."""
    text = _ASIDE_OF_WHICH.sub(r"、\1", text)
    found = _OF_WHICH.search(text)
    return (text[: found.start()], text[found.end() :]) if found and found.start() else (text, "")


def is_of_which(text: str) -> bool:
    """Whether a line goes on from the one before with うち or そのうち."""
    return bool(_OWN_OF_WHICH.match(text))


def without_of_which(text: str) -> str:
    """`text` without the うち that it begins with."""
    return _OWN_OF_WHICH.sub("", text)


def spans(text: str) -> str:
    """「4〜9月」 as 「4月から9月」, and arrows without blanks."""
    return _SPAN.sub(r"\1\3から\2\3", _ANY_ARROW.sub("→", text))


def changed(text: str) -> tuple[str, Ending | None]:
    """`text` with its arrows in words; the predicate when it ends in an arrow's target, else None."""
    steps = _STEPS.search(text)
    if steps is None:
        return _became(text)
    unit = next((found[2] for found in [*_STEP.finditer(steps[3])][::-1] if found[2]), steps[2])
    targets = [found[1] + (found[2] or unit) for found in _STEP.finditer(steps[3])]
    said = f"{steps[1]}{steps[2] or unit}から{'、'.join(targets)}"
    if steps.end() < len(text):
        return text[: steps.start()] + said + text[steps.end() :], None
    return f"{text[: steps.start()]}{said}に", _CHANGES[_way(steps[1], targets[-1], unit)]


def _became(text: str) -> tuple[str, Ending | None]:
    found = _BECAME.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]}{found[1].strip()}から{found[2].strip()}に", _CHANGES["変わる"]


def has_arrow(text: str) -> bool:
    """Whether an arrow is left."""
    return bool(_ANY_ARROW.search(text))


def _way(before: str, after: str, unit: str) -> str:
    one, other = _value(before), _value(re.match(_NUMBER, after)[0])  # type: ignore[index]
    if one is None or other is None or one == other:
        return "変わる"
    if unit and unit[-1] in _RISES:
        return "下がる" if other < one else "上がる"
    if unit.endswith(_GROWS):
        return "減る" if other < one else "増える"
    return "変わる"


def compared(text: str, aside: str) -> tuple[str, Ending] | None:
    """For an aside such as 「目標10件」: 「目標の10件を」 and how the last figure of `text` stands to it."""
    mine, reference = _LAST.search(text), _REFERENCE.match(aside)
    if mine is None or reference is None or not reference[1].endswith(_AIMS) or mine[2] != reference[3]:
        return None
    value, aim = _value(mine[1]), _value(reference[2])
    if value is None or aim is None:
        return None
    named = f"{reference[1]}の{reference[2]}{reference[3]}"
    if value == aim:
        return f"{named}と", Ending("同じで", "同じでした", "同じだった")
    return f"{named}を", _ABOVE if value > aim else _BELOW


def direction(text: str) -> int:
    """1 where a figure rose or stands above its aim, -1 where it fell or stands below; 0 where neither is said."""
    aside = re.search(r"[（(]([^（）()]*)[）)]", text)
    whole = spans(text[: aside.start()] if aside else text).rstrip("。、 ")
    bare = re.sub(r"(?:でした|です)(?:よ|ね|よね)?$", "", whole)
    _, change = changed(bare)
    aim = compared(bare, aside[1].strip()) if aside else None
    ending = change or (aim[1] if aim else None)
    return (ending in _UPWARDS) - (ending in _DOWNWARDS)


def aside_in_words(aside: str) -> str:
    """What stood in parentheses, ready to be made a sentence: 「6月、8月」 as 「6月と8月」, 「前年1件」 as 「前年は1件」."""
    reference = _REFERENCE.match(aside)
    if reference:
        return f"{reference[1]}は{reference[2]}{reference[3]}"
    return re.sub(r"[、,・]", "と", aside) if _DATES.match(aside) else aside


def is_dates(aside: str) -> bool:
    """Whether an aside only says when."""
    return bool(_DATES.match(aside))


def _value(figure: str) -> float | None:
    try:
        return float(figure.replace(",", "").replace("，", "").replace("．", "."))
    except ValueError:
        return None
