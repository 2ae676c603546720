import pytest
from tests.browser import steps
from tests.browser.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visit", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_a_rehearsal_its_actions_and_its_figures_stand_in_the_record(server, visit):
    page = visit.page
    steps.begin(page, server.url)
    for words in steps.TALK[:2]:
        steps.say(page, words)
    steps.end(page)
    page.get_by_role("textbox", name="行動1").fill("会議の前に一言、様子を尋ねる")
    page.get_by_role("button", name="この行動をやってみる").click()
    page.get_by_role("button", name="記録を見る").click()
    page.get_by_role("heading", name="記録", exact=True).wait_for()
    for words in ("面談を終えたときの被信頼感", "大切な点に触れられた回", "練習した日", "会議の前に一言、様子を尋ねる"):
        page.get_by_text(words).first.wait_for()
    page.locator("[aria-label^='終わりの被信頼感の折れ線グラフ']").first.wait_for()
    page.reload()
    page.get_by_text("会議の前に一言、様子を尋ねる").first.wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="すべて保存（Markdown・ZIP）").click()
    assert saved.value.suggested_filename == "renshu-kiroku.zip"
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, "the page is wider than the window"
    assert visit.complaints == []
