from dataclasses import replace

import pytest

from coach.domain.errors import BadInput, NotFound
from coach.domain.labels import Scene
from coach.domain.scenario import Level, Stage
from coach.settings import shipped
from coach.storage.scenarios import YamlScenarioLibrary, as_yaml, check, parse, read

FOLDER = shipped("knowledge") / "scenarios"
FILES = sorted(FOLDER.glob("*.yaml"))
TEXT = (FOLDER / "appraisal-high-low.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_shipped_scenario_is_complete(path):
    scenario = read(path)
    assert path.stem == scenario.id
    assert scenario.line_count() >= 90
    assert len(scenario.facts) >= 5
    assert len(scenario.goals) >= 3
    assert 2 <= len(scenario.concern.steps) <= 3


def test_there_are_fourteen_and_every_quadrant_of_the_appraisal():
    scenarios = YamlScenarioLibrary(FOLDER).all()
    assert len(scenarios) >= 14
    appraisals = {(one.persona.credit, one.persona.trust) for one in scenarios if one.scene is Scene.APPRAISAL}
    assert {(credit, trust) for credit in Level for trust in Level} == appraisals


def test_no_line_of_a_scenario_is_said_twice():
    for scenario in YamlScenarioLibrary(FOLDER).all():
        banks = [*scenario.reactions.values(), scenario.asks]
        banks += [bank for topic in scenario.topics for bank in (topic.answers, topic.remarks)]
        lines = [line for bank in banks for stage in Stage for line in bank.get(stage, ())]
        assert len(lines) == len(set(lines)), scenario.id


def test_an_unknown_id_names_those_that_exist():
    with pytest.raises(BadInput, match=r"nope.*appraisal-high-low"):
        YamlScenarioLibrary(FOLDER).get("nope")


def _line_of(text, needle):
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(needle))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("scene: appraisal", "scene: party", "scene:", "appraisal"),
        ("difficulty: 2", "difficulty: 9", "difficulty:", "1、2、3"),
        ("opening:", "openning:", "openning:", "知らない項目|opening"),
        ("id: ", "id: [", "", "YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(old, new, line, words):
    broken = TEXT.replace(old, new, 1)
    with pytest.raises(BadInput, match=words) as caught:
        parse(broken, name="mine.yaml")
    assert "mine.yaml:" in str(caught.value)
    if line:
        assert f"mine.yaml:{_line_of(broken, line)}:" in str(caught.value)


def test_a_file_that_is_no_mapping_is_said():
    with pytest.raises(BadInput, match=r"mine\.yaml:1"):
        parse("- a\n- b\n", name="mine.yaml")


def test_ones_own_scenario_replaces_the_shipped_one(tmp_path):
    (tmp_path / "x.yaml").write_text(TEXT.replace("difficulty: 2", "difficulty: 1", 1), encoding="utf-8")
    mine = YamlScenarioLibrary(FOLDER, tmp_path).get("appraisal-high-low")
    assert mine.own
    assert 1 == mine.difficulty


MINE = TEXT.replace("id: appraisal-high-low", "id: my-appraisal", 1)


@pytest.fixture
def library(tmp_path):
    return YamlScenarioLibrary(FOLDER, tmp_path / "own")


def test_what_is_saved_is_there_at_once_and_for_other_processes_too(library, tmp_path):
    library.all()
    saved = library.save(MINE)
    assert saved.own
    assert library.get("my-appraisal") == saved
    assert YamlScenarioLibrary(FOLDER, tmp_path / "own").get("my-appraisal") == saved
    assert (tmp_path / "own" / "my-appraisal.yaml").read_text(encoding="utf-8") == MINE


def test_a_file_that_somebody_changes_or_takes_away_is_noticed(library, tmp_path):
    library.save(MINE)
    path = tmp_path / "own" / "my-appraisal.yaml"
    path.write_text(MINE.replace("難しさ", "").replace("difficulty: 2", "difficulty: 3"), encoding="utf-8")
    assert library.get("my-appraisal").difficulty == 3
    path.unlink()
    with pytest.raises(BadInput, match="my-appraisal"):
        library.get("my-appraisal")


@pytest.mark.parametrize(
    "bad",
    ["../evil", "a/b", "..", "My-Scenario", "日本語", "a--b", "-a", "a_b", "/etc/x", "a" * 61, "a\\b", "con.yaml"],
)
def test_an_id_that_is_not_kebab_case_is_refused_and_nothing_is_written(library, tmp_path, bad):
    with pytest.raises(BadInput, match="YAML:1: id"):
        library.save(TEXT.replace("id: appraisal-high-low", f"id: {bad!r}", 1))
    assert not list(tmp_path.rglob("*.yaml"))


@pytest.mark.parametrize("taken", ["appraisal-high-low", "my-appraisal"])
def test_an_id_that_is_taken_is_refused(library, taken):
    library.save(MINE)
    with pytest.raises(BadInput, match="すでにあります"):
        library.save(TEXT.replace("id: appraisal-high-low", f"id: {taken}", 1))


def test_one_s_own_scenario_can_be_replaced_knowingly(library):
    library.save(MINE)
    library.save(MINE.replace("difficulty: 2", "difficulty: 1"), replaces="my-appraisal")
    assert library.get("my-appraisal").difficulty == 1


def test_a_shipped_scenario_can_be_neither_replaced_nor_deleted(library):
    with pytest.raises(NotFound):
        library.save(TEXT, replaces="appraisal-high-low")
    with pytest.raises(NotFound):
        library.delete("appraisal-high-low")
    assert not library.get("appraisal-high-low").own


def test_one_s_own_scenario_can_be_deleted(library, tmp_path):
    library.save(MINE)
    library.delete("my-appraisal")
    assert "my-appraisal" not in {one.id for one in library.all()}
    assert not list((tmp_path / "own").iterdir())


@pytest.mark.parametrize("trick", ["../my-appraisal", "own/my-appraisal", "", "my-appraisal.yaml"])
def test_deleting_takes_no_paths(library, trick):
    library.save(MINE)
    with pytest.raises(NotFound):
        library.delete(trick)
    assert library.get("my-appraisal").own


def test_a_broken_file_of_one_s_own_is_named_and_the_others_work(library, tmp_path):
    library.save(MINE)
    (tmp_path / "own" / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    assert library.get("my-appraisal").own
    [problem] = library.problems()
    assert problem.startswith("broken.yaml:")


def test_a_free_id_is_free(library):
    first = library.free_id(Scene.ONE_ON_ONE)
    library.save(MINE.replace("id: my-appraisal", f"id: {first}", 1))
    second = library.free_id(Scene.ONE_ON_ONE)
    assert first != second
    assert (first, second) == ("own-one-on-one-1", "own-one-on-one-2")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_is_written_is_read_back_the_same(path):
    scenario = read(path)
    again = parse(as_yaml(scenario), name="x")
    assert replace(again, version="") == replace(scenario, version="")
    assert as_yaml(again) == as_yaml(scenario)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("title: 数字は文句なし。けれど来期の話になると言葉が減る", 'title: " "', ("title",), "空です"),
        ("wound: 0.0", "wound: .nan", ("wound",), "0から1"),
        ("wound: 0.0", "wound: 2", ("wound",), "0から1"),
        ("  name: 佐伯 美咲", '  name: "a\\0b"', ("persona", "name"), "制御文字"),
        ('  - {label: 残業, value: "月平均31時間"}', '  - {label: "", value: x}', ("facts", 6, "label"), "空です"),
    ],
)
def test_what_would_trip_a_session_is_a_mistake(old, new, place, words):
    assert old in TEXT
    scenario, mistakes = check(TEXT.replace(old, new, 1))
    assert scenario is not None
    assert [one.place for one in mistakes] == [place]
    assert words in mistakes[0].what
    assert TEXT.splitlines()[mistakes[0].line - 1].startswith(old.splitlines()[0][:8])


def test_a_text_that_unfolds_into_millions_is_refused():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    scenario, [mistake] = check(bomb)
    assert scenario is None
    assert (mistake.line, "参照は使えません" in mistake.what) == (2, True)


@pytest.mark.parametrize(
    "text", ["[" * 3_000, "x" * 200_001, "", "\0", "- a", "!!python/object:os.system x", "? [a]\n: b"]
)
def test_no_text_makes_it_stumble(text):
    scenario, mistakes = check(text)
    assert scenario is None
    assert mistakes
