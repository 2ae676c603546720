"""What every test shares: a home of its own, and nothing of the machine's environment."""

import os

import pytest


@pytest.fixture(autouse=True)
def coach_home(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("COACH_") and name != "COACH_ARTICLE"]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
