"""A look back as a printable PDF on A4. Its Japanese fonts are those of the reader's own viewer: no font files."""

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, String
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from coach.domain.comparison import Comparison
from coach.domain.debrief import Debrief, Remark, TurningPoint
from coach.domain.preparation import of_preparation
from coach.domain.transcript import Practice
from coach.domain.words import ORIENTATION, SCENE
from coach.ui import assumed, comparing, export
from coach.ui.design import PALETTES
from coach.ui.language import _
from coach.ui.wording import date, safe, signed

_SANS, _SERIF = "HeiseiKakuGo-W5", "HeiseiMin-W3"
_MARGIN = 20 * mm
_PADDING = 6
"""What the frame keeps free inside the margin."""

_WIDTH = A4[0] - 2 * (_MARGIN + _PADDING)
_INK, _MUTED, _RULE, _ACCENT = (
    HexColor(getattr(PALETTES["light"], name)) for name in ("ink", "muted", "line", "primary")
)
_MISSING = "〓"
"""Printers' sign for a character that the font does not have."""


def as_pdf(practice: Practice, found: Debrief, earlier: Comparison | None = None) -> bytes:
    """The document. The same look back gives the same bytes."""
    _fonts()
    title = _("ふりかえり：{title}").format(title=practice.scenario.title)
    return _built(title, _story(practice, found, title, earlier))


def as_document(title: str, under: str, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> bytes:
    """A titled document of headed lists, set small: each item is a text and what stands below it ("": nothing)."""
    _fonts()
    story = [_say(title, _style(14, fontName=_SANS)), _say(under, _style(8, textColor=_MUTED))]
    for head, items in sections:
        story.append(_say(head, _style(10, fontName=_SANS, textColor=_ACCENT, spaceBefore=5, keepWithNext=1)))
        for text, below in items:
            story.append(_say(text, _style(8.2, leading=11.4, leftIndent=12, bulletIndent=1, spaceAfter=1), "・"))
            story += [_say(below, _style(7.2, leading=9.6, textColor=_MUTED, leftIndent=12))] if below else []
    return _built(title, story, margin=14 * mm)


def _built(title: str, story: list[Any], *, margin: float = _MARGIN) -> bytes:
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=min(margin, 18 * mm),
        bottomMargin=min(margin + 2 * mm, 20 * mm),
        title=plain(title),
        lang="ja",
        invariant=1,
    )
    document.build(story, onFirstPage=_foot, onLaterPages=_foot)
    return file.getvalue()


def plain(text: str) -> str:
    """The text without what these fonts cannot draw (emoji, rare characters, control characters)."""
    return "".join(
        _MISSING if ord(char) > 0xFFFF or 0xD800 <= ord(char) <= 0xDFFF else char
        for char in text
        if (char == "\n" or char.isprintable() or char == "\u3000" or 0xD800 <= ord(char) <= 0xDFFF)
        and not 0xFE00 <= ord(char) <= 0xFE0F  # the invisible selectors after some emoji
    )


@lru_cache
def _fonts() -> None:
    for name in (_SANS, _SERIF):
        registerFont(UnicodeCIDFont(name))


