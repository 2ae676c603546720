"""Scenarios from YAML files, checked with line numbers."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from coach.domain.errors import BadInput
from coach.domain.labels import Flag, Move, Scene
from coach.domain.scenario import Lines, Scenario, Stage

_SCENARIO = TypeAdapter(Scenario)
_ORDER = list(Scene)
_KEYS = set(Scenario.__dataclass_fields__) - {"version", "own"}
_SHOWN = 20
_SAID = {
    "missing": "必要な項目がありません。",
    "missing_argument": "必要な項目がありません。",
    "string_type": "文字列で書いてください。",
    "int_type": "整数で書いてください。",
    "int_parsing": "整数で書いてください。",
    "float_type": "数で書いてください。",
    "tuple_type": "「- 」で始まる並びで書いてください。",
    "mapping_type": "「名前: 値」の組で書いてください。",
    "dataclass_type": "「名前: 値」の組で書いてください。",
    "frozen_set_type": "[…] の並びで書いてください。",
}
_Problem = tuple[Sequence[str | int], str]
_EVENTS = {*(move.value for move in Move), *(flag.value for flag in Flag)}


class YamlScenarioLibrary:
    """The scenarios of some folders; a later folder's scenario replaces an earlier one with the same id."""

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._folders = [(shipped, False)] + ([(own, True)] if own else [])

    def all(self) -> list[Scenario]:
        """Every scenario, by scene, then difficulty, then id."""
        return sorted(self._by_id.values(), key=lambda one: (_ORDER.index(one.scene), one.difficulty, one.id))

    def get(self, scenario_id: str) -> Scenario:
        """One scenario."""
        try:
            return self._by_id[scenario_id]
        except KeyError:
            known = "、".join(sorted(self._by_id))
            raise BadInput(f"シナリオ「{scenario_id}」はありません。次から選んでください：{known}") from None

    @cached_property
    def _by_id(self) -> dict[str, Scenario]:
        found: dict[str, Scenario] = {}
        for folder, own in self._folders:
            for path in sorted(folder.glob("*.yaml")):
                scenario = replace(read(path), own=own)
                found[scenario.id] = scenario
        return found


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises BadInput with file, line and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name}：UTF-8 で保存されていません。UTF-8 で保存し直してください。") from None
    return parse(text, name=path.name)


def parse(text: str, *, name: str) -> Scenario:
    """The scenario in a YAML text; `name` stands for it in messages. Raises BadInput, one line a mistake."""
    try:
        tree = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadInput(
            f"{name}:{line}: YAML として読めません（{getattr(error, 'problem', None) or error}）。"
        ) from None
    if not isinstance(data, dict) or tree is None:
        raise BadInput(f"{name}:1: 「id: …」のような項目の並びで書いてください。")
    problems: list[_Problem] = [
        ((key,), "知らない項目です。綴りを確かめてください。") for key in data if key not in _KEYS
    ]
    try:
        scenario = _SCENARIO.validate_python(data)
        problems += _problems(scenario)
    except ValidationError as error:
        scenario = None
        problems += [(one["loc"], _in_japanese(dict(one))) for one in error.errors()]
    if scenario is None or problems:
        lines = [f"{name}:{_line(tree, loc)}: {_path(loc)}：{what}" for loc, what in problems[:_SHOWN]]
        raise BadInput("\n".join(lines))
    return replace(scenario, version=hashlib.sha256(text.encode()).hexdigest()[:12])


try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def _in_japanese(error: dict[str, Any]) -> str:
    kind = str(error["type"])
    if kind == "enum":
        return f"{error.get('ctx', {}).get('expected', '')} のどれかにしてください。"
    return _SAID.get(kind, str(error["msg"]))


def _problems(scenario: Scenario) -> list[_Problem]:
    """What the types alone do not catch."""
    found: list[_Problem] = []
    if not 1 <= scenario.difficulty <= 3:
        found.append((("difficulty",), "1、2、3 のどれかにしてください。"))
    for key in ("raises", "lowers"):
        wrong = sorted(getattr(scenario, key).by - _EVENTS)
        found += [((key, "by"), f"「{name}」という行動はありません。") for name in wrong]
    found += [(("reactions", key), "そのような行動はありません。") for key in scenario.reactions if key not in _EVENTS]
    if not scenario.concern.steps:
        found.append((("concern", "steps"), "本音の段階を一つ以上書いてください。"))
    banks: list[tuple[Sequence[str | int], Lines]] = [
        (("reactions", key), lines) for key, lines in scenario.reactions.items()
    ]
    banks += [
        (("topics", index, part), topic.answers if part == "answers" else topic.remarks)
        for index, topic in enumerate(scenario.topics)
        for part in ("answers", "remarks")
    ]
    for where, lines in banks:
        missing = [stage.value for stage in Stage if not lines.get(stage)]
        if missing:
            found.append((where, f"{'、'.join(missing)} のせりふがありません。"))
    return found


def _path(loc: Sequence[str | int]) -> str:
    return ".".join(str(step) for step in loc)


def _line(tree: yaml.Node, loc: Sequence[str | int]) -> int:
    """The line (from 1) of the node at `loc`, or of the last one on the way that exists."""
    node = tree
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            match = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if match is None:
                break
            node = match[1]
            line_node = match[0]
            last = line_node
            if step == loc[-1]:
                return int(last.start_mark.line) + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return int(node.start_mark.line) + 1
