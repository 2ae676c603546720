"""The scenarios that can be rehearsed: the shipped ones, and one's own, which are written here too."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coach.domain.errors import BadInput, CannotDo, NotFound
from coach.domain.labels import Scene
from coach.domain.scenario import Scenario
from coach.storage.scenario_yaml import as_yaml, check, parse, read

__all__ = ["YamlScenarioLibrary", "as_yaml", "check", "parse", "read"]

_ORDER = list(Scene)
_Stamp = tuple[int, int]


class YamlScenarioLibrary:
    """The scenarios of two folders; one's own replaces a shipped one with the same id.

    Files that come, change or go are noticed at the next call. Files of one's own that cannot be used are left out and
    named by `problems`.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._shipped = shipped
        self._own = own
        self._read: dict[Path, tuple[_Stamp, Scenario | BadInput]] = {}

    def all(self) -> list[Scenario]:
        """Every scenario, by scene, then difficulty, then id."""
        return sorted(self._by_id().values(), key=lambda one: (_ORDER.index(one.scene), one.difficulty, one.id))

    def get(self, scenario_id: str) -> Scenario:
        """One scenario."""
        found = self._by_id()
        try:
            return found[scenario_id]
        except KeyError:
            known = "、".join(sorted(found))
            raise BadInput(f"シナリオ「{scenario_id}」はありません。次から選んでください：{known}") from None

    def problems(self) -> list[str]:
        """What is wrong with files of one's own, with their lines."""
        return [str(found) for _, found in self._own_files() if isinstance(found, BadInput)]

    def text(self, scenario_id: str) -> str:
        """The file of a scenario of one's own, to the letter. Raises NotFound."""
        return self._file(scenario_id).read_text(encoding="utf-8")

    def free_id(self, scene: Scene) -> str:
        """An id that no scenario has yet."""
        taken = {*self._by_id(), *(path.stem for path, _ in self._own_files())}
        stem = "own-" + scene.value.replace("_", "-")
        number = next(number for number in range(1, len(taken) + 2) if f"{stem}-{number}" not in taken)
        return f"{stem}-{number}"

    def save(self, text: str, *, replaces: str | None = None) -> Scenario:
        """Keep a scenario of one's own; the id `replaces` may be there already.

        Raises BadInput when the text has mistakes or its id is taken, CannotDo when it cannot be written.
        """
        scenario = parse(text, name="YAML")
        if self._own is None:
            raise CannotDo("自作のシナリオの保存先が設定されていません。COACH_HOME を確かめてください。")
        path = self._own / f"{scenario.id}.yaml"
        if scenario.id == replaces:
            path = self._file(replaces)
        elif scenario.id in self._by_id() or path.exists():
            raise BadInput(f"id「{scenario.id}」のシナリオはすでにあります。YAML の id を別の名前に変えてください。")
        _write(path, text)
        return replace(scenario, own=True)

    def put(self, scenario: Scenario) -> Scenario:
        """Keep a scenario of one's own as it was made, in the place of one with the same id."""
        there = any(isinstance(found, Scenario) and found.id == scenario.id for _, found in self._own_files())
        return self.save(as_yaml(scenario), replaces=scenario.id if there else None)

    def delete(self, scenario_id: str) -> None:
        """Forget a scenario of one's own. Raises NotFound for any other."""
        try:
            self._file(scenario_id).unlink(missing_ok=True)
        except OSError as error:
            raise CannotDo(
                f"シナリオを削除できません（{error.strerror}）。書き込みの権限を確かめてください。"
            ) from error

    def _file(self, scenario_id: str) -> Path:
        """Where a scenario of one's own lies: found among the files, never made from the id."""
        for path, found in self._own_files():
            if isinstance(found, Scenario) and found.id == scenario_id:
                return path
        raise NotFound(f"「{scenario_id}」という自作のシナリオはありません。一覧から選び直してください。")

    def _by_id(self) -> dict[str, Scenario]:
        found: dict[str, Scenario] = {}
        for _, scenario in self._files(self._shipped):
            if isinstance(scenario, BadInput):
                raise scenario
            found[scenario.id] = scenario
        for _, scenario in self._own_files():
            if isinstance(scenario, Scenario):
                found[scenario.id] = replace(scenario, own=True)
        return found

    def _own_files(self) -> list[tuple[Path, Scenario | BadInput]]:
        return list(self._files(self._own)) if self._own else []

    def _files(self, folder: Path) -> Iterator[tuple[Path, Scenario | BadInput]]:
        """The files of a folder with what is in them, read again only when they changed."""
        for path in sorted(folder.glob("*.yaml")):
            try:
                there = path.stat()
                stamp = (there.st_mtime_ns, there.st_size)
                if self._read.get(path, (None,))[0] != stamp:
                    self._read[path] = stamp, _read(path)
            except FileNotFoundError:
                continue  # deleted meanwhile
            yield path, self._read[path][1]


def _read(path: Path) -> Scenario | BadInput:
    try:
        return read(path)
    except BadInput as error:
        return error


def _write(path: Path, text: str) -> None:
    """Whole or not at all: somebody may be reading."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as part:
            part.write(text)
        Path(part.name).replace(path)
    except OSError as error:
        raise CannotDo(
            f"シナリオを保存できません（{error.strerror}）。空き容量と書き込みの権限を確かめてください。"
        ) from error
