"""The same knowledge on a real Chroma server."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.domain.errors import CannotDo
from coach.retrieval.index import KnowledgeIndex
from coach.retrieval.retriever import HybridRetriever

TEXT = "# 手引き\n\n## 休暇\n\n休暇は前日までに申請します。\n\n## 残業\n\n残業は部長が許可します。\n"
QUESTION = "残業は誰が許可しますか"


@pytest.fixture
def server(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(tmp_path / "chroma")]
    with subprocess.Popen([*command, "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.DEVNULL) as process:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}", process
        process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def test_knowledge_lives_on_a_server_is_given_back_when_emptied_and_says_so_when_it_stops(
    server, settings, embedder, write
):
    url, process = server
    there = settings.model_copy(update={"chroma_url": url})
    index = KnowledgeIndex(there, embedder)
    assert index.ingest([write("a.md", TEXT)]).added == 2
    assert HybridRetriever(index=index).find(QUESTION)[0].passage.text == "残業は部長が許可します。"
    assert not (settings.home / "knowledge" / "chroma").exists()

    index._vectors().drop()
    assert HybridRetriever(index=KnowledgeIndex(there, embedder)).find(QUESTION)[0].passage.text.startswith("残業")

    process.terminate()
    process.wait()
    with pytest.raises(CannotDo, match="COACH_CHROMA_URL"):
        HybridRetriever(index=index).find(QUESTION)
