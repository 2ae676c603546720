"""A real conversation without its names: the subordinate is Aさん, the manager 上司, everybody else Bさん, Cさん …; X社.

Names and contact data are found by the masker; here only its placeholders are turned into something that reads well.
The same person is the same letter in the whole conversation.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coach.domain.conversation import Said, Speaker
from coach.domain.written import ROLES, bare
from coach.ports import Masker

MANAGER, CONTACT, SOMEBODY = "上司", "（連絡先）", "ある人"
LETTERS, FIRMS = "ABCDEFGHIJKLMNOPQRSTUVW", "XYZ"

MaskerOf = Callable[[tuple[str, ...]], Masker]
"""A masker that knows these names beside those it finds by itself."""

_PERSON = r"人物[0-9０-９]{2}"
_FIRM = re.compile(r"組織([0-9０-９]{2})(?:社|株式会社)?")
_CALLED = r"(?P<called>さん|くん|君|ちゃん|様|さま|氏)?"
_TITLE_ENDING = re.compile(r"(?<=.)(?:課長|部長|店長|係長|所長|室長|主任|リーダー|マネージャー|マネジャー)$")
_TITLE = r"(?P<title>課長|部長|店長|係長|所長|室長|社長|主任|先生|リーダー|マネージャー)?"
_PEOPLE = re.compile(rf"(?P<who>{_PERSON})(?:[ \u3000・]?{_PERSON})*[ \u3000]?{_TITLE}{_CALLED}")
_ADDRESSED = re.compile(
    rf"^(?:はい|ええ|あの|では)?[、 ]?(?P<who>{_PERSON})[ \u3000]?{_TITLE}{_CALLED}[、,。！!？?…\s]"
)
_CONTACTS = re.compile(r"連絡先[0-9０-９]{2}")


def anonymous(speeches: Sequence[Said], names: Sequence[str], *, manager: str, masker: MaskerOf) -> tuple[Said, ...]:
    """The speeches with letters for names. `names` are the speakers as written, `manager` is the one of them who is."""
    theirs = [name for name in names if name != manager]
    named = [name for name in (*theirs, manager) if bare(name) not in ROLES and len(bare(name)) > 1]
    known = tuple(_TITLE_ENDING.sub("", name) for name in named)
    mask = masker(known)
    masked = [replace(one, text=mask.mask(one.text)) for one in speeches]
    letters = iter(LETTERS)
    alias: dict[str, str] = {}
    labels = {name: next(letters, SOMEBODY) for name in theirs}
    for name, own in zip(named, known, strict=True):
        for part in dict.fromkeys((own, *own.split())):
            for placeholder in re.findall(_PERSON, mask.mask(part)):
                alias.setdefault(placeholder, MANAGER if name == manager else labels[name])
    _by_address(masked, alias, one_other=len(theirs) == 1)
    return tuple(replace(one, text=_readable(one.text, alias, letters), who=_label(one, labels)) for one in masked)


def _label(one: Said, labels: dict[str, str]) -> str:
    return f"{labels.get(one.who, SOMEBODY)}さん" if one.who else ""


def _by_address(masked: Sequence[Said], alias: dict[str, str], *, one_other: bool) -> None:
    """Where labels are roles: whom the manager addresses first is the subordinate, and the other way round."""
    for speaker, name in ((Speaker.MANAGER, LETTERS[0]), (Speaker.SUBORDINATE, MANAGER)):
        if not one_other or name in alias.values():
            continue
        said = (_ADDRESSED.match(one.text) for one in masked if one.speaker is speaker)
        first = next((match["who"] for match in said if match and match["who"] not in alias), None)
        if first:
            alias[first] = name


def _readable(text: str, alias: dict[str, str], letters: Iterator[str]) -> str:
    """The text with what the placeholders stand for."""

    def person(match: re.Match[str]) -> str:
        who = match["who"]
        if who not in alias:
            alias[who] = next(letters, SOMEBODY)
        name, title, called = alias[who], match["title"] or "", match["called"] or ""
        if name == MANAGER:
            return title + called or MANAGER if title else MANAGER
        return name if name == SOMEBODY else name + (title + called or "さん")

    return _PEOPLE.sub(person, _FIRM.sub(_firm, _CONTACTS.sub(CONTACT, text)))


def _firm(match: re.Match[str]) -> str:
    number = int(match[1]) - 1
    return f"{FIRMS[number]}社" if number < len(FIRMS) else "ある会社"
