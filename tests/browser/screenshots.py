"""Makes the pictures of docs/screenshots with a scripted session: `make screenshots`.

Small on purpose: a palette of 128 colours where Pillow is at hand (it comes with Streamlit).
"""

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tests.browser import steps
from tests.browser.conftest import PHONE, WIDE, Server, chromium, free_port, ingest

_OUT = Path(__file__).parents[2] / "docs" / "screenshots"
_VIEWS = {
    "wide-light": (WIDE, "light"),
    "wide-dark": (WIDE, "dark"),
    "phone-light": (PHONE, "light"),
    "phone-dark": (PHONE, "dark"),
}
_COLOURS = 128


def main() -> None:
    """A session for each size and mode, a picture of each page."""
    _OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        ingest(home)
        server = Server(home, free_port(), home / "server.log")
        server.start()
        browser = playwright.chromium.launch(
            executable_path=chromium(playwright), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            for name, (viewport, mode) in _VIEWS.items():
                context = browser.new_context(
                    viewport=viewport, color_scheme=mode, locale="ja-JP", timezone_id="Asia/Tokyo"
                )
                page = context.new_page()
                page.set_default_timeout(90_000)
                _session(page, server.url, name)
                context.close()
        finally:
            browser.close()
            server.stop()


def _session(page: Page, url: str, view: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="質問する").wait_for()
    _picture(page, "1-start", view)
    page.get_by_role("button", name="シナリオを選んで練習する").click()
    page.get_by_text("シナリオを選ぶ").first.wait_for()
    _picture(page, "2-choose", view)
    page.goto(f"{url}/practice?scenario=appraisal-high-low")
    page.get_by_role("button", name="面談を始める").wait_for()
    _picture(page, "3-briefing", view)
    page.get_by_role("button", name="面談を始める").click()
    page.get_by_test_id("stChatInputTextArea").wait_for()
    for words in steps.TALK:
        steps.say(page, words)
    _picture(page, "4-practice", view)
    steps.end(page)
    _picture(page, "5-debrief", view)
    page.goto(f"{url}/ask")
    page.get_by_test_id("stChatInputTextArea").fill("信用と信頼はどう違いますか？")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="出典").first.wait_for()
    _picture(page, "6-ask", view)


def _picture(page: Page, name: str, view: str) -> None:
    page.wait_for_timeout(900)  # charts and fonts are drawn after the page says that it is done
    path = _OUT / f"{name}-{view}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(_COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
