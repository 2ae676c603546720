"""The tagger's figures as Markdown and JSON: confusion matrix, each label and flag, calibration."""

from collections.abc import Sequence
from typing import Any

from coach.domain.labels import Orientation, Tag
from coach.domain.words import FLAG, ORIENTATION
from coach.evaluation.cases import Labelled
from coach.evaluation.tagger import LABELS, Bin, ClassFigures, Judged, TaggerFigures
from coach.ports import Tagger

_ROWS = (
    ("タグのマクロF1", "macro_f1"),
    ("タグの一致率", "accuracy"),
    ("難しい発話のマクロF1", "hard_macro_f1"),
    ("数字のない発話のマクロF1", "no_digits_macro_f1"),
    ("英語のマクロF1", "english_macro_f1"),
    ("注意サインのF1", "flags_micro_f1"),
    ("働きかけのF1", "moves_micro_f1"),
    ("時間軸の一致率", "time_accuracy"),
    ("根拠の一致率", "basis_accuracy"),
    ("部分ごとの一致率（文字）", "segment_accuracy"),
    ("確信度のずれ（小さいほどよい）", "calibration_error"),
    ("判断が分かれるとした割合", "unsure_share"),
)


def judge(utterances: Sequence[Labelled], tagger: Tagger) -> list[Judged]:
    """Every utterance with what careful readers say and what the tagger says."""
    return [
        Judged(
            one.text,
            Tag(one.label, 1.0, one.time, one.flags, one.moves, one.segments),
            tagger.tag(one.text, scene=one.scene),
            one.lang,
            one.hard,
        )
        for one in utterances
    ]


def as_form(found: TaggerFigures) -> dict[str, Any]:
    """The figures as JSON."""
    return {
        "utterances": found.utterances,
        **{name: getattr(found, name) for _, name in _ROWS},
        "macro_f1_interval": found.macro_f1_interval,
        "labels": {label.value: _class_form(one) for label, one in found.labels.items()},
        "flags": {flag.value: _class_form(one) for flag, one in found.flags.items()},
        "confusion": {f"{true.value}>{said.value}": count for (true, said), count in found.confusion.items()},
    }


def as_markdown(found: TaggerFigures) -> str:
    """The figures as tables."""
    parts = [f"発話 {found.utterances} 件", "", "| 指標 | 値 |", "|---|---|"]
    for title, name in _ROWS:
        spread = _spread(found.macro_f1_interval) if name == "macro_f1" else ""
        parts.append(f"| {title} | {_number(getattr(found, name))}{spread} |")
    names = [ORIENTATION[label] for label in LABELS]
    parts += ["", f"| 人＼コーチ | {' | '.join(names)} |", "|---" * (len(LABELS) + 1) + "|"]
    parts += [_confusion_row(found, true) for true in LABELS]
    parts += ["", "| タグ・注意サイン | 適合率 | 再現率 | F1（95%区間） | 件数 |", "|---|---|---|---|---|"]
    parts += [_class_row(ORIENTATION[label], one) for label, one in found.labels.items()]
    parts += [_class_row(FLAG[flag], one) for flag, one in found.flags.items()]
    parts += ["", "| 確信度 | 正しかった割合 | 件数 |", "|---|---|---|"]
    parts += [f"| {one.confidence:.2f} | {one.accuracy:.2f} | {one.count} |" for one in found.bins]
    parts += ["", *_plot(found.bins)]
    return "\n".join(parts)


def _plot(bins: Sequence[Bin]) -> list[str]:
    """The calibration plot, in the language that Markdown viewers draw: bars are what was right, the line what was said."""
    sure = ", ".join(f"{one.confidence:.2f}" for one in bins)
    right = ", ".join(f"{one.accuracy:.2f}" for one in bins)
    return [
        "```mermaid",
        "xychart-beta",
        '    title "確信度（線）と、正しかった割合（棒）"',
        f'    x-axis "コーチの確信度" [{sure}]',
        '    y-axis "割合" 0 --> 1',
        f"    bar [{right}]",
        f"    line [{sure}]",
        "```",
    ]


def _confusion_row(found: TaggerFigures, true: Orientation) -> str:
    counts = " | ".join(str(found.confusion[true, said]) for said in LABELS)
    return f"| {ORIENTATION[true]} | {counts} |"


def _class_row(name: str, one: ClassFigures) -> str:
    values = " | ".join(_number(value) for value in (one.precision, one.recall, one.f1))
    return f"| {name} | {values}{_spread(one.interval)} | {one.support} |"


def _class_form(one: ClassFigures) -> dict[str, Any]:
    return {
        "precision": one.precision,
        "recall": one.recall,
        "f1": one.f1,
        "interval": one.interval,
        "support": one.support,
    }


def _spread(interval: tuple[float, float] | None) -> str:
    return f"（{interval[0]:.3f}〜{interval[1]:.3f}）" if interval else ""


def _number(value: float | None) -> str:
    return "―" if value is None else f"{value:.3f}"
