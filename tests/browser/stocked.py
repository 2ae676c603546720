"""A home with something on every page, made by the real coach without a browser: `stock` in a process of its own.

`PLACES` are the addresses of everything that can be looked at in it.
"""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

TALKS = {
    "appraisal-high-low": (
        "上期は新規の契約が12件、目標を上回りましたね。訪問の準備が行き届いていました。",
        "企画書の返事が遅れてしまい、申し訳ありませんでした。",
        "最近、仕事のことで気がかりなことはありますか。",
        "来期は導入後の運用支援を任せたいと思っています。困ったときは一緒に考えます。",
        "話してくれてありがとう。来週また時間を取りますね。",
    ),
    "one-on-one-progress-only": (
        "今週の進捗はどうですか。遅れている理由を説明してください。",
        "忙しい中、引き継ぎの資料を3本まとめてくれて助かりました。",
        "この先、どんな仕事をしてみたいですか。",
    ),
}
QUESTIONS = ("信用と信頼はどう違いますか？", "それは1on1でも同じですか")
LEFT_OPEN = TALKS["appraisal-high-low"][:3]

PLACES = {
    "start": "/",
    "prepare": "/prepare",
    "prepare-sheet": "/prepare?id={sheet}",
    "prepare-delegation": "/prepare?id={delegation}",
    "practice": "/practice",
    "practice-briefing": "/practice?scenario=appraisal-high-low",
    "practice-talk": "/practice?id={talk}",
    "practice-debrief": "/practice?id={debrief}",
    "ask": "/ask",
    "ask-talk": "/ask?talk={asked}",
    "review": "/review",
    "review-summary": "/review?id={review}",
    "review-talk": "/review?id={review}&view=talk&turn=2",
    "review-promises": "/review?id={review}&view=promises",
    "progress": "/progress",
    "scenarios": "/scenarios",
    "scenarios-draft": "/scenarios?draft=copy:appraisal-high-low",
    "sources": "/sources",
    "sources-document": "/sources?document=handbook.ja.md",
    "evaluation": "/evaluation",
    "evaluation-samples": "/evaluation?view=samples",
    "evaluation-trust": "/evaluation?view=trust",
    "settings": "/settings",
}
"""What is at each address; the names in braces are the ids that `stock` hands back."""

HEAVY = {
    "practice-talk of 60 turns": "/practice?id={long-talk}",
    "practice-debrief of 60 turns": "/practice?id={long-debrief}",
    "review-summary of 200 speeches": "/review?id={long-review}",
    "review-talk of 200 speeches": "/review?id={long-review}&view=talk&turn=50",
    "progress of 100 rehearsals": "/progress",
}
"""The same with much more in it, for the stopwatch; made by `stock(heavy=True)`."""


def stock(home: Path, knowledge: Path | None = None, *, samples: int = 24, heavy: bool = False) -> dict[str, str]:
    """Fill `home`, with an index from elsewhere when there is one. Returns the ids that the addresses name."""
    if knowledge is not None:
        shutil.copytree(knowledge, home / "knowledge")
    environment = {**os.environ, "COACH_HOME": str(home), "COACH_ENGINE": "local"}
    ours = [sys.executable, "-m", "tests.browser.stocked", *(["heavy"] if heavy else [])]
    here = Path(__file__).parents[2]
    done = subprocess.run(ours, env=environment, cwd=here, check=True, capture_output=True, timeout=600)
    if samples:
        run = [sys.executable, "-c", "from coach.cli import main; main()", "eval", "run", "--limit", str(samples)]
        subprocess.run(run, env=environment, cwd=home, check=True, capture_output=True, timeout=600)
    ids: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return ids


def address(name: str, ids: dict[str, str]) -> str:
    """The path and query of a place."""
    return {**PLACES, **HEAVY}[name].format(**ids)


def _main() -> None:
    from coach.bootstrap import build
    from coach.domain.labels import Scene
    from coach.settings import load, shipped

    coach = build(load())
    coach.knowledge.ensure([shipped("knowledge")])
    ids = _practised(coach)
    exchange = coach.conversing.ask(QUESTIONS[0], acting="local")
    for question in QUESTIONS[1:]:
        coach.conversing.ask(question, acting="local", conversation=exchange.conversation)
    ids["asked"] = exchange.conversation
    for name, scene in (("sheet", Scene.APPRAISAL), ("delegation", Scene.DELEGATION)):
        ids[name] = coach.prepare.prepare(coach.prepare_example(scene), acting="local").id
    ids["review"] = _reviewed(coach, _example())
    if "heavy" in sys.argv:
        ids.update(_much(coach))
    print(json.dumps(ids))


def _practised(coach) -> dict[str, str]:
    ids = {}
    for scenario, talk in TALKS.items():
        practice = coach.practice.begin(scenario, acting="local")
        for words in talk:
            coach.practice.turn(practice.id, words, acting="local")
        ended = coach.practice.end(practice.id, acting="local")
        if scenario == "appraisal-high-low":
            ids["debrief"] = practice.id
            found = coach.debriefing.debrief(ended)
            texts = coach.actions.suggest(found, ended.scenario.scene)
            coach.actions.keep(texts[:2], acting="local", practice=practice.id)
    practice = coach.practice.begin("appraisal-high-low", acting="local")
    for words in LEFT_OPEN:
        coach.practice.turn(practice.id, words, acting="local")
    return {**ids, "talk": practice.id}


def _example() -> str:
    from coach.ui.components.review_input import _EXAMPLE

    return _EXAMPLE


def _reviewed(coach, text: str) -> str:
    from coach.domain.conversation import manager_by_role, read
    from coach.domain.labels import Scene

    found = read(text)
    manager = manager_by_role(found)
    review = coach.review.keep(found, manager, scene=Scene.ONE_ON_ONE, held_on=date(2026, 11, 20), acting="local")
    return review.conversation.id


def _much(coach) -> dict[str, str]:
    """Sixty turns, two hundred speeches, a hundred rehearsals."""
    talk = TALKS["appraisal-high-low"]
    ids = {}
    for name in ("long-talk", "long-debrief"):
        practice = coach.practice.begin("appraisal-high-low", acting="local")
        for turn in range(60):
            coach.practice.turn(practice.id, f"{turn + 1}つ目の話です。{talk[turn % len(talk)]}", acting="local")
        ids[name] = practice.id
    coach.practice.end(ids["long-debrief"], acting="local")
    lines = _example().splitlines()
    ids["long-review"] = _reviewed(coach, "\n".join(lines[at % len(lines)] for at in range(200)))
    scenarios = sorted(one.id for one in coach.scenarios.all())
    for number in range(100):
        practice = coach.practice.begin(scenarios[number % len(scenarios)], acting="local")
        for words in talk[:2]:
            coach.practice.turn(practice.id, words, acting="local")
        coach.practice.end(practice.id, acting="local")
    return ids


if __name__ == "__main__":
    _main()
