"""A run as one HTML file: no script, nothing loaded from elsewhere, and fit to be printed."""

from collections.abc import Mapping
from html import escape
from typing import Any

from coach.domain.run import Run, SampleResult, Score
from coach.evaluation.catalogue import DATASETS, MEASURES, better, title
from coach.evaluation.export import figure_text
from coach.evaluation.words import extent, topic

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.8 "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic", sans-serif; color: #1c2430; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 1px solid #c8d0da; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid #dfe4ea; } td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
article { border: 1px solid #c8d0da; border-radius: 6px; padding: .8rem 1rem; margin: 1rem 0; break-inside: avoid; }
.bar { background: #e6eaf0; width: 8rem; height: .6rem; display: inline-block; } .bar i { background: #2f5f8f;
  height: 100%; display: block; }
mark.good { background: #dff0e3; } mark.bare { background: #fbe3df; text-decoration: underline; }
blockquote { border-left: 3px solid #c8d0da; margin: .4rem 0; padding-left: .8rem; color: #3a4552; white-space: pre-wrap; }
.small { color: #55606d; font-size: .85rem; } .turns { padding-left: 1.2rem; }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } mark.bare { outline: 1px solid #b5452f; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } }
"""
AGREEMENT = "agreement."
"""What a run remembers of a measure's agreement with people begins so."""

_MOST = 400
"""Samples in a report; the CSV and JSON hold all."""


def as_html(run: Run) -> str:
    """The report: the figures with their meaning, then the samples, worst first, then where it all comes from."""
    worst = sorted(run.samples, key=lambda one: (_worth(one), one.id))
    facts = {name: value for name, value in run.provenance.items() if not name.startswith(AGREEMENT)}
    when = run.started_at.astimezone().strftime("%Y年%m月%d日 %H:%M")
    shown = "".join(_sample(one) for one in worst[:_MOST])
    rest = f"<p>ほか {len(worst) - _MOST} 件は CSV と JSON にあります。</p>" if len(worst) > _MOST else ""
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        f"<title>評価レポート {escape(run.id[:8])}</title><style>{_STYLE}</style></head><body>"
        f"<h1>評価レポート：{escape(DATASETS.get(run.dataset, run.dataset))}</h1>"
        f"<p>{when} 実施／{escape(extent(run))}（{len(run.samples)} 件）／エンジン：{_said(run.engine, rules='ローカル（言語モデルなし）')}／"
        f"採点：{_said(run.judge, rules='決まった規則')}／{run.seconds:.1f} 秒</p>{_figures(run)}<h2>一件ずつの結果（値の低い順）</h2>{shown}{rest}"
        f"<h2>この評価の条件</h2>{_provenance(facts)}</body></html>"
    )


def _said(name: str, *, rules: str) -> str:
    """An engine or a judge in words; `rules` are those for `local`."""
    words = {"local": rules, "llm": "言語モデル", "labels": "手引きに沿って付けたラベルとの照合"}
    return escape(words.get(name, name))


def _figures(run: Run) -> str:
    rows = []
    for name, one in run.figures.items():
        known = MEASURES.get(name)
        note = f"{known.meaning}見えないこと：{known.blind}" if known else ""
        agreed = run.provenance.get(AGREEMENT + name)
        width = 0 if one.value is None else round(100 * one.value)
        rows.append(
            f"<tr><th>{escape(title(name))}</th><td class=number>{figure_text(one)}<br>"
            f'<span class="bar"><i style="width:{width}%"></i></span></td>'
            f"<td class=number>{one.scored}件{f'<br>採点なし {one.unscored}件' if one.unscored else ''}</td>"
            f"<td class=number>{escape(agreed) if agreed else '―'}</td><td class=small>{escape(note)}</td></tr>"
        )
    return (
        "<h2>指標</h2><p class=small>かっこ内は95%区間（問題の選び方が変わっても、値が収まる見込みが95%ある範囲）です。"
        "「採点なし」は0点ではなく、対象外または採点の失敗です。"
        "「人との一致」は、人が判断した回答の順序をその指標が同じ順に並べる割合で、0.5は偶然、1は完全な一致です。</p>"
        "<table><thead><tr><th>指標</th><th>値</th><th>件数</th><th>人との一致</th><th>意味</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _sample(sample: SampleResult) -> str:
    shown = sample.shown
    head = str(shown.get("question") or shown.get("text") or sample.id)
    parts = [f"<h3>{escape(head)}</h3><p class=small>{escape(sample.id)}／{escape(topic(sample.topic))}</p>"]
    if "answer" in shown:
        parts.append(f"<p>{highlighted(str(shown['answer']), shown.get('sentences') or [])}</p>")
        parts += [
            f"<blockquote>{escape(str(one['quote']))}<br><span class=small>{escape(str(one['section']))}</span>"
            "</blockquote>"
            for one in shown.get("citations") or ()
        ]
    if "turns" in shown:
        lines = [f"<li>{escape(one['say'])}<br>→ {escape(one['reply'])}</li>" for one in shown["turns"]]
        parts.append(f"<ol class=turns>{''.join(lines)}</ol>")
    parts.append(_scores(sample.scores))
    return f"<article>{''.join(parts)}</article>"


def highlighted(answer: str, sentences: list[Mapping[str, Any]]) -> str:
    """The answer as HTML: grounded sentences and ungrounded ones marked, with the reason on hover."""
    out, at = [], 0
    for one in sorted(sentences, key=lambda each: each["start"]):
        out.append(escape(answer[at : one["start"]]))
        kind = "good" if one["grounded"] else "bare"
        text = escape(answer[one["start"] : one["end"]])
        sign = "✓" if one["grounded"] else "？"
        out.append(f'<mark class="{kind}" title="{escape(str(one["reason"]))}">{text}</mark><sup>{sign}</sup>')
        at = one["end"]
    out.append(escape(answer[at:]))
    return "".join(out).replace("\n", "<br>")


def _scores(scores: Mapping[str, Score]) -> str:
    rows = [
        f"<tr><td>{escape(title(name))}</td><td class=number>{'対象外' if one.value is None else f'{one.value:.2f}'}</td>"
        f"<td class=small>{escape(one.reason)}</td></tr>"
        for name, one in scores.items()
        if one.value is not None or one.reason
    ]
    return f"<table>{''.join(rows)}</table>"


def _provenance(facts: Mapping[str, str]) -> str:
    rows = [f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in sorted(facts.items())]
    return f"<table class=small>{''.join(rows)}</table>"


def _worth(sample: SampleResult) -> float:
    values = [
        one.value if better(name) > 0 else 1 - one.value for name, one in sample.scores.items() if one.value is not None
    ]
    return sum(values) / len(values) if values else 1.0
