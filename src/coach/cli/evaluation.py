"""coach eval: measure the coach, look at the figures, compare, and stop what is not good enough."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.session import USER, coach, say, write_json
from coach.domain.errors import BadInput
from coach.domain.run import Figure, Run, SampleResult
from coach.evaluation.catalogue import DATASETS, title
from coach.evaluation.export import as_csv, as_json, figure_text, run_form
from coach.evaluation.gate import Check
from coach.evaluation.runner import Order, Progress
from coach.settings import shipped

app = typer.Typer(help="回答・タグ・練習の質を測ります。", no_args_is_help=True)
_WIDTH = 30
_Json = Annotated[bool, typer.Option("--json", help="JSON で出力します。")]
_Limit = Annotated[int | None, typer.Option(help="均等に選んだ一部だけを測ります（毎回同じ一部です）。", min=1)]


@app.command("run")
def run(  # noqa: PLR0913 (each is an option of the command line)
    *,
    dataset: Annotated[str, typer.Option(help="questions、utterances、conversations のどれか。")] = "questions",
    judge: Annotated[str, typer.Option(help="local（言語モデル不要）または llm。")] = "local",
    split: Annotated[str, typer.Option(help="all、dev、test のどれか。")] = "all",
    limit: _Limit = None,
    seed: Annotated[int, typer.Option(help="区間の計算に使う乱数の種。")] = 0,
    run_id: Annotated[str | None, typer.Option(hidden=True)] = None,
    as_json: _Json = False,
) -> int:
    """評価を実行し、結果を保存します。"""
    order = Order(dataset, judge, split, limit, seed, run_id)
    done = coach().evaluation.run(order, acting=USER, report=_bar())
    if as_json:
        write_json(run_form(done, samples=False))
    else:
        _print_run(done)
    return 0


@app.command("list")
def list_runs(*, as_json: _Json = False) -> int:
    """保存された評価を、新しい順に一覧にします。"""
    found = coach().evaluation.store.runs(acting=USER)
    if as_json:
        write_json([run_form(one, samples=False) for one in found])
        return 0
    if not found:
        say("評価の記録がまだありません。先に coach eval run を実行してください。")
    for one in found:
        when = one.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        print(f"{one.id[:8]}  {when}  {DATASETS[one.dataset]}（{one.split}）  {one.judge}  {one.status.value}")
    return 0


@app.command("show")
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
    found = coach().evaluation.store.get(run, acting=USER)
    if out is not None:
        _export(found, out)
    elif as_json:
        print(as_json_text(found, sample))
    elif sample is not None:
        _print_sample(_sample(found, sample))
    else:
        _print_run(found)
        for one in sorted(found.samples, key=_worth)[:worst]:
            _print_sample(one)
    return 0


@app.command("compare")
def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="前の評価の id。")],
    after: Annotated[str, typer.Argument(metavar="B", help="後の評価の id。")],
    *,
    as_json: _Json = False,
) -> int:
    """二つの評価を比べ、偶然とは言えない差と、変わった質問を示します。"""
    found = coach().evaluation.compare(before, after, acting=USER)
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


@app.command("gate")
def gate(
    run: Annotated[str | None, typer.Argument(metavar="[RUN]", help="評価の id。省くと、種類ごとの最新です。")] = None,
    *,
    as_json: _Json = False,
) -> int:
    """eval/thresholds.toml の基準に届いているかを調べます。届かないものがあれば終了コード 1。"""
    checks = coach().evaluation.gate(run, acting=USER)
    failed = [one for one in checks if one.passed is not True]
    if as_json:
        write_json({"passed": not failed, "checks": [_check_form(one) for one in checks]})
    else:
        for one in checks:
            print(one.sentence)
    if failed:
        say("基準に届いていません：" + "、".join(f"{one.dataset}.{one.metric}" for one in failed))
    return 1 if failed else 0


@app.command("practice")
def practice(*, split: Annotated[str, typer.Option(help="all、dev、test。")] = "all", limit: _Limit = None,
             as_json: _Json = False) -> int:  # fmt: skip
    """台本どおりの面談をすべてのシナリオで進め、部下役の反応を測ります。"""
    from coach.evaluation.statistics import summarise

    done = coach().evaluation.run(Order("conversations", split=split, limit=limit), acting=USER, report=_bar())
    groups: dict[str, list[SampleResult]] = {}
    for one in done.samples:
        groups.setdefault(f"{one.shown['scene']}・{one.shown['kind']}", []).append(one)
    if as_json:
        parts = {name: {key: one.value for key, one in summarise(each).items()} for name, each in groups.items()}
        write_json({**run_form(done, samples=False), "groups": parts})
        return 0
    _print_run(done)
    for name, each in sorted(groups.items()):
        figures = [f"{title(key)} {one.value:.2f}" for key, one in summarise(each).items() if one.value is not None]
        print(f"  {name}（{len(each)}回）：{'、'.join(figures)}")
    return 0


@app.command("tagger")
def tagger(
    *,
    split: Annotated[str, typer.Option(help="all、dev、test、train。")] = "test",
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
    found = figures(judge(utterances, coach().tagger))
    if as_json:
        write_json(as_form(found))
    else:
        text = as_markdown(found)
        print(text if report else text.split("\n\n")[1])
    return 0


@app.command("trust")
def trust(*, as_json: _Json = False) -> int:
    """それぞれの指標が、人の判断とどれだけ一致するかを示します。"""
    here = coach().evaluation
    found = {"shipped": here.trust(), "readers": here.trust_by_readers(acting=USER)}
    if as_json:
        write_json({name: {key: one.value for key, one in each.items()} for name, each in found.items()})
        return 0
    print("人が付けた良否の順序と、指標の順序が一致する割合（0.5 は偶然、1 は完全な一致）")
    for heading, figures in zip(("付属の回答", "この環境で付けられた評価"), found.values(), strict=True):
        for name, one in figures.items():
            print(f"  {heading}　{'根拠と充足の低いほう' if name == 'combined' else title(name)}：{_spread(one)}")
    return 0


def as_json_text(run: Run, sample: str | None) -> str:
    """A run, or one sample of it, as JSON."""
    if sample is None:
        return as_json(run)
    import json
    from dataclasses import asdict

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


def _spread(figure: Figure) -> str:
    return figure_text(figure) + (f"　{figure.scored}件" if figure.scored else "")


def _check_form(check: Check) -> dict[str, object]:
    return {
        "dataset": check.dataset,
        "metric": check.metric,
        "threshold": check.threshold,
        "value": check.value,
        "interval": [check.low, check.high],
        "passed": check.passed,
    }


def _print_run(run: Run) -> None:
    print(f"評価 {run.id[:8]}　{DATASETS[run.dataset]}（{run.split}）　{run.status.value}　{run.seconds:.1f} 秒")
    if run.message:
        print(f"  {run.message}")
    for name, one in run.figures.items():
        missing = f"、採点できず {one.unscored} 件" if one.unscored else ""
        print(f"  {title(name)}：{figure_text(one)}　{one.scored}件{missing}")


def _print_sample(sample: SampleResult) -> None:
    shown = sample.shown
    print(f"\n［{sample.id}］{shown.get('question') or shown.get('text') or ''}")
    if shown.get("answer"):
        print(f"  回答：{shown['answer']}")
    for name, one in sample.scores.items():
        value = "対象外" if one.value is None else f"{one.value:.2f}"
        print(f"  {title(name)}：{value}　{one.reason}")


class _bar:  # noqa: N801 (used like a function that remembers when it began)
    """A progress bar with the time left, on stderr: redrawn on a terminal, a line every tenth elsewhere."""

    def __init__(self) -> None:
        self._drawn = 0.0
        self._tenth = -1

    def __call__(self, at: Progress) -> None:
        last = at.done >= at.total
        left = "" if at.left is None else f"　残り約 {at.left:.0f} 秒"
        if sys.stderr.isatty():
            if last or time.monotonic() - self._drawn > 0.1:
                self._drawn = time.monotonic()
                filled = _WIDTH * at.done // max(1, at.total)
                bar = "█" * filled + "░" * (_WIDTH - filled)
                print(
                    f"\r[{bar}] {at.done}/{at.total}{left}　　", end="\n" if last else "", file=sys.stderr, flush=True
                )
        elif 10 * at.done // max(1, at.total) > self._tenth:
            self._tenth = 10 * at.done // max(1, at.total)
            say(f"{at.done}/{at.total}{left}")
