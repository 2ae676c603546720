"""What is measured of a page that stands still: its width, its focus, and what axe-core says."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")

_STILL = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-stale="true"]')
    && document.querySelector('[data-testid="stMain"] h1, [data-testid="stMain"] .c');
}"""

_TOO_WIDE = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility() && !e.closest('.wide, svg'))
  .map(e => e.outerHTML.slice(0, 200))"""


def settled(page: Page) -> None:
    """Come back when the script has run to its end and everything is drawn."""
    page.wait_for_function(_STILL)
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def too_wide(page: Page) -> list[str]:
    """What sticks out at the right, and whether the document scrolls sideways."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    return found


def violations(page: Page) -> dict[str, list[str]]:
    """The rules that the page breaks seriously or critically, each with the elements that do."""
    results = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return {
        one["id"]: [f"{node['target']} {node['html'][:200]}" for node in one["nodes"]]
        for one in results["violations"]
        if one["impact"] in SERIOUS
    }
