"""A real conversation with its two sides: who of those who speak is the manager, and who said what, in order."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.domain.errors import BadInput
from coach.domain.written import ROLES, Spoken, Written, bare, written

MAX_CHARACTERS = 200_000
"""Ten hours of talk; more is no conversation."""

MAX_SPEECHES = 2_000


class Speaker(StrEnum):
    """The two sides."""

    MANAGER = "manager"
    SUBORDINATE = "subordinate"


@dataclass(frozen=True, slots=True)
class Said:
    """One speech of one side. `who` tells several on the subordinate's side apart; "" where there is one."""

    speaker: Speaker
    text: str
    who: str = ""


def read(text: str) -> Written:
    """The speeches in a text. Raises BadInput with a remedy when it is empty, too long, or not two people's."""
    if not text.strip():
        raise BadInput("会話が空です。会話の記録を貼り付けるか、ファイルを選んでください。")
    if len(text) > MAX_CHARACTERS:
        raise BadInput(
            f"会話の記録が長すぎます（{len(text):,}文字）。{MAX_CHARACTERS:,}文字以内に分けて読み込んでください。"
        )
    found = written(_plain(text))
    if not found.speeches:
        raise BadInput(
            "だれの発話かを読み取れませんでした。各行の先頭に「上司: 」「部下: 」や「田中：」のように、話した人の名前を書いてください。"
        )
    if len(found.names) < 2:
        raise BadInput(
            f"話している人が一人（{found.names[0]}）しか見つかりませんでした。相手の発話にも「部下: 」のように名前を書いて、二人以上の会話にしてください。"
        )
    if len(found.speeches) > MAX_SPEECHES:
        raise BadInput(
            f"発話が多すぎます（{len(found.speeches):,}件）。{MAX_SPEECHES:,}件以内に分けて読み込んでください。"
        )
    return found


def manager_by_role(found: Written) -> str | None:
    """The speaker whom the labels themselves make the manager; None where they are names.

    「上司」 is; so is the other one of two where one is 「部下」.
    """
    roles = {name: ROLES.get(bare(name)) for name in found.names}
    managers = [name for name, role in roles.items() if role == "manager"]
    if len(managers) == 1:
        return managers[0]
    others = [name for name, role in roles.items() if role is None]
    return others[0] if not managers and len(others) == 1 and len(roles) > 1 else None


def sides(speeches: Sequence[Spoken], manager: str) -> tuple[Said, ...]:
    """The speeches by side; everybody but `manager` is on the subordinate's. Raises BadInput for an unknown name."""
    names = tuple(dict.fromkeys(one.who for one in speeches))
    chosen = _chosen(names, manager)
    if chosen is None:
        raise BadInput(
            f"「{manager}」という話し手は記録にありません。次から選んでください：{'、'.join(names)}（--manager）。"
        )
    several = len(names) > 2
    return tuple(
        Said(Speaker.MANAGER, one.text)
        if one.who == chosen
        else Said(Speaker.SUBORDINATE, one.text, one.who if several else "")
        for one in speeches
    )


def conversation(text: str, *, manager: str | None = None) -> tuple[Said, ...]:
    """The speeches in a text by side. `manager` names the one who is the manager where people's names are used.

    Raises BadInput when the text cannot be used, or, naming the speakers, when it does not tell who the manager is.
    """
    found = read(text)
    who = manager if manager is not None else manager_by_role(found)
    if who is None:
        names = found.names
        raise BadInput(
            f"どなたが上司かわかりません（話し手：{'、'.join(names)}）。--manager {names[0]} のように、上司の名前を指定してください。"
        )
    return sides(found.speeches, who)


def _chosen(names: Sequence[str], manager: str) -> str | None:
    """The speaker meant: by the whole name, else by a part of it that only one has."""
    wanted = bare(manager)
    exact = [name for name in names if bare(name) == wanted]
    part = [name for name in names if wanted and wanted in bare(name)]
    return exact[0] if exact else part[0] if len(part) == 1 else None


def _plain(text: str) -> str:
    """Line ends as one, and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n")
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
