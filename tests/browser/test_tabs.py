"""More than one tab, and a way back: what one tab does is no business of the other."""

import pytest
from tests.browser import steps
from tests.browser.looking import settled

pytestmark = pytest.mark.browser


def test_two_conversations_at_once_do_not_mix(server, visit):
    one, other = visit, visit.another()
    for tab in (one, other):
        steps.begin(tab.page, server.url)
    assert one.page.url != other.page.url
    steps.say(one.page, steps.TALK[0])
    steps.say(other.page, steps.TALK[2])
    steps.say(one.page, steps.TALK[1])
    for tab, own, foreign in ((one, steps.TALK[:2], steps.TALK[2:3]), (other, steps.TALK[2:3], steps.TALK[:2])):
        tab.page.reload()
        tab.page.locator("[class*='st-key-turn-tools-']").nth(len(own) - 1).wait_for()
        settled(tab.page)
        shown = tab.page.locator(".st-key-pane-talk").inner_text()
        assert steps.turns(tab.page) == len(own)
        assert all(words[:12] in shown for words in own)
        assert not any(words[:12] in shown for words in foreign)
        assert tab.complaints == []


def test_one_conversation_in_two_tabs_loses_no_turn(server, visit):
    one, other = visit, visit.another()
    steps.begin(one.page, server.url)
    steps.say(one.page, steps.TALK[0])
    other.page.goto(one.page.url)
    other.page.get_by_text(steps.TALK[0][:12]).first.wait_for()
    steps.say(other.page, steps.TALK[1])
    one.page.reload()
    one.page.get_by_text(steps.TALK[1][:12]).first.wait_for()
    assert steps.turns(one.page) == 2


def test_the_back_button_finds_a_conversation_as_it_was_left(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    steps.say(page, steps.TALK[0])
    address = page.url
    page.get_by_role("link", name="質問").click()
    page.get_by_role("heading", level=1, name="質問").wait_for()
    page.go_back()
    page.get_by_text(steps.TALK[0][:12]).first.wait_for()
    assert page.url == address
    assert visit.complaints == []


def test_a_restart_of_the_server_is_survived_without_a_reload(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    steps.say(page, steps.TALK[0])
    server.stop()
    server.start()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"
    )
    settled(page)
    steps.say(page, steps.TALK[1])
    assert steps.turns(page) == 2
