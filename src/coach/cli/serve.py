"""coach serve: the browser app."""

import os
import sys
from pathlib import Path
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
    command += [f"--{name}" for name in _theme(app.parent / ".streamlit" / "config.toml")]
    os.execv(sys.executable, command)  # noqa: S606 (our own interpreter, no shell)


def _theme(config: Path) -> list[str]:
    """The app's theme as options, because streamlit reads a config file only from the working directory."""
    import tomllib

    with config.open("rb") as file:
        theme = tomllib.load(file).get("theme", {})
    return [f"theme.{name}={value}" for name, value in theme.items() if not isinstance(value, dict)]
