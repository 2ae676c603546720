import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from tests.ui.fakes import FakeCoach

from coach.settings import load, shipped
from coach.ui import shared


@pytest.fixture(autouse=True)
def _fresh_server(coach_home):
    """Nothing is left in the server's caches by the test before."""
    st.cache_resource.clear()


@pytest.fixture
def coach(monkeypatch) -> FakeCoach:
    """The coach that the app under test is given."""
    here = FakeCoach(load())
    monkeypatch.setattr(shared, "build", lambda _settings: here)
    return here


@pytest.fixture
def app(coach) -> AppTest:
    """The app, not run yet."""
    return AppTest.from_file(str(shipped("app.py")), default_timeout=20)
