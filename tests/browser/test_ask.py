import pytest
from tests.browser.conftest import PHONE, WIDE

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


@pytest.mark.parametrize("visit", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_a_follow_up_a_reload_and_the_way_into_the_document_and_back(server, visit):
    page = visit.page
    page.goto(f"{server.url}/ask")
    for question, shown in (
        ("信用と信頼はどう違いますか？", "もう少し詳しく教えてください"),
        ("それは1on1でも同じですか", "「信用と信頼の違いは、1on1でも同じですか」について答えます。"),
    ):
        page.get_by_test_id("stChatInputTextArea").fill(question)
        page.keyboard.press("Enter")
        page.get_by_text(shown).first.wait_for()
    page.wait_for_url("**/ask?talk=*")
    address = page.url
    page.reload()
    page.get_by_text("「信用と信頼の違いは、1on1でも同じですか」について答えます。").wait_for()
    page.get_by_role("button", name="出典").first.click()
    page.get_by_role("link", name="資料の中で読む").first.click()
    page.wait_for_url("**/sources?*passage=*")
    page.get_by_text("引用された節").wait_for()
    marked = page.locator(".passage mark")
    assert marked.count() == 1
    page.wait_for_function(
        "() => { const at = document.querySelector('.passage mark').getBoundingClientRect();"
        " return at.top >= 0 && at.bottom <= innerHeight; }"
    )
    page.get_by_role("button", name="質問の答えに戻る").click()
    page.wait_for_url(address)
    assert visit.complaints == []
