import pytest

pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_a_citation_that_opens_its_passage(server, visit):
    page = visit.page
    page.goto(server.url)
    page.get_by_role("button", name="質問する").click()
    page.get_by_test_id("stChatInputTextArea").fill("信用と信頼はどう違いますか？")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="出典").first.click()
    page.locator(".passage mark").first.wait_for()
    assert visit.complaints == []
