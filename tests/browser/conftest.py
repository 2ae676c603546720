"""A real server as a process of its own, and a real browser that looks at it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from tests.browser import stocked as shelves

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

_VISITOR = {"viewport": WIDE, "locale": "ja-JP", "timezone_id": "Asia/Tokyo"}

_HARMLESS = (
    # Streamlit's own questions on the way into a page by its address; their 404 is how it finds the app's root.
    re.compile(r"status of 404.*/_stcore/(health|host-config)$"),
    # Streamlit asks whether a download is still there after the page that offered it was left. Nobody waits for it.
    re.compile(r"(status of 404.*/media/|Client Error: Download Button source error)"),
)
"""What a console may say without being a fault of the app."""


@dataclass
class Server:
    """`coach serve` with a home of its own. `stop` and `start` keep home and address."""

    home: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None)
    settings: dict[str, str] = field(default_factory=lambda: {"COACH_ENGINE": "local"})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        return [sys.executable, "-c", "from coach.cli import main; main()", "serve", "--port", str(self.port)]

    def start(self) -> None:
        environment = {**os.environ, "COACH_HOME": str(self.home), **self.settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command(), env=environment, cwd=self.home, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"the server did not come up: {self.log.read_text('utf-8', 'replace')}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ingest(home: Path) -> None:
    """The index is built once for all browser tests, as `make run` builds it before the first page."""
    environment = {**os.environ, "COACH_HOME": str(home), "COACH_ENGINE": "local"}
    command = [sys.executable, "-c", "from coach.cli import main; main()", "ingest"]
    subprocess.run(command, env=environment, cwd=home, check=True, capture_output=True, timeout=600)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("browser-home")
    ingest(home)
    here = Server(home, free_port(), home / "server.log")
    here.start()
    yield here
    here.stop()


@dataclass
class Stocked(Server):
    """A server with something on every page; `ids` are those that its addresses name."""

    ids: dict[str, str] = field(default_factory=dict)

    def at(self, place: str) -> str:
        """The address of one of `shelves.PLACES`."""
        return self.url + shelves.address(place, self.ids)


@pytest.fixture(scope="session")
def stocked(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stocked]:
    """The server of those who only look."""
    home = tmp_path_factory.mktemp("stocked-home")
    ids = shelves.stock(home, server.home / "knowledge")
    here = Stocked(home, free_port(), home / "server.log", ids=ids)
    here.start()
    yield here
    here.stop()


def chromium(playwright: Playwright) -> str | None:
    """The system's Chromium, else the one that playwright installed, else None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    return path or (own if Path(own).exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            advice = (
                "no Chromium on this machine: apt-get install chromium fonts-noto-cjk, or playwright install chromium"
            )
            pytest.fail(advice) if os.environ.get("CI") else pytest.skip(advice)
        here = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield here
        here.close()


@dataclass
class Visit:
    """A page, and what its console complained of."""

    page: Page
    complaints: list[str]

    def another(self) -> "Visit":
        """A second tab of the same browser."""
        return _tab(self.page.context)


@contextmanager
def visiting(browser: Browser, **options: Any) -> Iterator[Visit]:
    """A visitor's browser: Japanese and wide, unless the options of a browser context say otherwise."""
    context = browser.new_context(**{**_VISITOR, **options})
    yield _tab(context)
    context.close()


def _tab(context: BrowserContext) -> Visit:
    page = context.new_page()
    page.set_default_timeout(40_000)
    here = Visit(page, [])

    def hear(kind: str, text: str, url: str) -> None:
        said = f"{text} {url}"
        if kind == "error" and not any(one.search(said) for one in _HARMLESS):
            here.complaints.append(said)

    page.on("console", lambda message: hear(message.type, message.text, message.location.get("url", "")))
    page.on("pageerror", lambda error: here.complaints.append(str(error)))
    return here


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor's browser; parametrise it indirectly with a viewport."""
    with visiting(browser, viewport=getattr(request, "param", WIDE)) as here:
        yield here
