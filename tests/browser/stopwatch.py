"""How fast the app is, with a clock beside the browser: `python -m tests.browser.stopwatch`.

Three figures: from a cold `coach serve` to a page that can be used, beside Streamlit's hello world in the same run; from
a first visit to the first tagged utterance; and how long each page takes to run again when nothing is to be read or
written by a model. `start`, `first` or `reruns` behind the command measures only that.
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, sync_playwright
from streamlit.testing.v1 import AppTest
from tests.browser import steps
from tests.browser.conftest import Server, chromium, free_port, ingest, visiting
from tests.browser.stocked import HEAVY, PLACES, address, stock
from tests.ui import screen

from coach.settings import shipped

ROUNDS = 5
AGAIN = 7

_HELLO = 'import streamlit as st\n\nst.title("Hello")\nst.write("Hello, world!")\nst.button("Hello")\n'


class Hello(Server):
    """Streamlit's hello world, started as the coach is."""

    def command(self) -> list[str]:
        app = self.home / "hello.py"
        app.write_text(_HELLO, "utf-8")
        options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
        return [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={self.port}", *options]


def cold(browser: Browser, server: Server, button: str) -> float:
    """Seconds from the start of the process until the button can be pressed."""
    began = time.monotonic()
    server.start()
    with visiting(browser) as here:
        here.page.goto(server.url)
        here.page.get_by_role("button", name=button, exact=True).click(trial=True)
        taken = time.monotonic() - began
    server.stop()
    return taken


def measure_start(browser: Browser, home: Path) -> None:
    """The coach and hello world by turns, so that both see the same machine."""
    coach = Server(home, free_port(), home / "server.log")
    hello = Hello(home, free_port(), home / "hello.log")
    cold(browser, coach, "質問する"), cold(browser, hello, "Hello")  # byte code and the disk's cache
    taken = [(cold(browser, coach, "質問する"), cold(browser, hello, "Hello")) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(side) for side in zip(*taken, strict=True))
    print(f"cold start to the first page one can use: coach {ours:.2f} s, hello world {theirs:.2f} s,", end=" ")
    print(f"ratio {ours / theirs:.2f} (median of {ROUNDS}; at most 1.5 is asked for)")


def measure_first(browser: Browser, home: Path, what: str) -> None:
    """A visitor who clicks at once, on a server that has just come up."""
    server = Server(home, free_port(), home / "server.log")
    server.start()
    with visiting(browser) as here:
        began = time.monotonic()
        steps.begin(here.page, server.url)
        steps.say(here.page, steps.TALK[0])
        print(
            f"first visit to the first tagged utterance, {what}: {time.monotonic() - began:.1f} s (60 s is asked for)"
        )
    server.stop()


def measure_reruns(home: Path, ids: dict[str, str]) -> None:
    """Each page again and again without a change, in this process: what a click costs beside what it asks for."""
    os.environ |= {"COACH_HOME": str(home), "COACH_ENGINE": "local"}
    logging.disable(logging.WARNING)
    print(f"run again, median and longest of {AGAIN} (ms; 200 is asked for):", flush=True)
    app = AppTest.from_file(str(shipped("app.py")), default_timeout=60).run()
    for name in (*PLACES, *HEAVY):
        parts = urlsplit(address(name, ids))
        screen.visit(app, parts.path.strip("/"), **dict(parse_qsl(parts.query)))
        app._page_hash = app._finished_page_script_hash
        app.run()
        taken = [_timed(app.run) for _ in range(AGAIN)]
        print(f"  {name:32} {statistics.median(taken):6.0f} {max(taken):6.0f}", flush=True)


def _timed(once: Callable[[], object]) -> float:
    began = time.perf_counter()
    once()
    return (time.perf_counter() - began) * 1000


def main(wanted: list[str]) -> None:
    """All figures, or those that are named."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        options = {"executable_path": chromium(playwright), "args": ["--no-sandbox", "--disable-gpu"]}
        browser = playwright.chromium.launch(**options)
        fresh, ready, full = (Path(folder) / name for name in ("fresh", "ready", "full"))
        for home in (fresh, ready, full):
            home.mkdir()
        ingest(ready)
        if not wanted or "start" in wanted:
            measure_start(browser, ready)
        if not wanted or "first" in wanted:
            measure_first(browser, fresh, "the index still to be built")
            measure_first(browser, ready, "the index there")
        if not wanted or "reruns" in wanted:
            measure_reruns(full, stock(full, ready / "knowledge", heavy=True))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
