"""First sentences to start from, for those who would rather not begin with an empty field.

The person opposite speaks Japanese: these stay Japanese for every reader.
"""

from coach.domain.labels import Scene
from coach.domain.scenario import Scenario

_FIRST = {
    Scene.APPRAISAL: "{name}さん、今日は時間を取ってくれてありがとう。まずは今期の{fact}のことから、一緒に振り返らせてください。",
    Scene.ONE_ON_ONE: "{name}さん、今日は進捗の話は後にして、最近の{name}さんの様子を聞かせてもらえたらと思っています。",
    Scene.DELEGATION: "{name}さん、今日は次の仕事をどう任せていくか、{name}さんの考えも聞きながら決めたいと思っています。",
}

_SOMETHING = "仕事"


def first_sentence(scenario: Scenario) -> str:
    """An opening that fits the scene and names the person."""
    name = scenario.persona.name.split()[0]
    fact = scenario.facts[0].label if scenario.facts else _SOMETHING
    return _FIRST[scenario.scene].format(name=name, fact=fact)
