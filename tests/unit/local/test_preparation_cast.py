import re
from datetime import UTC, datetime

import pytest

from coach.domain.labels import Scene
from coach.domain.preparation import Preparation, Request, Sheet, Speech
from coach.domain.scenario import Level
from coach.local.preparation import example
from coach.local.preparation_cast import LocalCaster, base_for
from coach.settings import shipped
from coach.storage.scenarios import YamlScenarioLibrary, as_yaml, check

FOLDER = shipped("knowledge") / "preparation"
SHIPPED = YamlScenarioLibrary(shipped("knowledge") / "scenarios").all()
NOTHING = Sheet(Speech.POLITE, (), (), (), (), ())
REQUESTS = [
    *(example(FOLDER, scene) for scene in Scene),
    *(Request(scene) for scene in Scene),
    *(Request(Scene.DELEGATION, "中村", credit=credit, trust=trust) for credit in Level for trust in Level),
    Request(Scene.APPRAISAL, "山田", "遅刻3回\n納期遅延2件", "黙ってしまいそう"),
]


def cast(request):
    return LocalCaster(FOLDER, lambda: SHIPPED, keep=lambda scenario: scenario, drop=lambda _: None).cast(
        Preparation("0123456789abcdef", "local", request, NOTHING, datetime.now(UTC))
    )


def spoken(scenario):
    banks = [*scenario.reactions.values(), scenario.asks]
    banks += [bank for topic in scenario.topics for bank in (topic.answers, topic.remarks)]
    lines = [line for bank in banks for lines in bank.values() for line in lines]
    cues = [cue for topic in scenario.topics if not topic.id.startswith("typed_") for cue in topic.cues]
    return [*lines, *cues, scenario.opening, scenario.situation, scenario.title, scenario.persona.about]


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_the_scenario_has_no_mistake_and_something_to_say(request_):
    scenario = cast(request_)
    _, mistakes = check(as_yaml(scenario))
    assert mistakes == []
    assert scenario.line_count() > 80
    assert {"blame", "ask_feelings", "expect_future", "recognise_result"} <= set(scenario.reactions)
    assert scenario.concern.steps


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_nothing_of_the_person_of_the_base_is_left(request_):
    scenario = cast(request_)
    text = "\n".join(spoken(scenario))
    names = {name for one in SHIPPED for name in one.persona.name.split()}
    labels = {fact.label for one in SHIPPED for fact in one.facts if len(fact.label) > 3} - {"1on1"}
    typed = request_.facts + request_.task
    assert [name for name in names if name in text and name not in typed] == []
    assert [label for label in labels if label in text and label not in typed] == []
    own = {
        line
        for topic in scenario.topics
        if topic.id.startswith("typed_")
        for lines in topic.answers.values()
        for line in lines
    }
    own |= {
        line
        for topic in scenario.topics
        if topic.id.startswith("typed_")
        for lines in topic.remarks.values()
        for line in lines
    }
    assert [
        line for line in spoken(scenario) if line not in own and re.search(r"\d", line) and "1on1" not in line
    ] == []


def test_the_facts_the_name_and_the_worry_are_those_that_were_typed():
    scenario = cast(REQUESTS[0])
    assert scenario.persona.name == "佐藤"
    assert scenario.facts[0].value == "新規契約 12件（目標10件）"
    assert any("新規契約" in line for topic in scenario.topics for lines in topic.answers.values() for line in lines)
    assert "どう決まったのか" in scenario.concern.steps[0].say[0]


@pytest.mark.parametrize("credit", list(Level))
@pytest.mark.parametrize("trust", list(Level))
def test_a_delegation_rests_on_the_scenario_of_its_quadrant(credit, trust):
    base = base_for(Request(Scene.DELEGATION, credit=credit, trust=trust), [], SHIPPED)
    assert (base.scene, base.persona.credit, base.persona.trust) == (Scene.DELEGATION, credit, trust)
