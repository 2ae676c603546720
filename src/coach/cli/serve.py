"""coach serve: the browser app."""

import os
import sys
from typing import Annotated

import typer

from coach.settings import load, shipped


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
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": host,
        "server.fileWatcherType": "none",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--{name}={value}" for name, value in options.items()]
    os.execv(sys.executable, command)  # noqa: S606 (our own interpreter, no shell)


def alone() -> typer.Typer:
    """A command line that knows `serve` and nothing else."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)  # else Typer takes the one command for the whole program
    app.command("serve")(serve)
    return app
