"""Scenarios as YAML: read with the line of each mistake, and written."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from coach.domain.errors import BadInput
from coach.domain.labels import Flag, Move
from coach.domain.scenario import Lines, Scenario, Stage

_SCENARIO = TypeAdapter(Scenario)
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
_Place = Sequence[str | int]
_Problem = tuple[_Place, str]
_EVENTS = {*(move.value for move in Move), *(flag.value for flag in Flag)}
_LONGEST = 200_000
"""Characters; the longest shipped scenario has a tenth of it."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a line (from 1); `place` are the keys and indices on the way there, none for the whole."""

    line: int
    place: tuple[str | int, ...]
    what: str

    def __str__(self) -> str:
        where = ".".join(str(step) for step in self.place)
        return f"{self.line}: {where}：{self.what}" if where else f"{self.line}: {self.what}"


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises BadInput with file, line and what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name}：UTF-8 で保存されていません。UTF-8 で保存し直してください。") from None
    return parse(text, name=path.name)


def parse(text: str, *, name: str) -> Scenario:
    """The scenario in a YAML text; `name` stands for it in messages. Raises BadInput, one line a mistake."""
    scenario, mistakes = check(text)
    if scenario is None or mistakes:
        raise BadInput("\n".join(f"{name}:{one}" for one in mistakes))
    return scenario


def check(text: str) -> tuple[Scenario | None, list[Mistake]]:
    """What is wrong with a YAML text, and the scenario in it as far as its form allows."""
    if len(text) > _LONGEST:
        return None, [Mistake(1, (), f"長すぎます（{len(text):,}文字）。{_LONGEST:,}文字以下にしてください。")]
    try:
        shared = next((each for each in yaml.parse(text, Loader=_Loader) if isinstance(each, yaml.AliasEvent)), None)
        if shared is not None:  # a few of them, nested, stand for more text than a machine holds
            line = shared.start_mark.line + 1 if shared.start_mark else 1
            return None, [Mistake(line, (), "「*」による参照は使えません。同じ内容をもう一度書いてください。")]
        tree, data = yaml.compose(text, Loader=_Loader), yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        return None, [Mistake(mark.line + 1 if mark else 1, (), f"YAML として読めません（{what}）。")]
    if not isinstance(data, dict) or tree is None:
        return None, [Mistake(1, (), "「id: …」のような項目の並びで書いてください。")]
    scenario, problems = _scenario(data)
    mistakes = [Mistake(_line(tree, place), tuple(place), what) for place, what in problems[:_SHOWN]]
    return scenario and replace(scenario, version=hashlib.sha256(text.encode()).hexdigest()[:12]), mistakes


def as_yaml(scenario: Scenario) -> str:
    """The scenario as a YAML text that `parse` reads back."""
    data = {name: value for name, value in _SCENARIO.dump_python(scenario, mode="json").items() if name in _KEYS}
    for name in ("raises", "lowers"):
        data[name]["by"] = sorted(data[name]["by"])  # a set has no order; a file should have one
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000))


def _scenario(data: dict[Any, Any]) -> tuple[Scenario | None, list[_Problem]]:
    problems: list[_Problem] = [
        ((key,), "知らない項目です。綴りを確かめてください。") for key in data if key not in _KEYS
    ]
    problems += _bad_texts(data, ())
    try:
        scenario = _SCENARIO.validate_python({key: value for key, value in data.items() if key in _KEYS})
    except ValidationError as error:
        return None, problems + [(one["loc"], _in_japanese(dict(one))) for one in error.errors()]
    return scenario, problems + _problems(scenario)


def _bad_texts(node: object, place: tuple[str | int, ...]) -> Iterator[_Problem]:
    """Texts that are empty, or hold what no text holds."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _bad_texts(value, (*place, str(key)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _bad_texts(value, (*place, index))
    elif isinstance(node, str):
        if not node.strip():
            yield place, "空です。文を書いてください。"
        elif any(ord(char) < 32 and char not in "\t\n" for char in node):
            yield place, "制御文字が入っています。書き直してください。"


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
    if not _ID.fullmatch(scenario.id) or len(scenario.id) > _LONGEST_ID:
        found.append(
            (("id",), f"半角の英小文字・数字・ハイフンで、{_LONGEST_ID}文字以内にしてください（例：my-team-1on1）。")
        )
    if not 1 <= scenario.difficulty <= 3:
        found.append((("difficulty",), "1、2、3 のどれかにしてください。"))
    for key in ("raises", "lowers"):
        wrong = sorted(getattr(scenario, key).by - _EVENTS)
        found += [((key, "by"), f"「{name}」という行動はありません。") for name in wrong]
    found += [(("reactions", key), "そのような行動はありません。") for key in scenario.reactions if key not in _EVENTS]
    if not 0 <= scenario.wound <= 1:
        found.append((("wound",), "0から1までの数にしてください。"))
    if not scenario.goals:
        found.append((("goals",), "目指すことを一つ以上書いてください。"))
    if not scenario.concern.steps:
        found.append((("concern", "steps"), "本音の段階を一つ以上書いてください。"))
    unsaid = [index for index, step in enumerate(scenario.concern.steps) if not step.say]
    found += [(("concern", "steps", index, "say"), "せりふを一つ以上書いてください。") for index in unsaid]
    silent = [index for index, topic in enumerate(scenario.topics) if not topic.cues]
    found += [(("topics", index, "cues"), "きっかけの文を一つ以上書いてください。") for index in silent]
    return found + _missing_stages(scenario)


def _missing_stages(scenario: Scenario) -> list[_Problem]:
    """Banks that have nothing to say at some stage."""
    found: list[_Problem] = []
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
