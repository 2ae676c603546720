"""coach eval: measure the coach, look at the figures, compare, and stop what is not good enough."""

import typer

from coach.cli import (
    evaluation_agreement,
    evaluation_compare,
    evaluation_figures,
    evaluation_gate,
    evaluation_run,
    evaluation_show,
    evaluation_trust,
)

app = typer.Typer(help="回答・タグ・練習の質を測ります。", no_args_is_help=True)
app.command("run")(evaluation_run.run)
app.command("list")(evaluation_show.list_runs)
app.command("show")(evaluation_show.show)
app.command("compare")(evaluation_compare.compare)
app.command("gate")(evaluation_gate.gate)
app.command("practice")(evaluation_run.practice)
app.command("tagger")(evaluation_trust.tagger)
app.command("trust")(evaluation_trust.trust)
app.command("agreement")(evaluation_agreement.agreement)
app.command("figures")(evaluation_figures.figures)
