"""The JSON forms that other programs rely on. Fields may be added, never taken away."""

from typing import Any

from coach.domain.debrief import Debrief, Remark
from coach.domain.labels import Orientation, Tag
from coach.domain.passage import Answer, Citation, Declined
from coach.domain.scenario import Scenario
from coach.domain.transcript import Practice, Turn


def tag_form(tag: Tag) -> dict[str, Any]:
    """A tag."""
    return {
        "label": tag.label.value,
        "confidence": round(tag.confidence, 4),
        "time": tag.time.value,
        "basis": tag.basis.value,
        "flags": [flag.value for flag in tag.flags],
        "moves": [move.value for move in tag.moves],
        "segments": [{"start": one.start, "end": one.end, "label": one.label.value} for one in tag.segments],
        "cues": [{"start": one.start, "end": one.end, "text": one.text, "meaning": one.meaning} for one in tag.cues],
        "alternative": tag.alternative.value if tag.alternative else None,
        "harm": round(tag.harm, 4),
    }


def citation_form(citation: Citation) -> dict[str, Any]:
    """A citation."""
    return {
        "passage_id": citation.passage_id,
        "document": citation.document,
        "section": citation.section,
        "quote": citation.quote,
    }


def answer_form(answer: Answer | Declined) -> dict[str, Any]:
    """An answer or a refusal, without id, question and time."""
    answered = isinstance(answer, Answer)
    return {
        "answered": answered,
        "answer": answer.text,
        "citations": [citation_form(one) for one in answer.citations] if isinstance(answer, Answer) else [],
        "contexts": [passage.text for passage in answer.passages],
        "suggestions": [] if isinstance(answer, Answer) else list(answer.suggestions),
        "engine": answer.engine,
        "fallback": answer.fallback,
    }


def scenario_form(scenario: Scenario) -> dict[str, Any]:
    """A scenario as it is listed: what a person may know before the start."""
    persona = scenario.persona
    return {
        "id": scenario.id,
        "scene": scenario.scene.value,
        "title": scenario.title,
        "persona": {
            "name": persona.name,
            "credit": persona.credit.value,
            "trust": persona.trust.value,
            "age_group": persona.age_group,
            "job": persona.job,
            "about": persona.about,
        },
        "difficulty": scenario.difficulty,
        "situation": scenario.situation.strip(),
        "facts": [{"label": fact.label, "value": fact.value} for fact in scenario.facts],
        "goals": list(scenario.goals),
        "lines": scenario.line_count(),
    }


def opening_form(practice: Practice) -> dict[str, Any]:
    """The subordinate's first words."""
    felt = practice.felt()
    return {
        "turn": 0,
        "reply": practice.scenario.opening,
        "felt_trust": round(felt.value, 3),
        "stage": felt.stage.value,
        "practice": practice.id,
    }


def turn_form(turn: Turn) -> dict[str, Any]:
    """A turn."""
    return {
        "turn": turn.number,
        "say": turn.say,
        "tag": tag_form(turn.tag),
        "felt_trust": round(turn.felt_trust, 3),
        "stage": turn.stage.value,
        "reply": turn.reply,
        "note": {
            "text": turn.note.text,
            "rephrase": turn.note.rephrase,
            "citations": [citation_form(one) for one in turn.note.citations],
        },
        "revealed": turn.revealed,
        "engine": turn.engine,
        "fallback": turn.fallback,
        "ms": turn.ms,
    }


def debrief_form(debrief: Debrief) -> dict[str, Any]:
    """A debrief."""
    return {
        "summary": debrief.summary,
        "balance": {label.value: debrief.balance.get(label, 0) for label in Orientation},
        "felt_trust": list(debrief.felt_trust),
        "checklist": [
            {
                "item": item.item,
                "met": item.met,
                "turn": item.turn,
                "citations": [citation_form(one) for one in item.citations],
            }
            for item in debrief.checklist
        ],
        "strengths": [_remark_form(one) for one in debrief.strengths],
        "next_time": [_remark_form(one) for one in debrief.next_time],
        "turning_points": [
            {"turn": point.turn, "change": point.change, "because": point.because} for point in debrief.turning_points
        ],
        "order": [label.value for label in debrief.order],
        "talk_share": debrief.talk_share,
        "questions": debrief.questions,
        "concern": {
            "summary": debrief.held.summary,
            "revealed": debrief.held.revealed,
            "steps": debrief.held.steps,
        }
        if debrief.held
        else None,
    }


def _remark_form(remark: Remark) -> dict[str, Any]:
    return {"text": remark.text, "turn": remark.turn, "citations": [citation_form(one) for one in remark.citations]}
