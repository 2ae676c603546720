"""What a manager does in the browser, one function a step."""

from playwright.sync_api import Page

TALK = (
    "上期は新規の契約が12件、目標を上回りましたね。訪問の準備が行き届いていました。",
    "企画書の返事が遅れてしまい、申し訳ありませんでした。",
    "最近、仕事のことで気がかりなことはありますか。",
    "来期は導入後の運用支援を任せたいと思っています。困ったときは一緒に考えます。",
    "話してくれてありがとう。来週また時間を取りますね。",
)

_TOOLS = "[class*='st-key-turn-tools-']"


def begin(page: Page, url: str) -> None:
    """From the first page into a conversation."""
    page.goto(url)
    page.get_by_role("button", name="おすすめの面談をすぐに試す").click()
    page.get_by_role("button", name="面談を始める").click()
    page.get_by_test_id("stChatInputTextArea").wait_for()


def say(page: Page, words: str) -> None:
    """One utterance; comes back when it was answered, tagged and saved."""
    before = page.locator(_TOOLS).count()
    page.get_by_test_id("stChatInputTextArea").fill(words)
    page.keyboard.press("Enter")
    page.locator(_TOOLS).nth(before).wait_for()


def turns(page: Page) -> int:
    """How many utterances are shown."""
    return page.locator(_TOOLS).count()


def end(page: Page) -> None:
    """Close the conversation and read the debrief."""
    page.get_by_role("button", name="終えてふりかえる").click()
    page.get_by_text("この場面で大切な点").wait_for()
