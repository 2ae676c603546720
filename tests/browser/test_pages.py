"""Every place of the app as it is looked at: at two widths, light and dark."""

import re

import pytest
from tests.browser.conftest import PHONE, WIDE, visiting
from tests.browser.looking import settled, too_wide, violations
from tests.browser.stocked import PLACES

pytestmark = pytest.mark.browser

VIEWS = {
    "wide-light": {"viewport": WIDE, "color_scheme": "light"},
    "phone-dark": {"viewport": PHONE, "color_scheme": "dark"},
}

_KANA = re.compile(r"[ぁ-んァ-ヶ]")

STREAMLITS_OWN: dict[str, str] = {}
"""Rules of axe-core that Streamlit itself breaks where no page can mend it, each with the reason. None at present."""


@pytest.fixture(scope="module", params=VIEWS)
def tab(browser, request):
    with visiting(browser, **VIEWS[request.param]) as here:
        yield here


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_accessible_fits_the_screen_and_complains_of_nothing(stocked, tab, place):
    page = tab.page
    tab.complaints.clear()
    page.goto(stocked.at(place))
    settled(page)
    assert page.locator("[data-testid='stException']").count() == 0
    assert page.locator("[data-testid='stMain'] h1, [data-testid='stMain'] .title.lead").count() == 1
    broken = {rule: where for rule, where in violations(page).items() if rule not in STREAMLITS_OWN}
    assert broken == {}
    assert too_wide(page) == []
    assert tab.complaints == []


@pytest.mark.parametrize("place", ["practice-talk", "practice-debrief", "evaluation"])
def test_a_dense_page_fits_the_widths_between_while_the_window_changes(stocked, visit, place):
    page = visit.page
    page.goto(stocked.at(place))
    settled(page)
    for width in (1920, 1024, 768, 640):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert too_wide(page) == [], width


@pytest.fixture(scope="module")
def english(browser):
    with visiting(browser, viewport=PHONE, locale="en-US") as here:
        yield here


@pytest.mark.parametrize("place", [name for name, path in PLACES.items() if "?" not in path])
def test_a_page_speaks_english_to_an_english_browser_and_still_fits_a_phone(stocked, english, place):
    page = english.page
    english.complaints.clear()
    page.goto(stocked.at(place))
    settled(page)
    assert page.evaluate("document.documentElement.lang") == "en"
    said = page.locator(
        "h1, h2, h3, label, [data-testid='stCaptionContainer'], button[kind='primary']"
    ).all_inner_texts()
    assert said
    assert [text for text in said if _KANA.search(text) and text != "日本語"] == []
    assert too_wide(page) == []
    assert english.complaints == []
