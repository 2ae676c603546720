"""All rehearsals as one file: a ZIP of Markdown for people, JSON for programs. Pure."""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict

from coach.domain.commitment import Commitment
from coach.domain.debrief import Debrief
from coach.domain.transcript import Practice
from coach.ui import export

Pairs = Iterable[tuple[Practice, Debrief]]


def as_zip(pairs: Pairs) -> bytes:
    """A Markdown file for each rehearsal, named by its date."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for practice, found in pairs:
            name = f"{practice.started_at:%Y%m%d-%H%M}-{practice.scenario.scene}-{practice.id[:6]}.md"
            archive.writestr(name, export.as_markdown(practice, found))
    return kept.getvalue()


def as_json(pairs: Pairs, commitments: Iterable[Commitment] = ()) -> str:
    """One object: the rehearsals as they are saved singly, and what was set out."""
    content = {
        "practices": [json.loads(export.as_json(practice, found)) for practice, found in pairs],
        "commitments": [
            {
                **asdict(one),
                "made_at": one.made_at.isoformat(),
                "answered_at": one.answered_at.isoformat() if one.answered_at else None,
            }
            for one in commitments
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
