"""The judge that needs no language model: our measures, run as Ragas metrics."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import chain

from coach.domain.run import Score
from coach.evaluation.grounding import Embed
from coach.evaluation.metrics import compared
from coach.evaluation.questions import Asked

_AHEAD = 16
"""Answers whose vectors are made together, because that is faster."""


class LocalJudge:
    """`Judge` by rules. The same answers always get the same scores."""

    name = "local"

    def __init__(self, embed: Embed) -> None:
        self._embed = embed

    def judge(self, asked: Sequence[Asked], tick: Callable[[], None]) -> list[Mapping[str, Score]]:
        """The scores of each answer, in order."""
        from coach.evaluation.ragas_local import as_score, local_metrics

        metrics = local_metrics(self._embed)

        async def scored() -> list[Mapping[str, Score]]:
            found: list[Mapping[str, Score]] = []
            for at, one in enumerate(asked):
                if at % _AHEAD == 0:
                    self._embed(list(chain.from_iterable(compared(each.sample) for each in asked[at : at + _AHEAD])))
                columns = asdict(one.sample)
                found.append({metric.name: as_score(await metric.ascore(**columns)) for metric in metrics})
                tick()
            return found

        return asyncio.run(scored())
