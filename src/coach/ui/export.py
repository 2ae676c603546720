"""A look back as a file: Markdown for people, JSON for programs. Pure."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from coach.domain.debrief import Debrief, Remark
from coach.domain.transcript import Practice
from coach.domain.words import ORIENTATION, SCENE
from coach.ui.language import _
from coach.ui.wording import date, percent, signed


def as_json(practice: Practice, found: Debrief) -> str:
    """The debrief and the turns of the path it speaks of."""
    turns = [
        {
            "turn": turn.number,
            "say": turn.say,
            "label": turn.tag.label,
            "reply": turn.reply,
            "felt_trust": round(turn.felt_trust, 3),
            "note": turn.note.text,
            "rephrase": turn.note.rephrase,
            "versions": dict(turn.versions),
        }
        for turn in practice.path()
    ]
    content = {
        "practice": practice.id,
        "scenario": practice.scenario.id,
        "started_at": practice.started_at.isoformat(),
        "turns": turns,
        "debrief": asdict(found),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_markdown(practice: Practice, found: Debrief) -> str:
    """The look back as a document to print or to file."""
    scenario = practice.scenario
    lines = [
        f"# {_('ふりかえり')}：{scenario.title}",
        "",
        f"{_(SCENE[scenario.scene])}　{scenario.persona.name}　{date(practice.started_at)}",
        "",
        found.summary,
        "",
        *_remarks(_("よかった点"), found.strengths),
        *_remarks(_("次の一歩"), found.next_time),
        *_section(_("この場面で大切な点"), (_point(item.item, item.turn, met=item.met) for item in found.checklist)),
        *_section(_("話し方のようす"), figures(found)),
        f"## {_('会話')}",
        "",
        f"**{scenario.persona.name}**　{scenario.opening}",
        "",
    ]
    for turn in practice.path():
        lines += [
            f"**{_('あなた')}（{_(ORIENTATION[turn.tag.label])}）**　{turn.say}",
            "",
            f"**{scenario.persona.name}**　{turn.reply}",
            "",
        ]
    return "\n".join(lines)


def _section(title: str, items: Iterable[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {item}" for item in items), ""]


def _remarks(title: str, found: Iterable[Remark]) -> list[str]:
    items = []
    for remark in found:
        sources = "".join(
            "\n  - " + _("出典：{section}「{quote}」").format(section=one.section, quote=one.quote)
            for one in remark.citations
        )
        items.append(remark.text + sources)
    return _section(title, items) if items else []


def _point(text: str, turn: int | None, *, met: bool) -> str:
    state = _("{turn}回目の発話").format(turn=turn) if met and turn else _("今回は触れませんでした")
    return f"[{'x' if met else ' '}] {text}（{state}）"


def figures(found: Debrief) -> list[str]:
    """What can be counted, a line each."""
    counts = "、".join(f"{_(ORIENTATION[label])} {count}" for label, count in found.balance.items())
    values = " → ".join(f"{value:.2f}" for value in found.felt_trust)
    turning = "、".join(
        _("{turn}回目（{change}、{because}）").format(turn=one.turn, change=signed(one.change), because=one.because)
        for one in found.turning_points
    )
    counted = [
        _("信用と信頼：{counts}").format(counts=counts),
        _("被信頼感：{values}").format(values=values),
        _("話した量：あなた {mine}、質問 {count}回").format(mine=percent(found.talk_share), count=found.questions),
    ]
    return [*counted, _("転機：{turning}").format(turning=turning)] if turning else counted
