"""coach eval list, coach eval show: what is kept, on the screen or in a file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import session
from coach.cli.session import USER, say, write_json
from coach.domain.errors import BadInput
from coach.domain.run import Run, SampleResult
from coach.evaluation.catalogue import DATASETS, title
from coach.evaluation.export import as_csv, as_json, figure_text, run_form
from coach.evaluation.words import extent

_Json = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]


def list_runs(*, as_json: _Json = False) -> int:
    """保存された評価を、新しい順に一覧にします。"""
    found = session.coach().evaluation.store.runs(acting=USER)
    if as_json:
        write_json([run_form(one, samples=False) for one in found])
        return 0
    if not found:
        say("評価の記録がまだありません。先に coach eval run を実行してください。")
    for one in found:
        when = one.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        print(f"{one.id[:8]}  {when}  {DATASETS[one.dataset]}（{extent(one)}）  {one.judge}  {one.status.value}")
    return 0


def show(
    run: Annotated[str, typer.Argument(metavar="RUN", help="評価の id（先頭の4文字以上）。")],
    *,
    sample: Annotated[str | None, typer.Option(help="この id の一件だけを表示します。")] = None,
    worst: Annotated[int, typer.Option(help="値の低い順に表示する件数。", min=0)] = 5,
    out: Annotated[
        Path | None, typer.Option(help="書き出すファイル（.json、.csv、.html。拡張子で形式が決まります）。")
    ] = None,
    as_json: _Json = False,
) -> int:
    """一つの評価の結果を表示し、または書き出します。"""
    found = session.coach().evaluation.store.get(run, acting=USER)
    if out is not None:
        _export(found, out)
    elif as_json:
        print(_json_text(found, sample))
    elif sample is not None:
        _print_sample(_sample(found, sample))
    else:
        print_run(found)
        for one in sorted(found.samples, key=_worth)[:worst]:
            _print_sample(one)
    return 0


def print_run(run: Run) -> None:
    """The figures of a run."""
    print(f"評価 {run.id[:8]}　{DATASETS[run.dataset]}（{extent(run)}）　{run.status.value}　{run.seconds:.1f} 秒")
    if run.message:
        print(f"  {run.message}")
    for name, one in run.figures.items():
        missing = f"、採点できず {one.unscored} 件" if one.unscored else ""
        agreed = run.provenance.get(f"agreement.{name}")
        trusted = f"、人との一致 {agreed}" if agreed else ""
        print(f"  {title(name)}：{figure_text(one)}　{one.scored}件{missing}{trusted}")


def _json_text(run: Run, sample: str | None) -> str:
    if sample is None:
        return as_json(run)
    return json.dumps(asdict(_sample(run, sample)), ensure_ascii=False)


def _export(run: Run, out: Path) -> None:
    from coach.evaluation.report import as_html

    forms = {".json": as_json, ".csv": as_csv, ".html": as_html}
    if out.suffix not in forms:
        raise BadInput("--out のファイル名は .json、.csv、.html のどれかで終わるようにしてください。")
    try:
        out.write_text(forms[out.suffix](run), encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(f"{out.name} に書き込めません（{error.strerror}）。") from None
    say(f"{out.name} に書き出しました。")


def _sample(run: Run, sample_id: str) -> SampleResult:
    found = next((one for one in run.samples if one.id == sample_id), None)
    if found is None:
        raise BadInput(f"「{sample_id}」はこの評価にありません。coach eval show {run.id[:8]} で確かめてください。")
    return found


def _worth(sample: SampleResult) -> float:
    values = [one.value for one in sample.scores.values() if one.value is not None]
    return sum(values) / len(values) if values else 1.0


def _print_sample(sample: SampleResult) -> None:
    shown = sample.shown
    print(f"\n［{sample.id}］{shown.get('question') or shown.get('text') or ''}")
    if shown.get("answer"):
        print(f"  回答：{shown['answer']}")
    for name, one in sample.scores.items():
        value = "対象外" if one.value is None else f"{one.value:.2f}"
        print(f"  {title(name)}：{value}　{one.reason}")
