"""coach sources: the documents in the knowledge."""

from typing import Annotated

import typer

from coach.cli.session import coach, write_json

app = typer.Typer(help="ナレッジの文書を一覧・表示・削除します。", invoke_without_command=True)

_AsJson = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]
_Name = Annotated[str, typer.Argument(metavar="DOCUMENT", help="文書の名前。")]


@app.callback()
def sources(context: typer.Context, *, as_json: _AsJson = False) -> None:
    """ナレッジの文書を一覧にします。"""
    if context.invoked_subcommand is not None:
        return
    found = coach().knowledge.documents()
    if as_json:
        write_json(
            [
                {"document": one.name, "passages": one.passages, "characters": one.characters, "added": one.added}
                for one in found
            ]
        )
        return
    for one in found:
        print(f"{one.name}　{one.passages} 節　{one.characters:,} 文字　{one.added}")


@app.command("show")
def show(document: _Name, *, as_json: _AsJson = False) -> None:
    """文書の節を、順に表示します。"""
    for passage in coach().knowledge.passages(document):
        if as_json:
            write_json({"passage_id": passage.id, "section": passage.section_name, "text": passage.text})
        else:
            print(f"■ {passage.section_name}\n{passage.text}\n")


@app.command("remove")
def remove(document: _Name) -> None:
    """文書をナレッジから外します。"""
    removed = coach().knowledge.remove(document)
    print(f"{document} を外しました（{removed} 節）。")
