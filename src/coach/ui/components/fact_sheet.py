"""What the manager may know and should aim at: situation, facts, goals."""

import streamlit as st

from coach.domain.preparation import of_preparation
from coach.domain.scenario import Scenario
from coach.ui import assumed
from coach.ui.language import _
from coach.ui.wording import block, safe


def goals(scenario: Scenario) -> None:
    """What the session is looked at for; never hidden."""
    items = "".join(f"<li>{safe(goal)}</li>" for goal in scenario.goals)
    st.html(block(f'<p class="title">{safe(_("この面談で目指すこと"))}</p>', f"<ul>{items}</ul>"))


def facts(scenario: Scenario) -> None:
    """The sheet that lies on the manager's desk."""
    items = "".join(f"<dt>{safe(fact.label)}</dt><dd>{safe(fact.value)}</dd>" for fact in scenario.facts)
    st.html(block(f'<p class="title">{safe(_("手元の資料"))}</p>', f"<dl>{items}</dl>"))


def situation(scenario: Scenario) -> None:
    """Where the conversation starts from."""
    # What a scenario of a preparation says of its person is made up, and the person is not.
    about = assumed.said() if of_preparation(scenario.id) else scenario.persona.about
    st.html(block(f"<p>{safe(scenario.situation.strip())}</p>", f'<p class="muted">{safe(about)}</p>'))
