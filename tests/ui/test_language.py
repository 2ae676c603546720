import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.ui import screen

from coach.domain.errors import BadInput
from coach.domain.utterance import clean
from coach.ui import language, wording
from coach.ui.language import LANGUAGES, _, bound, fitting


@pytest.fixture
def english(monkeypatch):
    """This thread's reader reads English."""
    monkeypatch.setattr(language, "_of_reader", lambda: "en")
    token = language._NOW.set("en")
    yield
    language._NOW.reset(token)


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [("en-GB", "en"), ("en", "en"), ("EN_us", "en"), ("ja-JP", "ja"), ("de-DE", "ja"), ("", "ja"), (None, "ja")],
)
def test_a_browser_is_answered_in_its_language_and_else_in_japanese(locale, wanted):
    assert fitting(locale) == wanted


def test_nobody_s_words_are_japanese():
    assert _("練習") == "練習"


def test_the_empty_text_is_not_the_catalogue_s_head(english):
    assert _("") == ""


def test_what_nobody_translated_stays(english):
    assert _("だれも訳していない文です。") == "だれも訳していない文です。"


def test_two_readers_at_the_same_moment_read_each_their_own(english):
    # four threads, half of them English, each looking up while the others do
    together = threading.Barrier(4)

    def read(name):
        token = language._NOW.set(name)
        together.wait(10)
        said = {_("練習") for _time in range(200)}
        language._NOW.reset(token)
        return said

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, ["ja", "en", "ja", "en"])) == [{"練習"}, {"Practice"}] * 2
    assert _("練習") == "Practice"


def test_a_file_is_made_in_the_reader_s_language_whoever_makes_it(english):
    make = bound(lambda: _("練習"))
    with ThreadPoolExecutor(1) as server:
        assert server.submit(lambda: _("練習")).result() == "練習"
        assert server.submit(make).result() == "Practice"


def test_days_are_written_as_english_people_write_them(english):
    when = datetime(2026, 11, 22, 15, 7, tzinfo=UTC)
    assert wording.date(when, ZoneInfo("Asia/Tokyo")) == "Mon 23 Nov 0:07"
    assert wording.day(when) == "Sun 22 Nov"
    assert wording.short_day(when) == "22\u00a0Nov"


def test_an_error_from_below_is_translated_with_its_figures(english):
    with pytest.raises(BadInput) as raised:
        clean("あ" * 2_001)
    told = _(str(raised.value))
    assert "2,001" in told
    assert told.startswith("Turn: too long (2,001 characters).")


def test_sentences_from_below_that_stand_together_are_translated_together(english):
    joined = "録音は example.com に送られ、文字になって戻ります。録音は保存しません。"
    assert _(joined) == "Recordings are sent to example.com and come back as text. Recordings are not stored."


def test_a_text_is_translated_whole_or_not_at_all(english):
    half = "録音は保存しません。だれも訳していない文です。"
    assert _(half) == half


def test_one_click_changes_the_language_and_the_next_page_keeps_it(app):
    app.run()
    assert [one.value for one in app.title] == ["今日は何をしますか？"]
    app.button(key="language-en").click().run()
    assert [one.value for one in app.title] == ["What would you like to do today?"]
    assert "coach_language=en" in screen.text(app)
    screen.visit(app, "settings")
    assert [one.value for one in app.title] == ["Settings"]
    app.button(key="language-ja").click().run()
    assert [one.value for one in app.title] == ["設定"]


def test_every_language_is_called_by_its_own_name(app):
    app.run()
    offered = [one.label for one in app.button if (one.key or "").startswith("language-")]
    assert offered == [called for name, called in LANGUAGES.items() if name != "ja"]
