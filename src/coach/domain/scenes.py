"""Which kind of interview a written conversation probably was. Rules; the reader may say otherwise."""

import re
from collections.abc import Mapping, Sequence

from coach.domain.labels import Scene
from coach.domain.written import Spoken

_TELLING: Mapping[Scene, re.Pattern[str]] = {
    Scene.APPRAISAL: re.compile(
        r"評価(?:面談|シート|期間|結果|は|を|が|の)|自己評価|査定|考課|(?:上|下|今|前|来|通)期の(?:目標|成果|実績|振り返り|ふりかえり)|達成率|昇格|昇給|賞与|等級|appraisal|performance review",
        re.IGNORECASE,
    ),
    Scene.DELEGATION: re.compile(
        r"(?:任せ|まかせ|委ね|預け)(?:たい|ます|る|よう|て)|お任せ|担当してもらい|引き受けて|権限|裁量|決めて(?:いい|ください|もらって)|判断(?:は|して)|決裁|delegate|in charge of",
        re.IGNORECASE,
    ),
}
_ENOUGH = 2
"""So many speeches have to tell: one word about a grade makes no appraisal interview."""


def likely_scene(speeches: Sequence[Spoken]) -> Scene:
    """The scene that most speeches tell of; a 1on1 where none stands out."""
    told = {scene: sum(bool(words.search(one.text)) for one in speeches) for scene, words in _TELLING.items()}
    best = max(told, key=lambda scene: told[scene])
    return best if told[best] >= _ENOUGH and len(set(told.values())) > 1 else Scene.ONE_ON_ONE
