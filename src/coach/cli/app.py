"""The command `coach`: its commands, and the one place where an error becomes a line and an exit code."""

import sys
from typing import Any

import typer

from coach.cli import (
    ask,
    bench,
    doctor,
    evaluation,
    ingest,
    labels,
    llm,
    practice,
    review,
    scenarios,
    serve,
    sources,
    tag,
    train,
    usage,
)
from coach.domain.errors import CoachError

app = typer.Typer(
    name="coach",
    help="信用と信頼を使い分ける面談の練習コーチ。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("ingest")(ingest.ingest)
app.command("ask")(ask.ask)
app.command("tag")(tag.tag)
app.command("scenarios")(scenarios.scenarios)
app.command("practice")(practice.practice)
app.command("review")(review.review)
app.command("bench")(bench.bench)
app.command("serve")(serve.serve)
app.command("train")(train.train)
app.command("usage")(usage.usage)
app.command("doctor")(doctor.doctor)
app.add_typer(evaluation.app, name="eval")
app.add_typer(labels.app, name="labels")
app.add_typer(llm.app, name="llm")
app.add_typer(sources.app, name="sources")


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave the process: 0 done, 1 the work could not be done, 2 bad usage or input."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        result: Any = app(args=arguments, standalone_mode=False)
    except CoachError as error:
        return _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("中断しました。", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        return _fail(f"{' '.join(str(message()).split())} 使い方は coach --help で確認できます。", 2)
    return result if isinstance(result, int) else 0


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
