"""coach labels: readers' other opinions on tags."""

import typer

from coach.cli.session import USER, coach, write_json

app = typer.Typer(help="「違うと思う」と伝えられたラベルを扱います。", no_args_is_help=True)


@app.command("export")
def export() -> int:
    """伝えられたラベルを JSON Lines で書き出します。"""
    for dispute in coach().disputes.all(acting=USER):
        write_json(
            {
                "text": dispute.text,
                "given": dispute.given.value,
                "label": dispute.wanted.value,
                "comment": dispute.comment,
            }
        )
    return 0
