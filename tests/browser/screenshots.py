"""Makes the pictures of docs/screenshots with a scripted session: `make screenshots`.

Every page at two widths, light; the four that people look at longest also dark. WebP keeps each below 120 kB.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tests.browser import steps
from tests.browser.conftest import PHONE, WIDE, Server, chromium, free_port, ingest, visiting
from tests.browser.looking import settled
from tests.browser.stocked import address, stock

_OUT = Path(__file__).parents[2] / "docs" / "screenshots"
_QUALITY = 82
_MOST = 120_000
"""Bytes of a picture."""

PICTURES = {
    "start": "start",
    "prepare": "prepare-sheet",
    "practice": "practice-talk",
    "debrief": "practice-debrief",
    "ask": "ask-talk",
    "review": "review-talk",
    "progress": "progress",
    "scenarios": "scenarios-draft",
    "sources": "sources",
    "evaluation": "evaluation",
    "settings": "settings",
}
"""The picture's name and the place that it shows."""

DARK = ("prepare", "practice", "debrief", "evaluation")


def main(wanted: list[str]) -> None:
    """A home with something on every page, one more turn by hand, and the pictures: all, or those that are named."""
    _OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        ingest(home)
        ids = stock(home)
        server = Server(home, free_port(), home / "server.log")
        server.start()
        browser = playwright.chromium.launch(
            executable_path=chromium(playwright), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            for size, viewport in (("wide", WIDE), ("phone", PHONE)):
                for mode in ("light", "dark"):
                    with visiting(browser, viewport=viewport, color_scheme=mode) as here:
                        _pictures(here.page, server.url, ids, view=f"{size}-{mode}", wanted=wanted)
        finally:
            browser.close()
            server.stop()


def _pictures(page: Page, url: str, ids: dict[str, str], *, view: str, wanted: list[str]) -> None:
    for name, place in PICTURES.items():
        if name in (wanted or PICTURES) and (view.endswith("light") or name in DARK):
            page.goto(url + address(place, ids))
            settled(page)
            if name == "practice" and view == "wide-light":
                steps.say(page, steps.TALK[3])
            _picture(page, _OUT / f"{name}-{view}.webp")


def _picture(page: Page, path: Path) -> None:
    page.wait_for_timeout(700)  # a chart is drawn and scrolled to after the page says that it is done
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(path, quality=_QUALITY, method=6)
    size = path.stat().st_size
    assert size <= _MOST, f"{path.name} has {size:,} bytes"


if __name__ == "__main__":
    main(sys.argv[1:])
