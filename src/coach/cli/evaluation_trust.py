"""coach eval tagger, coach eval trust: figures beside labels that people gave."""

from typing import Annotated

import typer

from coach.cli import session
from coach.cli.session import USER, write_json
from coach.domain.errors import BadInput
from coach.domain.run import Figure
from coach.evaluation.catalogue import title
from coach.evaluation.export import figure_text
from coach.settings import shipped

_Json = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]


def tagger(
    *,
    split: Annotated[str, typer.Option(help="all、dev、test、fresh、train。")] = "test",
    report: Annotated[bool, typer.Option("--report", help="表をすべて Markdown で出力します。")] = False,
    as_json: _Json = False,
) -> int:
    """タグの正しさを、ラベル付きの発話で測ります（結果は保存しません）。"""
    from coach.evaluation.cases import read_utterances
    from coach.evaluation.tagger import figures
    from coach.evaluation.tagger_report import as_form, as_markdown, judge

    utterances = read_utterances(shipped("eval") / "utterances", split=split)
    if not utterances:
        raise BadInput(f"--split {split} の発話がありません。")
    found = figures(judge(utterances, session.coach().tagger))
    if as_json:
        write_json(as_form(found))
    else:
        text = as_markdown(found)
        print(text if report else text.split("\n\n")[1])
    return 0


def trust(*, as_json: _Json = False) -> int:
    """それぞれの指標が、人の判断とどれだけ一致するかを示します。"""
    here = session.coach().evaluation
    found = {"shipped": here.trust(), "readers": here.trust_by_readers(acting=USER)}
    if as_json:
        write_json({name: {key: one.value for key, one in each.items()} for name, each in found.items()})
        return 0
    print("人が付けた良否の順序と、指標の順序が一致する割合（0.5 は偶然、1 は完全な一致）")
    for heading, figures in zip(("付属の回答", "この環境で付けられた評価"), found.values(), strict=True):
        for name, one in figures.items():
            print(f"  {heading}　{'根拠と充足の低いほう' if name == 'combined' else title(name)}：{_spread(one)}")
    return 0


def _spread(figure: Figure) -> str:
    return figure_text(figure) + (f"　{figure.scored}件" if figure.scored else "")
