"""What a rehearsal assumes of its person, in words: plain about it where the person is a real one. Pure."""

from coach.domain.debrief import Held
from coach.domain.preparation import of_preparation
from coach.domain.scenario import Scenario
from coach.ui.language import _


def said() -> str:
    """That nothing of it is about the real person."""
    return _("練習用の想定です。実際の方のことではありません。")


def title(scenario: Scenario) -> str:
    """The head above what the partner held back."""
    if of_preparation(scenario.id):
        return _("この練習で想定した気がかり")
    return _("{name}さんが言い出せずにいたこと").format(name=scenario.persona.name.split()[0])


def heard(scenario: Scenario, held: Held) -> str:
    """How much of it came out."""
    if of_preparation(scenario.id):
        return _("この練習では、{steps}段階のうち{revealed}段階まで聞けました。").format(
            steps=held.steps, revealed=held.revealed
        )
    if held.revealed == 0:
        return _("今回は、まだ話してもらえませんでした。気持ちを尋ねる時間を少し長く取ると、聞けるかもしれません。")
    if held.revealed < held.steps:
        return _("{steps}段階のうち{revealed}段階まで話してくれました。").format(
            steps=held.steps, revealed=held.revealed
        )
    return _("最後まで話してくれました。")


def parts(scenario: Scenario, held: Held) -> tuple[str, ...]:
    """What was held back, how much of it came out and, for a real person, that it is assumed."""
    below = (said(),) if of_preparation(scenario.id) else ()
    return (held.summary, heard(scenario, held), *below)
