"""Whether everything is there that the coach needs: one line a part, each with what to do about it."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coach.bootstrap import Coach
from coach.domain.errors import CoachError

_LITTLE_ROOM = 300_000_000
"""Bytes: the index, the database and some documents fit into that."""

_JAPANESE = ("cjk", "jp", "ipa", "takao", "hiragino", "ヒラギノ", "yugoth", "yumin", "meiryo", "msgothic", "vl-gothic")


class State(StrEnum):
    """How a part stands."""

    FINE = "fine"
    OPTIONAL = "optional"
    """Not there, and the coach works without it."""

    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    name: str
    state: State
    text: str


def examine(coach: Coach) -> Iterator[Finding]:
    """The findings, one after the other. Only to an endpoint that may be used are three short made-up texts sent."""
    yield from _model(coach)
    yield _tried("埋め込み", lambda: _embedding(coach))
    yield _tried("ナレッジ", lambda: _knowledge(coach))
    yield _tried("データベース", lambda: _database(coach))
    yield _tried("ディスク", lambda: _disk(coach))
    yield _fonts()


def is_well(findings: list[Finding]) -> bool:
    """Whether nothing is broken."""
    return all(one.state is not State.BROKEN for one in findings)


def _tried(name: str, work: Callable[[], Finding]) -> Finding:
    try:
        return work()
    except CoachError as error:
        return Finding(name, State.BROKEN, str(error))


def _model(coach: Coach) -> Iterator[Finding]:
    from coach.llm.consent import Standing, why

    try:
        now = coach.standing
    except CoachError:
        # The line of the database says it.
        yield Finding("LLM", State.OPTIONAL, "データベースを開けないため、送信の同意を確かめられません。")
        return
    if now is not Standing.ALLOWED:
        remedy = {
            Standing.OFF: "使う場合は COACH_LLM_BASE_URL か COACH_LLM_API_KEY を設定してください（任意）。",
            Standing.ASK: "使う場合は coach llm allow を実行するか、設定画面で同意してください（任意）。",
            Standing.DENIED: "使う場合は coach llm allow を実行してください（任意）。",
        }
        yield Finding("LLM", State.OPTIONAL, why(coach.settings, now) + remedy[now])
        return
    yield Finding("LLM", State.FINE, why(coach.settings, now))
    from coach.llm.checkup import checkup

    for one in checkup(coach.settings):
        yield Finding(one.name, State.FINE if one.passed else State.BROKEN, one.text)


def _embedding(coach: Coach) -> Finding:
    wanted = coach.settings.embedding
    embedder = coach.embedder
    size = len(embedder.query("信頼"))
    if wanted != "local" and embedder is coach.local_embedder:
        text = f"COACH_EMBEDDING={wanted} は、LLM への送信に同意すると使われます。それまでは同梱の埋め込みで動きます。"
        return Finding("埋め込み", State.OPTIONAL, text)
    return Finding("埋め込み", State.FINE, f"{embedder.name}（{size} 次元）が動いています。")


def _knowledge(coach: Coach) -> Finding:
    index = coach.bare_knowledge
    documents = index.documents()
    if not documents:
        text = "まだ読み込まれていません。最初に使うときに同梱のハンドブックを読み込みます（coach ingest でも読み込めます）。"
        return Finding("ナレッジ", State.OPTIONAL, text)
    return Finding("ナレッジ", State.FINE, f"{len(documents)} 文書、{index.size()} 節が登録されています。")


def _database(coach: Coach) -> Finding:
    kept = len(coach.practices.recent(acting="local", limit=1))
    text = "読み書きできます。" if kept else "読み書きできます（練習の記録はまだありません）。"
    return Finding("データベース", State.FINE, text)


def _disk(coach: Coach) -> Finding:
    home = coach.settings.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"coach")
        free = shutil.disk_usage(home).free
    except OSError as error:
        text = f"{home} に書き込めません（{error.strerror}）。COACH_HOME に書き込める場所を指定してください。"
        return Finding("ディスク", State.BROKEN, text)
    room = f"{home} の空きは {free / 1e9:.1f} GB です。"
    if free < _LITTLE_ROOM:
        return Finding("ディスク", State.BROKEN, f"{room}0.3 GB 以上になるよう、空きを増やしてください。")
    return Finding("ディスク", State.FINE, room)


def _fonts() -> Finding:
    found = _japanese_font()
    if found:
        return Finding("フォント", State.FINE, f"日本語のフォント（{found}）があります。")
    text = "日本語のフォントが見つかりません。この画面を別のコンピューターで見る場合は、そのままで構いません。"
    remedy = "Debian や Ubuntu では fonts-noto-cjk を入れると表示できます。" if sys.platform == "linux" else ""
    return Finding("フォント", State.OPTIONAL, text + remedy)


def _japanese_font() -> str | None:
    home = Path.home()
    folders = (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local/share/fonts",
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        home / "Library/Fonts",
        Path("C:/Windows/Fonts"),
    )
    for folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            name = path.name.casefold()
            if path.suffix.casefold() in (".ttf", ".ttc", ".otf") and any(part in name for part in _JAPANESE):
                return path.name
    return None
