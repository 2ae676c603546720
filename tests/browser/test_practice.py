import time

import pytest
from playwright.sync_api import Page
from tests.browser import steps
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


def test_a_manager_rehearses_five_turns_and_reads_the_debrief(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    for words in steps.TALK:
        steps.say(page, words)
    assert steps.turns(page) == 5
    assert page.locator(".chip.credit, .chip.both").count() > 0
    assert page.locator(".chip.trust").count() > 0
    assert page.locator(".marked mark").count() > 0
    steps.end(page)
    for words in ("よかった点", "次の一歩", "被信頼感の移り変わり", "話した順番"):
        page.get_by_text(words).first.wait_for()
    page.get_by_role("button", name="根拠").first.click()
    page.locator(".passage mark").first.wait_for()
    assert visit.complaints == []


def test_a_first_visit_leads_to_a_tagged_utterance_within_a_minute(server, visit):
    began = time.monotonic()
    steps.begin(visit.page, server.url)
    steps.say(visit.page, steps.TALK[0])
    assert visit.page.locator(".chip").first.is_visible()
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_nothing_is_wider_than_the_screen(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    steps.say(page, steps.TALK[0])
    assert page.get_by_test_id("stChatInputTextArea").is_visible()
    assert too_wide(page) == []
    steps.end(page)
    page.get_by_text("話した順番").wait_for()
    assert too_wide(page) == []
    assert visit.complaints == []


def too_wide(page: Page) -> list[str]:
    """What sticks out at the right."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('[data-testid=stMain] *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
        .map(e => e.outerHTML.slice(0, 200))"""
    )
    return found


def test_a_reload_in_mid_session_shows_the_same_conversation(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    steps.say(page, steps.TALK[0])
    page.reload()
    page.get_by_text(steps.TALK[0][:12]).first.wait_for()
    steps.say(page, steps.TALK[1])
    assert steps.turns(page) == 2
    assert visit.complaints == []


def test_a_server_restart_in_mid_session_loses_nothing(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    steps.say(page, steps.TALK[0])
    server.stop()
    server.start()
    page.reload()
    page.get_by_text(steps.TALK[0][:12]).first.wait_for()
    steps.say(page, steps.TALK[1])
    assert steps.turns(page) == 2


def test_what_was_said_can_be_said_differently_and_compared(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    steps.say(page, "なぜ納期が遅れたのですか。説明してください。")
    page.get_by_role("button", name="言い直す", exact=True).first.click()
    form = page.get_by_test_id("stForm")
    form.locator("textarea").fill(steps.TALK[1])
    form.get_by_role("button", name="言い直す").click()
    page.get_by_text("1回目の発話をくらべる").wait_for()
    assert page.locator("[class*='st-key-said-compare-']").count() == 2
    assert visit.complaints == []


def test_the_back_button_leads_back_to_the_briefing(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    page.go_back()
    page.get_by_role("button", name="面談を始める").wait_for()
    assert visit.complaints == []
