"""Lines that any subordinate can say, by manner of speech (knowledge/responses/*.yaml)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.domain.errors import CannotDo
from coach.domain.scenario import Lines, Manner, Stage

SharedLines = Mapping[Manner, Mapping[str, Lines]]
"""For each manner: situation -> what may be said at each stage."""


def read_shared(folder: Path) -> SharedLines:
    """The shared lines of a folder. Raises CannotDo when a manner has none, naming the file that is missing."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[Manner, Mapping[str, Lines]] = {}
    for manner in Manner:
        path = folder / f"{manner.value}.yaml"
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (safe either way)
            found[manner] = {situation: _lines(lines) for situation, lines in data["lines"].items()}
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            raise CannotDo(f"共通のせりふ {path.name} を読めません（{error}）。coach を入れ直してください。") from error
    return found


def _lines(value: Any) -> Lines:
    if isinstance(value, list):
        return dict.fromkeys(Stage, tuple(value))
    return {stage: tuple(value.get(stage.value, ())) for stage in Stage}
