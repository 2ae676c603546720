"""Every fault against the real SDK over HTTP, a turn each: what the reader sees and when. Writes docs/llm-engine.md.

usage: python tests/adapters/llm/fault_table.py     (default settings; about a minute)
"""

import re
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from coach.domain.transcript import Turn
from coach.llm.engine import LlmEngine, LocalFaculties
from coach.llm.usage import MemoryUsage
from coach.ports import Reply
from coach.services.practice import Faculties, PracticeService
from coach.settings import Settings, shipped
from coach.storage.scenarios import YamlScenarioLibrary
from coach.testing import Failing, Fault, ScriptedServer
from conftest import FakeAdviser, FakePartner, FakeRetriever, FakeTagger, MemoryStore

DOCUMENT = Path(__file__).parents[3] / "docs" / "llm-engine.md"
BEGIN, END = "<!-- fault table: begin -->", "<!-- fault table: end -->"

CASES: dict[str, Failing | None] = {
    "接続先がない": None,
    "接続がすぐ切られる": Failing(Fault.REFUSED),
    "鍵の拒否（401）": Failing(Fault.UNAUTHORISED),
    "混雑（429、Retry-After 1 秒）": Failing(Fault.RATE_LIMITED, retry_after=1),
    "混雑（429、Retry-After 120 秒）": Failing(Fault.RATE_LIMITED, retry_after=120),
    "サーバーエラー（500）": Failing(Fault.SERVER_ERROR),
    "ストリームが途中で切れる": Failing(Fault.CUT_STREAM),
    "ストリームが終わりの印なしに閉じる": Failing(Fault.POLITE_CUT),
    "ストリームが途中で止まる": Failing(Fault.STALL),
    "ストリームの中でエラーが届く": Failing(Fault.STREAM_ERROR),
    "60 秒の沈黙": Failing(Fault.SILENCE),
    "沈黙（接続維持の行だけ届く）": Failing(Fault.KEEP_ALIVE),
    "壊れた JSON": Failing(Fault.INVALID_JSON),
    "選択肢が空": Failing(Fault.EMPTY_CHOICES),
    "文章が空": Failing(Fault.NO_TEXT),
    "内容フィルター（返答）": Failing(Fault.CONTENT_FILTER),
    "内容フィルター（依頼）": Failing(Fault.FILTERED_PROMPT),
    "モデルがない（404）": Failing(Fault.NO_MODEL),
    "文脈が長すぎる": Failing(Fault.TOO_LONG),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One turn under a fault, and the next one."""

    turn: Turn
    fallback: str
    seconds: float
    next_seconds: float
    saved: int
    calls: int


class Listening:
    """A partner that remembers the last reply of another one: a turn does not keep the reason yet."""

    def __init__(self, partner) -> None:
        self._partner = partner
        self.heard: Reply | None = None

    def reply(self, moment):
        for piece in self._partner.reply(moment):
            if isinstance(piece, Reply):
                self.heard = piece
            yield piece


def turn_under(case: Failing | None, settings: Settings, server: ScriptedServer | None = None) -> Row:
    """Two turns through the practice service."""
    local = LocalFaculties(FakeTagger(), FakePartner(), FakeAdviser())
    engine = LlmEngine(settings, MemoryUsage())
    partner = Listening(engine.partner(local))
    library = YamlScenarioLibrary(shipped("knowledge") / "scenarios")
    store = MemoryStore()
    faculties = Faculties(local.tagger, partner, local.adviser, FakeRetriever())
    if "reader" in {one.name for one in fields(Faculties)}:
        faculties = replace(faculties, reader=engine.reader(local, shipped("eval") / "utterances"))
    service = PracticeService(faculties, library, store, versions=engine.versions())
    engine.chat._ready()
    practice = service.begin("appraisal-high-high", acting="local")
    began = time.perf_counter()
    turn = service.turn(practice.id, "三月の繁忙期はどうでしたか。", acting="local")
    middle = time.perf_counter()
    fallback = partner.heard.fallback
    service.turn(practice.id, "応援は足りていましたか。", acting="local")
    end = time.perf_counter()
    saved = len(store.get(practice.id, acting="local").turns)
    return Row(turn, fallback, middle - began, end - middle, saved, len(server.chats) if server else 0)


@contextmanager
def endpoint(case: Failing | None) -> Iterator[tuple[str, ScriptedServer | None]]:
    """Where the fault is waiting."""
    if case is None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        yield f"http://127.0.0.1:{port}/v1", None
    else:
        with ScriptedServer([case]) as server:
            yield server.url, server


def table() -> str:
    """The table, measured with the default settings."""
    lines = ["| 障害 | 画面に出る説明 | 答えるまで（秒） | 次の発話（秒） |", "|---|---|---|---|"]
    for name, case in CASES.items():
        with endpoint(case) as (url, server), tempfile.TemporaryDirectory() as home:
            row = turn_under(case, Settings(home=Path(home), llm_base_url=url, llm_api_key="none"), server)
        assert row.saved == 2, name
        assert row.turn.engine == "local", name
        sys.stderr.write(f"{row.seconds:6.2f} {row.next_seconds:6.2f} {name}\n")
        lines.append(f"| {name} | {row.fallback} | {row.seconds:.1f} | {row.next_seconds:.1f} |")
    return "\n".join(lines)


def write() -> None:
    """Put the table into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = table()
    new = re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{found}\n{END}", text, flags=re.DOTALL)
    DOCUMENT.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    write()
