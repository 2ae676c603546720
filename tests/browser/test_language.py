"""The browser's language, the switch, and two readers of one server."""

import pytest
from tests.browser.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser

ENGLISH, JAPANESE = "What would you like to do today?", "今日は何をしますか？"


@pytest.fixture
def reader(browser):
    """Makes readers, each with a browser of their own."""
    contexts = []

    def make(locale, size=WIDE):
        contexts.append(browser.new_context(viewport=size, locale=locale))
        return contexts[-1].new_page()

    yield make
    for one in contexts:
        one.close()


def heading(page, text):
    page.get_by_role("heading", name=text).wait_for()


def reads(page, text, language):
    """The heading, and what line breaks and screen readers go by."""
    heading(page, text)
    page.wait_for_function("language => document.documentElement.lang === language", arg=language)


def test_two_readers_of_one_server_read_each_their_own_language(server, reader):
    here, there = reader("en-GB"), reader("ja-JP")
    for _time in range(2):
        here.goto(server.url)
        there.goto(server.url)
        reads(here, ENGLISH, "en")
        reads(there, JAPANESE, "ja")


def test_a_choice_holds_on_every_page_after_a_reload_and_in_another_tab(server, reader):
    page = reader("en-GB")
    page.goto(server.url)
    heading(page, ENGLISH)
    page.get_by_role("button", name="日本語").click()
    reads(page, JAPANESE, "ja")
    page.get_by_role("link", name="設定").click()
    heading(page, "設定")
    page.reload()
    heading(page, "設定")
    tab = page.context.new_page()
    tab.goto(server.url)
    heading(tab, JAPANESE)


def test_what_was_chosen_on_a_page_stays_when_its_language_changes(server, reader):
    page = reader("en-GB")
    page.goto(f"{server.url}/practice")
    page.get_by_text("Hard", exact=True).first.click()
    page.get_by_text("Difficulty: Easy").first.wait_for(state="detached")
    page.get_by_role("button", name="日本語").click()
    page.get_by_text("難しさ：むずかしい").first.wait_for()
    assert page.get_by_text("難しさ：やさしい").count() == 0


@pytest.mark.parametrize("size", [WIDE, {"width": 1150, "height": 700}, {"width": 820, "height": 700}, PHONE])
def test_the_switch_stands_free_in_the_head(server, reader, size):
    page = reader("en-GB", size)
    page.goto(server.url)
    heading(page, ENGLISH)
    switch = page.get_by_role("button", name="日本語").bounding_box()
    assert switch["x"] + switch["width"] <= size["width"]
    for each in page.locator("[data-testid='stTopNavLink']:visible, [data-testid='stHeader'] button:visible").all():
        box = each.bounding_box()
        assert box["x"] + box["width"] <= switch["x"], box
    assert switch["y"] + switch["height"] <= page.locator("h1").bounding_box()["y"]
