"""What people come to a page for, from its first click to its end: 準備, ふりかえり, シナリオを作る, 資料, and the doors."""

import pytest
from playwright.sync_api import expect
from tests.browser import steps
from tests.browser.conftest import PHONE, visiting
from tests.browser.looking import settled

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("door", "arrived"),
    [
        ("面談の準備をする", "準備"),
        ("シナリオを選ぶ", "練習"),
        ("質問する", "質問"),
        ("会話をふりかえる", "ふりかえり"),
    ],
)
def test_each_door_leads_where_it_says_and_the_back_button_back(server, visit, door, arrived):
    page = visit.page
    page.goto(server.url)
    page.get_by_role("button", name=door).click()
    page.get_by_role("heading", level=1, name=arrived, exact=True).wait_for()
    page.go_back()
    page.get_by_role("heading", level=1, name="今日は何をしますか？").wait_for()
    assert visit.complaints == []


def test_a_sheet_from_the_example_is_kept_downloaded_and_practised(server, visit):
    page = visit.page
    page.goto(server.url)
    page.get_by_role("button", name="例で試してみる").click()
    page.get_by_role("button", name="シートを作る").click()
    page.get_by_text("言わないほうがよい三つの言葉").first.wait_for()
    address = page.url
    page.reload()
    page.get_by_text("予想される反応と返し方").first.wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="PDF").click()
    assert saved.value.suggested_filename.endswith(".pdf")
    page.get_by_role("button", name="この準備で練習する").click()
    page.get_by_role("button", name="面談を始める").click()
    page.wait_for_url("**/practice?id=*")
    steps.say(page, steps.TALK[0])
    page.goto(address)
    page.get_by_text("言わないほうがよい三つの言葉").first.wait_for()
    assert visit.complaints == []


def test_a_conversation_is_looked_back_on_and_its_weakest_moment_rehearsed(server, visit):
    page = visit.page
    page.goto(server.url)
    page.get_by_role("button", name="例の会話で試す").click()
    page.get_by_text("いちばん気になる発話").wait_for()
    page.wait_for_url("**/review?id=*")
    address = page.url
    assert "高橋" not in page.locator("[data-testid='stMain']").inner_text()
    page.get_by_role("radio", name="約束").click()
    page.get_by_text("次の1on1で確かめる約束").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="カレンダーに入れる").click()
    assert saved.value.suggested_filename.endswith(".ics")
    page.goto(address)
    page.get_by_role("button", name="この場面を練習する").click()
    form = page.get_by_test_id("stForm")
    form.get_by_role("button", name="言い直す").click()
    page.get_by_text("1回目の発話をくらべる").wait_for()
    assert visit.complaints == []


def test_on_a_phone_the_comment_that_was_asked_for_comes_into_view(stocked, browser):
    with visiting(browser, viewport=PHONE) as here:
        page = here.page
        page.goto(stocked.at("review-talk"))
        settled(page)
        page.get_by_role("button", name="1回目のコメント").click()
        page.get_by_text("1回目の発話", exact=True).wait_for()
        page.wait_for_function(
            "() => { const at = document.querySelector('.st-key-pane-reviewed').getBoundingClientRect();"
            " return at.top < innerHeight - 100; }"
        )
        assert here.complaints == []


def test_a_scenario_of_one_s_own_is_copied_saved_and_found_again(server, visit):
    page = visit.page
    page.goto(f"{server.url}/scenarios")
    page.get_by_role("button", name="写して書き始める").click()
    title = page.get_by_role("textbox", name="題名")
    title.fill("ブラウザーで作った面談")
    page.get_by_role("button", name="保存する").click()
    page.get_by_text("保存しました。").wait_for()
    page.goto(f"{server.url}/practice")
    page.get_by_text("ブラウザーで作った面談").first.wait_for()
    assert visit.complaints == []


def test_a_document_is_taken_in_read_and_taken_out(server, visit, tmp_path):
    page = visit.page
    path = tmp_path / "kitei.txt"
    path.write_text("出張の日当は一日2,500円です。\n申請は帰社後5日以内に総務課へ出してください。\n", "utf-8")
    page.goto(f"{server.url}/sources")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    page.get_by_role("button", name="取り込む").click()
    card = page.locator("[class*='st-key-card-source-']").filter(has_text="kitei.txt")
    card.get_by_role("button", name="中身を見る").click()
    page.get_by_text("出張の日当は一日2,500円です。").wait_for()
    page.get_by_role("button", name="資料の一覧に戻る").click()
    card.get_by_role("button", name="外す").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="外す").click()
    expect(card).to_have_count(0)
    assert visit.complaints == []
