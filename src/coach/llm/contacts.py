"""Contact data and numbers that stand for a person, found by their form."""

import re

from coach.llm.people import Span, apart

_HALF = str.maketrans({**{chr(0xFF01 + at): chr(0x21 + at) for at in range(94)}, "−": "-", "‐": "-", "–": "-"})
"""Full-width forms read as half-width ones, a letter for a letter."""

_TOP = r"(?:com|co\.jp|ne\.jp|or\.jp|ac\.jp|go\.jp|jp|net|org|io|dev|info|biz|app|ai|cloud|example)"
_COUNTED = r"(?!\s?[件人社円%名個回日時年月台本枚点割万億歳分秒])"
_LAND = r"(?:東京都|北海道|京都府|大阪府|[一-龠]{2,3}県)"
_TOWN = r"[一-龠々ヶケァ-ヶー]{1,8}[市区町村郡]"
_PLACE = r"[一-龠々ヶケァ-ヶー]{0,12}(?:の[一-龠々]{1,8})?"
_HOUSE = rf"\d{{1,4}}(?:(?:丁目|番地の?|番|号|-)\d{{0,4}}){{1,5}}{_COUNTED}"
_DOOR = r"(?:\s?[一-龠々ァ-ヶーA-Za-z]{1,15}(?:ビル|マンション|ハイツ|タワー|荘|コーポ)(?:\s?\d{1,4}(?:号室?|階|F)?)?)?"

_CONTACT = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}"
    r"|(?:https?://|www\.)[^\s、。」』）)<>]+"
    rf"|(?<![\w@.])(?:[a-z0-9-]{{1,63}}\.){{1,5}}{_TOP}(?![A-Za-z0-9.])(?:/[^\s、。」』）)<>]*)?"
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"
    r"|(?<![\d-])(?:\+81[-\s]?\d{1,4}|0\d{1,4})[-(\s]\d{1,4}[-)\s]\d{3,4}(?!\d)"
    r"|(?<!\d)0[5789]0\d{8}(?!\d)|(?<!\d)0[1-9]\d{8}(?!\d)|内線[:はが\s]{0,3}\d{2,5}(?!\d)"
    r"|〒\s?\d{3}-?\d{4}"
    r"|(?<![\w@])@[A-Za-z0-9_]{3,}"
    r"|(?<!\d)\d{4}[-\s]\d{4}[-\s]\d{4}(?:[-\s]\d{4})?(?!\d)"
    r"|(?<![A-Za-z0-9])(?!ISO|JIS|IEC|RFC|FY|NO)[A-Z]{1,4}-?\d{5,8}(?![A-Za-z0-9])"
    r"|\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?=生)"
    rf"|{_LAND}(?:\s?{_TOWN})?\s?{_PLACE}\s?{_HOUSE}{_DOOR}"
    rf"|(?:{_TOWN}\s?){{1,3}}{_PLACE}\s?{_HOUSE}{_DOOR}"
    rf"|(?:[一-龠々ヶァ-ヶー]{{2,12}}|[一-龠々]{{1,4}}の[一-龠々]{{1,4}})(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})丁目(?:\d{{1,3}}(?:番地?|号|-)?)*{_DOOR}"
)
"""Mail and web addresses, telephone numbers, post codes, handles, card and personal numbers, births, addresses."""

_NUMBERED = re.compile(
    r"(?:(?:社員|従業員|職員|個人|会員|顧客|学籍|口座|被保険者|お客様|ユーザー|ログイン|アカウント)(?:番号|ID|コード|No\.?)|マイナンバー|ID)"
    r"[:はが\s]{0,3}([A-Za-z]{0,6}[-_]?\d{3,}[A-Za-z0-9-]*)"
)


def contacts(text: str) -> list[Span]:
    """Where contact data stands."""
    read = text.translate(_HALF)
    found = [match.span() for match in _CONTACT.finditer(read)]
    return apart([*found, *(match.span(1) for match in _NUMBERED.finditer(read))])
