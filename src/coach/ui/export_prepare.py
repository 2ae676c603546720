"""A sheet as sections of text and what stands small below it: what the files to keep are made of. Pure."""

from collections.abc import Sequence

from coach.domain.labels import Scene
from coach.domain.preparation import Line, Preparation, called
from coach.domain.words import SCENE
from coach.ui.language import _

Section = tuple[str, list[tuple[str, str]]]

SECTIONS = {
    "facts": "事実として伝えること（信用）",
    "messages": "未来と気持ちのメッセージ・問いかけ（信頼）",
    "approach": "任せ方",
    "reactions": "予想される反応と返し方",
    "avoided": "言わないほうがよい三つの言葉",
    "behind": "もとになったハンドブックの文章",
    "kept": "手元のメモ（そのまま読み上げないもの）",
}


def title(preparation: Preparation) -> str:
    """What the sheet is called."""
    request = preparation.request
    who = called(request.name)
    scene = _(SCENE[request.scene])
    return _("{scene}の準備：{who}").format(scene=scene, who=who) if who else _("{scene}の準備").format(scene=scene)


def sections(preparation: Preparation, *, sources: bool = True) -> list[Section]:
    """The sections that are not empty, in the order of the page; with what was typed below each sentence, or without."""
    sheet = preparation.sheet
    avoided = [
        (
            _("×「{text}」").format(text=one.text),
            one.why + (_("　代わりに「{text}」").format(text=one.instead) if one.instead else ""),
        )
        for one in sheet.avoided
    ]
    found: dict[str, list[tuple[str, str]]] = {
        "facts": _lines(sheet.facts, sources=sources),
        "messages": _lines(sheet.messages, sources=sources),
        "approach": _approach(preparation),
        "reactions": [(f"{one.sign}：「{one.reply}」", one.beside) for one in sheet.reactions],
        "avoided": avoided,
        "behind": [
            (one.citation.shown, _("出典：{section}").format(section=one.citation.section)) for one in sheet.behind
        ],
        "kept": [(one, "") for one in sheet.kept],
    }
    return [(_(SECTIONS[name]), items) for name, items in found.items() if items]


def as_markdown(preparation: Preparation, when: str) -> str:
    """The sheet as a document to go on writing in; what was typed stands in it as text."""
    lines = [f"# {_plain(title(preparation))}", "", when, ""]
    for head, items in sections(preparation):
        lines += [f"## {head}", ""]
        for text, below in items:
            lines += [f"- {_plain(text)}", *([f"  - {_plain(below)}"] if below else [])]
        lines.append("")
    return "\n".join(lines)


def _lines(lines: Sequence[Line], *, sources: bool) -> list[tuple[str, str]]:
    shown = _("入力：{source}")
    return [
        (one.text, shown.format(source=" ".join(one.source.split())) if one.source and sources else "") for one in lines
    ]


def _approach(preparation: Preparation) -> list[tuple[str, str]]:
    approach = preparation.sheet.approach
    if approach is None or preparation.request.scene is not Scene.DELEGATION:
        return []
    scope = [(f"{who}：{what}", "") for who, what in approach.scope]
    said = [(f"「{one.text}」", "") for one in approach.lines]
    promised = [(_("フォローの約束：「{text}」").format(text=one.text), "") for one in approach.promise]
    return [(approach.title, approach.how), *scope, *said, *promised]


def _plain(text: str) -> str:
    """One line, without the marks that would make Markdown or HTML of it."""
    return "".join("\\" + char if char in "\\`*_[]<>#|" else char for char in " ".join(text.split()))