def _style(size: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": _SERIF, "fontSize": size, "leading": size * 1.65, "textColor": _INK, "wordWrap": "CJK"}
    return ParagraphStyle("", **{**given, **more})


_TITLE = _style(17, fontName=_SANS, spaceAfter=3)
_HEAD = _style(12, fontName=_SANS, textColor=_ACCENT, spaceBefore=12, spaceAfter=3, keepWithNext=1)
_TEXT = _style(10.5, spaceAfter=4)
_SMALL = _style(9, textColor=_MUTED, spaceAfter=3)
_ITEM = _style(10.5, leftIndent=18, bulletIndent=2, bulletFontName=_SERIF, bulletFontSize=10.5, spaceAfter=3)
_SAID = _style(10.5, fontName=_SANS, spaceBefore=5, spaceAfter=2)
_UNDER = _style(9, textColor=_MUTED, leftIndent=18, spaceAfter=4)


def _say(text: str, style: ParagraphStyle = _TEXT, bullet: str | None = None) -> Paragraph:
    return Paragraph(safe(plain(text)).replace("\n", "<br/>"), style, bulletText=bullet)


def _story(practice: Practice, found: Debrief, title: str, earlier: Comparison | None) -> list[Any]:
    scenario = practice.scenario
    where = f"{_(SCENE[scenario.scene])}　{scenario.persona.name}　{date(practice.started_at)}"
    chart = [_say(_("被信頼感の移り変わり"), _HEAD), curve(found.felt_trust, found.turning_points)]
    return [
        _say(title, _TITLE),
        _say(where, _SMALL),
        *([_say(assumed.said(), _SMALL)] if of_preparation(scenario.id) else []),
        _say(found.summary),
        *_remarks(_("よかった点"), found.strengths),
        *_remarks(_("次の一歩"), found.next_time),
        *_points(found),
        KeepTogether(chart),
        _say(_("話し方のようす"), _HEAD),
        *(_say(text, _ITEM, "・") for text in export.figures(found)),
        *_earlier(practice, earlier),
        *_held(practice, found),
        *_talk(practice),
    ]


def _remarks(title: str, remarks: Iterable[Remark]) -> list[Any]:
    items: list[Any] = []
    for remark in remarks:
        items.append(_say(remark.text, _ITEM, "・"))
        items += [
            _say(_("出典：{section}「{quote}」").format(section=one.section, quote=one.shown), _UNDER)
            for one in remark.citations
        ]
    return [KeepTogether([_say(title, _HEAD), items[0]]), *items[1:]] if items else []


def _points(found: Debrief) -> list[Any]:
    rows = [
        _say(
            _("{text}（{state}）").format(text=_(item.item), state=export.state(item)), _ITEM, "○" if item.met else "－"
        )
        for item in found.checklist
    ]
    return [_say(_("この場面で大切な点"), _HEAD), *rows]


def _earlier(practice: Practice, found: Comparison | None) -> list[Any]:
    if found is None or found.before is None:
        return []
    parts = [_say(comparing.title(practice.scenario.scene), _HEAD), _say(comparing.in_words(found))]
    for one in found.sittings:
        told = _("、").join(
            f"{head} {cell}" for head, cell in zip(comparing.heads(), comparing.cells(one), strict=True)
        )
        parts += [_say(export.sitting_name(one, found), _ITEM, "・"), _say(told, _UNDER)]
    return [KeepTogether(parts)]


def _held(practice: Practice, found: Debrief) -> list[Any]:
    if found.held is None:
        return []
    summary, *below = assumed.parts(practice.scenario, found.held)
    head = _say(assumed.title(practice.scenario), _HEAD)
    return [KeepTogether([head, _say(summary), *(_say(one, _SMALL) for one in below)])]


def _talk(practice: Practice) -> list[Any]:
    name = practice.scenario.persona.name
    parts: list[Any] = [
        _say(_("会話"), _HEAD),
        _say(_("{name}：{words}").format(name=name, words=practice.scenario.opening)),
    ]
    for turn in practice.path():
        said = _("{number}．あなた（{label}）：{say}").format(
            number=turn.number, label=_(ORIENTATION[turn.tag.label]), say=turn.say
        )
        parts += [_say(said, _SAID), _say(_("{name}：{words}").format(name=name, words=turn.reply))]
    return [*parts, Spacer(1, 6)]


def curve(values: Sequence[float], points: Sequence[TurningPoint] = (), *, height: float = 42 * mm) -> Drawing:
    """Felt trust over the turns, with its axes and the turning points named."""
    drawing = Drawing(_WIDTH, height)
    left, bottom, right, top = 26.0, 22.0, _WIDTH - 14, height - 14
    low, high = max(0.0, min(values) - 0.05), min(1.0, max(values) + 0.05)
    span = high - low

    def at(turn: int, value: float) -> tuple[float, float]:
        along = turn / max(1, len(values) - 1)
        return left + (right - left) * along, bottom + (top - bottom) * (value - low) / span

    for value in (low, (low + high) / 2, high):
        y = at(0, value)[1]
        drawing.add(Line(left, y, right, y, strokeColor=_RULE, strokeWidth=0.5))
        drawing.add(_label(left - 4, y - 3, f"{value:.2f}", "end"))
    every = max(1, -(-(len(values) - 1) // 12))
    for turn in range(0, len(values), every):
        drawing.add(_label(at(turn, low)[0], bottom - 10, str(turn)))
    drawing.add(_label(right, 1, _("発話の回数（0は始まる前）"), "end"))
    drawing.add(_label(left, height - 8, _("被信頼感（0〜1）"), "start"))
    places = [at(turn, value) for turn, value in enumerate(values)]
    if len(places) > 1:
        flat = [number for place in places for number in place]
        drawing.add(PolyLine(flat, strokeColor=_ACCENT, strokeWidth=1.5, fillColor=None))
    for x, y in places:
        drawing.add(Circle(x, y, 2.2, fillColor=_ACCENT, strokeColor=None))
    for point in points:
        x, y = places[point.turn]
        text = _("{turn}回目 {change}").format(turn=point.turn, change=signed(point.change))
        drawing.add(
            _label(min(x, right - 20), y + 6 if point.change > 0 and y < top - 8 else y - 12, text, colour=_INK)
        )
    return drawing


def _label(x: float, y: float, text: str, anchor: str = "middle", *, colour: HexColor = _MUTED) -> String:
    return String(x, y, text, fontName=_SANS, fontSize=7.5, fillColor=colour, textAnchor=anchor)


def _foot(canvas: Any, document: Any) -> None:
    canvas.saveState()
    canvas.setFont(_SANS, 8)
    canvas.setFillColor(_MUTED)
    canvas.drawString(_MARGIN + _PADDING, 11 * mm, _("信用と信頼の対話コーチ"))
    canvas.drawRightString(A4[0] - _MARGIN - _PADDING, 11 * mm, str(document.page))
    canvas.restoreState()
