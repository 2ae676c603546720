"""Whether this reader speaks and listens here, as far as it is wished for and possible."""

from coach.bootstrap import Coach
from coach.ui.shared import USER


def wants_to_speak(coach: Coach) -> bool:
    """Whether the practice page takes speech: text may go to a model, recordings too, and it is known to hear."""
    from coach.llm import voice

    if coach.llm is None or not coach.llm.transcriber.offered:
        return False
    return voice.wants_to_speak(coach.settings, coach.consents, acting=USER)


def wants_to_listen(coach: Coach) -> bool:
    """Whether replies are read aloud."""
    from coach.llm import voice

    return voice.wants_to_listen(coach.consents, acting=USER)
