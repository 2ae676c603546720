"""coach eval compare: two runs beside each other."""

from typing import Annotated

import typer

from coach.cli import session
from coach.cli.session import USER, write_json
from coach.evaluation.catalogue import title

_Json = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]


def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="前の評価の id。")],
    after: Annotated[str, typer.Argument(metavar="B", help="後の評価の id。")],
    *,
    as_json: _Json = False,
) -> int:
    """二つの評価を比べ、偶然とは言えない差と、変わった質問を示します。"""
    found = session.coach().evaluation.compare(before, after, acting=USER)
    if as_json:
        write_json(
            {
                "before": found.before.id,
                "after": found.after.id,
                "common": found.common,
                "metrics": {
                    name: {
                        "before": one.before,
                        "after": one.after,
                        "change": one.change,
                        "interval": [one.low, one.high],
                        "exceeds_noise": one.exceeds_noise,
                    }
                    for name, one in found.differences.items()
                },
                "changed": [
                    {"id": one.id, "metric": one.metric, "before": one.before, "after": one.after}
                    for one in found.changed
                ],
            }
        )
        return 0
    print(f"共通する {found.common} 件を比べました。")
    for name, one in found.differences.items():
        if one.change is not None:
            spread = f"（{one.low:+.3f}〜{one.high:+.3f}）" if one.low is not None and one.high is not None else ""
            sure = "差があります" if one.exceeds_noise else "偶然の範囲です"
            print(f"  {title(name)}：{one.before:.3f} → {one.after:.3f}　{one.change:+.3f}{spread}　{sure}")
    for changed in found.changed[:20]:
        values = " → ".join("―" if value is None else f"{value:.2f}" for value in (changed.before, changed.after))
        print(f"  {changed.id}　{title(changed.metric)}：{values}")
    return 0
