"""練習: choose, read the briefing, talk, look back. The address says which of these it is."""

from coach.bootstrap import Coach
from coach.ui import navigation
from coach.ui.components import briefing, choose, consent, debrief, session, top
from coach.ui.shared import USER


def show(coach: Coach) -> None:
    """The page."""
    practice_id, scenario_id = navigation.asked("id"), navigation.asked("scenario")
    top.show(f"{practice_id} {scenario_id} {navigation.asked('view')}")
    consent.ask_once(coach)
    if practice_id is None:
        if scenario_id is None:
            choose.show(coach)
        else:
            briefing.show(coach, scenario_id)
        return
    practice = coach.practices.get(practice_id, acting=USER)
    if practice.ended_at is None or navigation.asked("view") == "talk":
        session.show(coach, practice)
    else:
        debrief.show(coach, practice)
