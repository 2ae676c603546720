"""coach ingest: documents into the knowledge."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.session import coach, say, write_json
from coach.settings import shipped

if TYPE_CHECKING:
    from coach.retrieval.ingest import Progress

_WIDTH = 30


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH…", help="ファイルまたはフォルダ。")] = None,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="指定した文書だけをナレッジ全体にします。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力します。")] = False,
) -> int:
    """文書をナレッジに取り込みます（.txt .md .html .docx .pdf）。"""
    index = coach().bare_knowledge
    report = index.ingest(paths or [shipped("knowledge")], replace=replace, progress=_bar)
    for problem in report.problems:
        say(problem.message)
    if as_json:
        write_json(
            {
                "documents": report.documents,
                "passages": report.passages,
                "added": report.added,
                "removed": report.removed,
                "unchanged": report.unchanged,
                "seconds": round(report.seconds, 2),
            }
        )
    else:
        print(
            f"文書 {report.documents} 件、{report.passages} 節（追加 {report.added}、削除 {report.removed}、"
            f"変更なし {report.unchanged}）、{report.seconds:.1f} 秒"
        )
    return 2 if report.problems else 0


def _bar(progress: "Progress") -> None:
    """A progress bar with passages a second, on stderr when that is a terminal."""
    if not sys.stderr.isatty() or not progress.total:
        return
    filled = _WIDTH * progress.done // progress.total
    bar = "█" * filled + "░" * (_WIDTH - filled)
    end = "\n" if progress.done >= progress.total else ""
    text = f"\r[{bar}] {progress.done}/{progress.total} 節　毎秒 {progress.passages_per_second:.0f} 節"
    print(text, end=end, file=sys.stderr, flush=True)
