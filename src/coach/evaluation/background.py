"""A run in a process of its own, so that a page can start it, be reloaded, and find it again in the store."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from coach.domain.run import Run, Status
from coach.evaluation.runner import Order, checked
from coach.evaluation.service import Evaluation
from coach.settings import Settings

_SILENT_FOR = timedelta(seconds=180)
"""Without a sign of life for so long a run is taken for dead (loading models takes a part of a minute)."""

_MAIN = "from coach.cli import main; main()"


def start(evaluation: Evaluation, order: Order, *, acting: str) -> Run:
    """The announced run; its process goes on by itself. Its state is in the store."""
    order = checked(order)
    run = evaluation.announce(order, acting=acting)
    arguments = ["eval", "run", "--dataset", order.dataset, "--split", order.split, "--run-id", run.id, "--json"]
    if order.dataset == "questions":
        arguments += ["--judge", order.judge]
    if order.limit is not None:
        arguments += ["--limit", str(order.limit)]
    subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
        [sys.executable, "-c", _MAIN, *arguments],
        env=_environment(evaluation.settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return run


def running(evaluation: Evaluation, *, acting: str) -> Run | None:
    """The newest run that is still alive."""
    return next((run for run in evaluation.store.runs(acting=acting, limit=10) if alive(run)), None)


def alive(run: Run, now: datetime | None = None) -> bool:
    """Whether a run still gives signs of life."""
    return run.status is Status.RUNNING and (now or datetime.now(UTC)) - run.updated_at < _SILENT_FOR


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of this process, with the settings that this process really uses."""
    given = {
        "COACH_HOME": str(settings.home),
        "COACH_ENGINE": settings.engine.value,
        "COACH_DATABASE_URL": settings.database_url,
        "COACH_CHROMA_URL": settings.chroma_url,
        "COACH_EMBEDDING": settings.embedding,
        "COACH_LLM_BASE_URL": settings.llm_base_url,
        "COACH_LLM_API_KEY": settings.llm_api_key.get_secret_value() if settings.llm_api_key else None,
        "COACH_LLM_MODEL": settings.llm_model,
    }
    return {**os.environ, **{name: value for name, value in given.items() if value}}
