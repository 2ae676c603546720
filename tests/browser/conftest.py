"""A real server as a process of its own, and a real browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

_PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit's own questions on the way into a page by its address; their 404 is how it finds the app's root."""


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

    def start(self) -> None:
        environment = {**os.environ, "COACH_HOME": str(self.home), **self.settings}
        command = [sys.executable, "-c", "from coach.cli import main; main()", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, cwd=self.home, stdout=log, stderr=log)
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


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor's browser; parametrise it indirectly with a viewport."""
    context = browser.new_context(viewport=getattr(request, "param", WIDE), locale="ja-JP", timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.set_default_timeout(90_000)
    here = Visit(page, [])

    def hear(kind: str, text: str, url: str) -> None:
        if kind == "error" and not url.endswith(_PROBES):
            here.complaints.append(f"{text} {url}")

    page.on("console", lambda message: hear(message.type, message.text, message.location.get("url", "")))
    page.on("pageerror", lambda error: here.complaints.append(str(error)))
    yield here
    context.close()
