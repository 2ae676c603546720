"""coach serve: the browser app."""

import sys
import threading
import time
from importlib import import_module
from typing import Annotated

import typer

from coach.cli.session import say
from coach.settings import load, shipped

_SWITCH = 0.0005
"""Seconds that one thread may keep the interpreter while others wait (Python's own choice is ten times as long). The
browser asks for some sixty files at once; each would wait that long for whoever imports or runs a page meanwhile."""

_LOOK = 0.02
"""Seconds between two looks whether the server is there."""


def serve(
    *,
    port: Annotated[int, typer.Option(help="ポート番号。", min=1, max=65535)] = 8501,
    host: Annotated[str, typer.Option(help="待ち受けるアドレス。")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="ブラウザーを開くかどうか。")] = False,
) -> int:
    """ブラウザーのアプリを起動します。"""
    load()  # a wrong setting is said here, not on the first page
    app = shipped("app.py")
    options = {
        "server.port": port,
        "server.address": host,
        "server.headless": str(not browser).lower(),
        "server.showEmailPrompt": "false",  # Streamlit would ask for an address before it starts, and wait
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": host,
        "server.fileWatcherType": "none",
        # With its greeting Streamlit offers developers, on the page itself, to install things for their tools.
        "logger.hideWelcomeMessage": "true",
    }
    say(f"アプリの住所：http://{host}:{port}（終えるには Ctrl+C）")
    sys.setswitchinterval(_SWITCH)
    threading.Thread(target=_warm, daemon=True).start()
    from streamlit.web import cli

    # In this process: another interpreter would import everything once more.
    cli.main(["run", str(app), *(f"--{name}={value}" for name, value in options.items())], prog_name="streamlit")
    return 0


def _warm() -> None:
    """Import what the first page needs while the first browser still loads Streamlit's own scripts."""
    from streamlit.runtime import runtime

    while not (runtime.Runtime.exists() and runtime.Runtime.instance().state is not runtime.RuntimeState.INITIAL):
        time.sleep(_LOOK)
    time.sleep(_LOOK * 10)  # the first answers go out before
    for name in ("coach.ui.app", "coach.ui.pages.start", "numpy", "PIL.Image"):  # the last two: Streamlit's, for icons
        import_module(name)  # by name: the command line knows nothing of the app's inside


def alone() -> typer.Typer:
    """A command line that knows `serve` and nothing else."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)  # else Typer takes the one command for the whole program
    app.command("serve")(serve)
    return app
