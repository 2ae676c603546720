"""Codes of the data sets in the words that HR reads: topics, kinds, splits, and what a figure means in one sentence."""

import re
from collections.abc import Mapping

from coach.domain.run import Run, SampleResult
from coach.domain.words import ORIENTATION

_TOPICS: Mapping[str, str] = {
    "bosses": "成果を出す上司と慕われる上司", "survey": "サーベイに表れる兆候", "gap": "実感のずれ",
    "consequences": "ずれが続いたときの影響", "management": "経営課題としての信頼", "both-sides": "制度と関わり方の両方",
    "usual-answer": "管理職のよくある答え", "axes": "二つの軸", "matrix": "マトリクス上の位置", "examples": "信用の例と信頼の例",
    "did-and-can": "してきたこと・一緒にできること", "complement": "信用と信頼の補い合い", "systems": "評価制度と1on1",
    "spiral-steps": "信頼のらせんのステップ", "spiral-effect": "信頼のらせんの効果", "spiral-stop": "らせんを止める姿勢",
    "first-move": "先に動くのは上司", "three-scenes": "三つの場面", "table": "場面の早見表", "appraisal-items": "評価面談の内容",
    "appraisal-feelings": "評価面談の後の気持ち", "appraisal-message": "評価面談で添えるメッセージ",
    "credit-meeting": "信用ミーティング", "trust-meeting": "信頼ミーティング", "phrases": "被信頼感を伝えるフレーズ",
    "levels": "信用レベルと信頼レベル", "quadrants": "四象限の任せ方", "delegate-to-grow": "信頼を育てる任せ方",
    "faq-credit-low": "信用できない部下への信頼", "faq-regain": "失った信頼の回復", "faq-afraid": "信頼を示す怖さ",
    "actions": "今日からの行動", "summary": "まとめ", "benefit": "分けて考える利点", "purpose": "ハンドブックの目的",
    "two-parts-dev": "二つのことを尋ねる質問", "two-parts-test": "二つのことを尋ねる質問（未調整）",
    "out-far": "範囲外：無関係", "out-far-dev": "範囲外：無関係（調整用）", "out-more-traps": "範囲外：紛らわしい質問",
    "out-near-hr": "範囲外：人事の近い話題", "out-near-trust": "範囲外：信頼の近い話題", "out-pay": "範囲外：給与",
    "out-law": "範囲外：法律", "out-statistics": "範囲外：統計", "out-frequency": "範囲外：頻度や回数",
    "out-small-talk": "範囲外：雑談", "out-tools": "範囲外：ツール", "out-people": "範囲外：人物",
    "model": "手本の面談", "harmful": "責める面談", "recovery": "立て直す面談", "credit_only": "信用だけの面談",
}  # fmt: skip
_LABELS: Mapping[str, str] = {label.value: words for label, words in ORIENTATION.items()}
_SPLITS = {
    "all": "全問",
    "dev": "調整に使った分",
    "test": "調整に使っていない分",
    "fresh": "あとから別に作られた分",
    "own": "追加した質問",
    "train": "学習用",
}
_LIMITED = re.compile(r"^(\w+)-(\d+)$")


def topic(name: str) -> str:
    """A topic (for plays the kind of script, for utterances the label); an unknown one keeps its own name."""
    return _LABELS.get(name) or _TOPICS.get(name, name)


def kind(sample: SampleResult) -> str:
    """What kind of sample it is, in words; "" where there is only one kind."""
    shown = sample.shown
    if "answerable" in shown:
        return "資料に答えがある質問" if shown["answerable"] else "資料に答えがない質問"
    if shown.get("scene"):
        return {"appraisal": "評価面談", "one_on_one": "1on1", "delegation": "権限委譲"}.get(str(shown["scene"]), "")
    return ""


def extent(run: Run) -> str:
    """How much of its data a run measured: 全問, 全問のうち40件, …"""
    limited = _LIMITED.match(run.split)
    if limited:
        return f"{_SPLITS.get(limited[1], limited[1])}のうち{limited[2]}件"
    return _SPLITS.get(run.split, run.split)


_READINGS: Mapping[str, str] = {
    "grounded_share": "回答の文の{percent}に、資料の裏づけがありました。",
    "answer_correctness": "正しい回答に必要な内容の{percent}に触れていました。",
    "right_decline": "資料に答えがない質問の{percent}で、正しく断りました。",
    "label_macro_f1": "手引きに沿ったラベルを満点とすると、{percent}の正しさでタグをつけました。",
    "direction_right": "被信頼感が動くべき発話の{percent}で、正しい向きに動きました。",
}


def reading(metric: str, value: float) -> str:
    """A main figure as a sentence; "" for one that stands for no aspect."""
    return _READINGS[metric].format(percent=percent(value)) if metric in _READINGS else ""


def percent(value: float) -> str:
    """94%. Rounded down at the top, so that only what is perfect is called 100%."""
    whole = round(100 * value)
    return f"{99 if whole == 100 and value < 1 else whole}%"
