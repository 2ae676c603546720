"""A look back as a file: Markdown for people, JSON for programs. Pure."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from coach.domain.comparison import Comparison, Sitting
from coach.domain.debrief import ChecklistItem, Debrief, Remark
from coach.domain.preparation import of_preparation
from coach.domain.transcript import Practice
from coach.domain.words import ORIENTATION, SCENE
from coach.ui import assumed
from coach.ui.comparing import cells, heads, in_words, title
from coach.ui.language import _
from coach.ui.wording import date, percent, signed


def as_json(practice: Practice, found: Debrief, earlier: Comparison | None = None) -> str:
    """The debrief and the turns of the path it speaks of; and one's own sessions before, where there were some."""
    content = {
        "practice": practice.id,
        "scenario": practice.scenario.id,
        **({"assumed": assumed.said()} if of_preparation(practice.scenario.id) else {}),
        "started_at": practice.started_at.isoformat(),
        "turns": turns(practice),
        "debrief": asdict(found),
        **({"comparison": _compared(earlier)} if earlier and earlier.before else {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def turns(practice: Practice) -> list[dict[str, Any]]:
    """The turns on the path to the head, for programs."""
    return [
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


def _compared(found: Comparison) -> dict[str, Any]:
    sittings = [{**asdict(one), "when": one.when.isoformat(), "gain": round(one.gain, 3)} for one in found.sittings]
    better = {"felt_trust": found.felt_more, "checklist": found.met_more, "balance": found.more_even}
    return {"better_than_last_time": better, "sittings": sittings}


def as_markdown(practice: Practice, found: Debrief, earlier: Comparison | None = None) -> str:
    """The look back as a document to print or to file."""
    scenario = practice.scenario
    lines = [
        "# " + _("ふりかえり：{title}").format(title=scenario.title),
        "",
        f"{_(SCENE[scenario.scene])}　{scenario.persona.name}　{date(practice.started_at)}",
        "",
        *([assumed.said(), ""] if of_preparation(scenario.id) else []),
        found.summary,
        "",
        *_remarks(_("よかった点"), found.strengths),
        *_remarks(_("次の一歩"), found.next_time),
        *_section(_("この場面で大切な点"), map(_point, found.checklist)),
        *_section(_("話し方のようす"), figures(found)),
        *_earlier(practice, earlier),
        f"## {_('会話')}",
        "",
        f"**{scenario.persona.name}**　{scenario.opening}",
        "",
    ]
    for turn in practice.path():
        lines += [
            _("**あなた（{label}）**　{say}").format(label=_(ORIENTATION[turn.tag.label]), say=turn.say),
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
            "\n  - " + _("出典：{section}「{quote}」").format(section=one.section, quote=one.shown)
            for one in remark.citations
        )
        items.append(remark.text + sources)
    return _section(title, items) if items else []


def _earlier(practice: Practice, found: Comparison | None) -> list[str]:
    if found is None or found.before is None:
        return []
    rows = [(_("練習"), *heads()), ("---",) * 4, *((sitting_name(one, found), *cells(one)) for one in found.sittings)]
    table = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [f"## {title(practice.scenario.scene)}", "", in_words(found), "", *table, ""]


def sitting_name(one: Sitting, found: Comparison) -> str:
    """When a session was, and its scenario."""
    return f"{_('今回') if one is found.now else date(one.when)}　{one.title}"


def state(item: ChecklistItem) -> str:
    """Where a point was met, or what kept it from being met."""
    if item.met:
        return _("できていました") if item.turn is None else _("{turn}回目の発話").format(turn=item.turn)
    if item.turn is not None:
        return _("{turn}回目に、気にかけたい言葉がありました").format(turn=item.turn)
    return _("今回は触れませんでした")


def _point(item: ChecklistItem) -> str:
    told = _("{text}（{state}）").format(text=_(item.item), state=state(item))
    return f"[{'x' if item.met else ' '}] {told}"


def figures(found: Debrief) -> list[str]:
    """What can be counted, a line each."""
    counts = _("、").join(f"{_(ORIENTATION[label])} {count}" for label, count in found.balance.items())
    values = " → ".join(f"{value:.2f}" for value in found.felt_trust)
    turning = _("、").join(
        _("{turn}回目（{change}、{because}）").format(turn=one.turn, change=signed(one.change), because=_(one.because))
        for one in found.turning_points
    )
    counted = [
        _("信用と信頼：{counts}").format(counts=counts),
        _("被信頼感：{values}").format(values=values),
        _("話した量：あなた {mine}、質問 {count}回").format(mine=percent(found.talk_share), count=found.questions),
    ]
    return [*counted, _("転機：{turning}").format(turning=turning)] if turning else counted
