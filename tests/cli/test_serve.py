"""The first start on a machine that has never seen Streamlit."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path


def test_a_first_start_with_a_browser_asks_nothing_and_serves(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("coach")), "serve", "--browser", "--port", str(port)]
    # A home without Streamlit's own file, and a browser that does nothing.
    fresh = {**os.environ, "HOME": str(tmp_path), "COACH_HOME": str(tmp_path / "coach"), "BROWSER": "true"}
    with subprocess.Popen(command, env=fresh, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            until = time.monotonic() + 60
            while not _listens(port) and process.poll() is None and time.monotonic() < until:
                time.sleep(0.1)
            assert _listens(port)
        finally:
            process.kill()
        assert "Email" not in process.stdout.read()


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
