"""The command `coach` with all its commands."""

import sys

import typer

from coach.cli import (
    ask,
    bench,
    doctor,
    edge,
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
    return edge.run(app, arguments)
