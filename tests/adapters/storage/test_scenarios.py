import pytest

from coach.domain.errors import BadInput
from coach.domain.labels import Scene
from coach.domain.scenario import Level, Stage
from coach.settings import shipped
from coach.storage.scenarios import YamlScenarioLibrary, parse, read

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
