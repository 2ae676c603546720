"""Everything without a mouse: Tab, Enter, the arrows, and a focus that can be seen."""

import pytest
from tests.browser import steps
from tests.browser.looking import settled

pytestmark = pytest.mark.browser

_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const own = at.matches('button, a, input, textarea, [role]');  // a pane that scrolls is a stop, too, with all its text
  const name = own && (at.getAttribute('aria-label') || at.innerText || at.getAttribute('placeholder')) || '';
  let ring = false;
  for (let one = at, up = 0; one && up < 6 && !ring; one = one.parentElement, up++) {
    const style = getComputedStyle(one);
    ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow.includes(' 0px 0px 0px ');
  }
  return { name: name.trim(), ring, html: at.outerHTML.slice(0, 200) };
}"""


def tab_to(page, name: str, *, most: int = 80) -> None:
    """Press Tab until what is called so has the focus; every stop on the way has to be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if at is None:
            continue
        assert at["ring"], f"no visible focus: {at['html']}"
        if name in at["name"]:
            return
    pytest.fail(f"{name} is not to be reached with Tab")


def test_a_practice_turn_from_the_first_page_to_the_debrief(server, visit):
    page = visit.page
    page.goto(server.url)
    settled(page)
    tab_to(page, "おすすめの面談をすぐに試す")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="面談を始める").wait_for()
    settled(page)
    tab_to(page, "面談を始める")
    page.keyboard.press("Enter")
    page.get_by_test_id("stChatInputTextArea").wait_for()
    settled(page)
    tab_to(page, "に話しかける")
    page.keyboard.type(steps.TALK[0])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="言い直す", exact=True).wait_for()
    settled(page)
    tab_to(page, "終えてふりかえる")
    page.keyboard.press("Enter")
    page.get_by_text("この場面で大切な点").wait_for()
    assert visit.complaints == []


def test_a_question_and_its_source(server, visit):
    page = visit.page
    page.goto(f"{server.url}/ask")
    settled(page)
    tab_to(page, "質問を入力してください")
    page.keyboard.type("信用と信頼はどう違いますか？")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="出典").first.wait_for()
    settled(page)
    tab_to(page, "出典")
    page.keyboard.press("Enter")
    page.locator(".passage mark").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".passage mark").first.wait_for(state="detached")
    assert visit.complaints == []


def test_the_way_from_page_to_page(server, visit):
    page = visit.page
    page.goto(server.url)
    settled(page)
    for name, title in (("質問", "質問"), ("設定", "設定"), ("準備", "準備")):
        tab_to(page, name)
        page.keyboard.press("Enter")
        page.get_by_role("heading", level=1, name=title).wait_for()
        settled(page)
    assert visit.complaints == []


@pytest.mark.parametrize(
    "place", ["prepare", "review", "review-talk", "progress", "scenarios-draft", "evaluation", "settings"]
)
def test_every_stop_of_a_page_shows_its_focus(stocked, visit, place):
    page = visit.page
    page.goto(stocked.at(place))
    settled(page)
    stops = []
    for _ in range(45):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if at is not None:
            stops.append(at)
    assert len(stops) > 10
    assert [at["html"] for at in stops if not at["ring"]] == []
