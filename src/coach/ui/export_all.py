"""All of one's own records as one file: a ZIP of Markdown for people, JSON for programs. Pure."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from coach.domain.asked import Exchange
from coach.domain.debrief import Debrief
from coach.domain.preparation import Preparation
from coach.domain.review import Review
from coach.domain.transcript import Practice
from coach.services.own import Everything
from coach.ui import export


def as_zip(pairs: Iterable[tuple[Practice, Debrief]]) -> bytes:
    """A Markdown file for each rehearsal, named by its date."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for practice, found in pairs:
            name = f"{practice.started_at:%Y%m%d-%H%M}-{practice.scenario.scene}-{practice.id[:6]}.md"
            archive.writestr(name, export.as_markdown(practice, found))
    return kept.getvalue()


def as_json(own: Everything) -> str:
    """One object: a list for each kind of record; rehearsals as they are saved singly. Times are ISO 8601."""
    content = {
        "practices": [json.loads(export.as_json(practice, found)) for practice, found in own.practices],
        "questions": [_question(one) for one in own.questions],
        "reviews": [_review(one) for one in own.reviews],
        "preparations": [_preparation(one) for one in own.preparations],
        "commitments": [asdict(one) for one in own.commitments],
        "disputes": [asdict(one) for one in own.disputes],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_written)


def _question(one: Exchange) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "conversation": one.conversation,
        "question": one.question,
        "understood": one.understood,
        "answered": one.answered,
        "answer": one.answer.text,
        "citations": [asdict(citation) for citation in one.citations],
        "engine": one.answer.engine,
        "helpful": one.helpful,
        "asked_at": one.asked_at,
    }


def _review(one: Review) -> Mapping[str, Any]:
    talk = one.conversation
    return {
        "id": one.id,
        "scene": one.scene,
        "held_on": one.held_on,
        "made_at": talk.started_at,
        "opening": talk.scenario.opening,
        "turns": export.turns(talk),
        "promises": [asdict(promise) for promise in one.promises],
    }


def _preparation(one: Preparation) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "made_at": one.made_at,
        "request": asdict(one.request),
        "sheet": asdict(one.sheet),
        "versions": dict(one.versions),
    }


def _written(value: object) -> str:
    # A datetime is a date, too; anything else in these records is text already.
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
