"""What was promised in a conversation: by whom, what, and until when. Rules; precision before recall (docs/look-back.md).

A promise is a deed of the speaker's own that lies ahead: a clause whose last verb is one of the deeds below, stated
(します), meant (しようと思います), planned with a date, or proposed for both with a date (また話しましょう). Questions,
requests, wishes, the past, habits, conditions, other people's deeds and what is done at once are none.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.domain import deeds
from coach.domain.conversation import Said, Speaker
from coach.domain.due import Due, due
from coach.domain.predicate import Form, Manner, Morpheme, Predicate, predicate


class Party(StrEnum):
    """Who promised."""

    MANAGER = "manager"
    SUBORDINATE = "subordinate"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `when` are the words for the time, "" without; `day` is the date they mean, None when they name none.

    `quote` is the sentence it stands in; `kept` is ticked by hand when it is done.
    """

    by: Party
    what: str
    when: str = ""
    day: date | None = None
    quote: str = ""
    kept: bool = False


Read = Callable[[str], Sequence[Morpheme]]

_PARTY = {Speaker.MANAGER: Party.MANAGER, Speaker.SUBORDINATE: Party.SUBORDINATE}
_SENTENCE = re.compile(r"[^。！!？?\n]+[。！!？?]*")
_QUOTED = re.compile(r"(?<=[「『])[^「『」』]+(?=[」』])")
_CUT = re.compile(
    r"(?<=ます)(?:ので|から|けれども|けれど|けど|が|し)[、,]?"
    r"|(?<=[うくぐすつぬぶむるい])(?:ので|んで|から|けれども|けれど|けど|し)[、,]"
    r"|(?<=しょう)[、,]"
)

_ASIDE = re.compile(r"の|は|も(?!う)")


def promises(speeches: Sequence[Said], on: date, read: Read) -> tuple[Promise, ...]:
    """The promises in the speeches, in order, each deed once; `on` is the day of the talk, `read` the morphology."""
    found: dict[tuple[Party, str], Promise] = {}
    for said in speeches:
        for one in promised(said.text, _PARTY[said.speaker], on=on, read=read):
            before = found.get((one.by, one.what))
            if before is None or (before.day is None and one.day is not None):
                found[one.by, one.what] = one
    return tuple(found.values())


def promised(text: str, by: Party, *, on: date, read: Read) -> Iterator[Promise]:
    """The promises in one speech."""
    for sentence in _SENTENCE.findall(unicodedata.normalize("NFKC", text)):
        earlier = ""
        for clause in _clauses(sentence):
            one = _promise(clause, by, on=on, read=read, earlier=earlier)
            earlier += _hidden(clause)
            if one is not None:
                yield Promise(one.by, one.what, one.when, one.day, sentence.strip())


def _clauses(sentence: str) -> list[str]:
    """The clauses that may each end with a deed, with the から or が that joins them to the next.

    A question's last one asks and promises nothing.
    """
    pieces: list[str] = []
    at = 0
    for match in _CUT.finditer(_hidden(sentence)):
        joint = "から" if match.group().startswith(("ので", "んで")) else match.group().rstrip("、,")
        pieces.append(sentence[at : match.start()] + joint)
        at = match.end()
    rest = sentence[at:]
    return pieces if rest.rstrip().endswith("?") else [*pieces, rest]


def _hidden(text: str) -> str:
    """The text with what stands in 「」 blanked out: what is quoted is not said."""
    return _QUOTED.sub(lambda match: "〇" * len(match.group()), text)


def _promise(clause: str, by: Party, *, on: date, read: Read, earlier: str) -> Promise | None:
    hidden = _hidden(clause).rstrip("。!！、, ")
    if deeds.NONE.search(hidden):
        return None
    # What is blanked out is as long as what it hides, so the places in both are the same.
    found = predicate(clause, read(hidden))
    if found is None:
        return None
    until = due(hidden, on, before=earlier)
    if not _commits(found, hidden, until, on):
        return None
    party = Party.BOTH if found.form is Form.PROPOSED and not deeds.ALONE.search(hidden) else by
    return Promise(party, _tidy(found.what, until), until.words if until else "", until.day if until else None)


def _commits(found: Predicate, clause: str, until: Due | None, on: date) -> bool:
    if deeds.VAGUE.search(clause) or found.deed in deeds.NO_DEEDS:
        return False
    ahead = until is not None and _is_adverbial(clause, until)
    match found.form, found.manner:
        case Form.REFUSED, _:
            return bool(deeds.FROM_NOW.search(clause)) and found.deed not in deeds.STATES
        case _, Manner.RESOLVED:
            return found.form is not Form.PROPOSED
        case Form.PROPOSED, _:
            later = until is not None and (until.day is None or until.day > on)
            own = found.manner is Manner.DONE_AHEAD and bool(deeds.ALONE.search(clause))
            return own or (ahead and later and found.deed in deeds.DEEDS)
        case (Form.PLANNED, _) | (_, Manner.GRADUAL):
            return ahead and found.deed in deeds.DEEDS
        case _:
            return _states(found, clause, ahead=ahead, today=until is None or until.day == on)


def _states(found: Predicate, clause: str, *, ahead: bool, today: bool) -> bool:
    """Whether a stated deed is a promise: by its auxiliary, its verb, its date, or 「私から」."""
    own = bool(deeds.ALONE.search(clause))
    if found.deed in deeds.EMPTY and not (ahead or deeds.OBJECT.search(clause)):
        return False
    if found.manner is Manner.DONE_AHEAD:
        return found.deed not in deeds.STATES
    if found.deed in deeds.SPEAKING and today and deeds.AT_ONCE.search(clause):
        return False
    strong = found.deed in deeds.STRONG or bool(deeds.MAKES_TIME.search(clause))
    if found.form is Form.PLAIN:
        return found.deed in deeds.DEEDS and found.softened and (strong or ahead or own)
    if strong and not deeds.IN_ORDER.search(clause):
        return True
    return found.deed in deeds.DEEDS and (ahead or own)


def _is_adverbial(clause: str, until: Due) -> bool:
    """Whether the time says when: in 「来週の資料」 it only says which, in 「来週は忙しい」 it is what is spoken of."""
    return not _ASIDE.match(clause[until.end :])


def _tidy(what: str, until: Due | None) -> str:
    """The deed alone: without its time, without the one who does it, without 「はい、」."""
    after = what[until.end :] if until is not None and what[until.start : until.end] == until.words else "の"
    if until is not None and not after.startswith(("の", "か")):
        what = what[: until.start] + deeds.AFTER_TIME.sub("", after)
    what = deeds.WORD_GIVEN.sub("", what)
    before = ""
    while before != what:
        before, what = what, deeds.LEAD.sub("", what.strip(" 、,。"))
    # 「手順書は直しておく」 is 「手順書を直しておく」 once it stands alone in a list.
    return deeds.BY_ME.sub("", deeds.TOPIC.sub(r"\g<what>を", what))
