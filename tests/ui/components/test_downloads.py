"""What the page offers to keep: the same comparison that it shows."""

import json

from tests.ui import screen

from coach.ui.components import downloads


def test_the_files_of_a_second_session_hold_the_first(app, monkeypatch):
    made = {}
    monkeypatch.setattr(downloads, "_button", lambda _name, ending, _label, make: made.update({ending: make}))
    for words in ("12件でした", "12件の契約、来期も期待しています"):
        screen.visit(app.run(), "practice", scenario="appraisal-high-low")
        app.button(key="begin").click().run()
        screen.say(app, words)
        app.button(key="end").click().run()
    assert not app.exception
    assert "前回までのこの場面（評価面談）" in made["md"]()
    assert 2 == len(json.loads(made["json"]())["comparison"]["sittings"])
    assert made["pdf"]().startswith(b"%PDF")


def test_each_file_has_a_button_of_its_own(app):
    screen.say(screen.started(app), "12件でした")
    app.button(key="end").click().run()
    assert ["save-pdf", "save-md", "save-json"] == [one.key for one in app.get("download_button")]
