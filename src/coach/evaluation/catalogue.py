"""What each measure is called, what it means in one plain sentence, and which of HR's questions it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What HR wants to know before it relies on the coach."""

    GROUNDED = "grounded"
    COMPLETE = "complete"
    DECLINES = "declines"
    TAGS = "tags"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class AspectInfo:
    """An aspect in HR's words. `main` is the measure that stands for it, the others explain it."""

    title: str
    sentence: str
    dataset: str
    main: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in a reader's words. `blind` says what it cannot see; `by` who judges (rules or a language model)."""

    title: str
    meaning: str
    blind: str
    by: str = "local"
    higher_is_better: bool = True


ASPECTS: Mapping[Aspect, AspectInfo] = {
    Aspect.GROUNDED: AspectInfo(
        "根拠がある",
        "回答の文が、登録した資料の文章に裏づけられているかを見ています。",
        "questions",
        "grounded_share",
        ("citation_precision", "citation_recall", "faithfulness"),
    ),
    Aspect.COMPLETE: AspectInfo(
        "漏れがない",
        "資料の正しい箇所を見つけ、期待する内容に触れて答えているかを見ています。",
        "questions",
        "answer_correctness",
        ("gold_context_recall", "gold_context_precision", "semantic_similarity", "context_recall",
         "context_precision", "factual_correctness", "answer_relevancy"),
    ),
    Aspect.DECLINES: AspectInfo(
        "断るべきときに断る",
        "資料に書かれていないことを尋ねられたとき、作り話をせずに断れているかを見ています。",
        "questions",
        "right_decline",
        ("right_answer", "decline_accuracy"),
    ),
    Aspect.TAGS: AspectInfo(
        "タグが正しい",
        "上司の発話につける「信用・信頼・両方・中立」が、手引きに沿って付けたラベルと合っているかを見ています"
        "（ラベルは言語モデルによるもので、人による確認はこれからです）。",
        "utterances",
        "label_macro_f1",
        ("label_accuracy", "flags_f1", "moves_f1", "time_accuracy"),
    ),
    Aspect.PRACTICE: AspectInfo(
        "練習相手が自然に動く",
        "信頼を示す言葉で被信頼感が上がり、責める言葉で下がるなど、部下役が筋の通った反応をするかを見ています。",
        "conversations",
        "direction_right",
        ("direction_opposite", "model_ends_higher", "harmful_ends_lower", "concern_out", "concern_kept", "reply_fits",
         "repeats", "notes_cite", "rephrase_right"),
    ),
}  # fmt: skip

MEASURES: Mapping[str, Measure] = {
    "grounded_share": Measure(
        "根拠のある文の割合",
        "回答の文のうち、渡した節の文章に裏づけられている文の割合です。",
        "言葉も数字も否定も同じままの誤りは見抜けません。質問に合っているかは見ません。",
    ),
    "citation_precision": Measure(
        "引用の正しさ", "引用のうち、原文どおりで、回答の内容と対応しているものの割合です。", "回答そのものが正しいかは見ません。"
    ),
    "citation_recall": Measure(
        "引用による裏づけ", "回答の文のうち、引用元の節が裏づけている文の割合です。", "最もよい箇所を引用しているかは見ません。"
    ),
    "gold_context_recall": Measure(
        "正しい箇所の発見", "正解の箇所が、回答に使う節の中に含まれていた割合です。", "印のついていない正解の箇所は数えません。"
    ),
    "gold_context_precision": Measure(
        "正しい箇所の順位", "正解の箇所が、渡した節の上のほうに並んでいるほど1に近づきます。", "印のない役立つ節は数えません。"
    ),
    "answer_correctness": Measure(
        "期待する内容の充足", "正しい回答なら含むはずの語句のうち、含んでいた割合です。", "語句を含む誤った文は見抜けません。"
    ),
    "decline_accuracy": Measure(
        "答える・断るの判断", "答えるべき質問に答え、断るべき質問を断った割合です。", "答えの中身が正しいかは見ません。"
    ),
    "right_decline": Measure(
        "断るべき質問を断った割合", "資料に答えがない質問のうち、断った割合です。", "断り方の丁寧さは見ません。"
    ),
    "right_answer": Measure(
        "答えるべき質問に答えた割合", "資料に答えがある質問のうち、答えた割合です。", "答えの中身が正しいかは見ません。"
    ),
    "semantic_similarity": Measure(
        "正解の文との近さ", "回答と正解の箇所の意味の近さです（参考値）。", "否定や語句の入れ替えはほとんど見えません。"
    ),
    "faithfulness": Measure(
        "忠実さ（Ragas）", "回答に含まれる主張のうち、渡した節から言えるものの割合です。", "審査する言語モデルの誤りに左右されます。", "llm"
    ),
    "answer_relevancy": Measure(
        "質問との関連（Ragas）", "回答から逆に作った質問が、元の質問にどれだけ近いかです。", "回答の正しさは見ません。", "llm"
    ),
    "context_precision": Measure(
        "節の有用さ（Ragas）", "役立つ節が上のほうに並んでいるほど1に近づきます。", "審査する言語モデルの誤りに左右されます。", "llm"
    ),
    "context_recall": Measure(
        "節の網羅（Ragas）", "正解の文のうち、渡した節から言えるものの割合です。", "正解の文に書かれていないことは数えません。", "llm"
    ),
    "factual_correctness": Measure(
        "事実の一致（Ragas）", "回答と正解の文の主張が、互いにどれだけ一致しているかです。", "正解より詳しい回答は低くなります。", "llm"
    ),
    "label_macro_f1": Measure(
        "タグの正しさ（マクロF1）", "四つのタグそれぞれの正しさ（F1）を平均した値です。", "人のラベルの誤りに左右されます。"
    ),
    "label_accuracy": Measure("タグの一致率", "人のラベルと同じタグがついた発話の割合です。", "少ないタグの弱さが隠れます。"),
    "time_accuracy": Measure("時間軸の一致率", "過去・現在・未来の読み取りが、人と一致した割合です。", "文の一部の時間は見ません。"),
    "flags_f1": Measure("注意サインのF1", "責め・監視などの注意サインを、過不足なく見つけた度合いです。", "まれなサインは数が少なく、値が揺れます。"),
    "moves_f1": Measure("働きかけのF1", "期待を伝える、任せるなどの働きかけを、過不足なく見つけた度合いです。", "まれな働きかけは値が揺れます。"),
    "direction_right": Measure(
        "被信頼感の動きの正しさ", "上がるべき発話で上がり、下がるべき発話で下がった割合です。", "動いた大きさが適切かは見ません。"
    ),
    "direction_opposite": Measure(
        "被信頼感が逆に動いた割合", "上がるべきで下がった、または下がるべきで上がった割合です。小さいほどよい値です。",
        "動かなかった場合は数えません。", higher_is_better=False,
    ),
    "model_ends_higher": Measure("よい面談で上がって終わる", "手本の面談のうち、被信頼感が始めより上がった割合です。", "途中の動きは見ません。"),
    "harmful_ends_lower": Measure("傷つける面談で下がって終わる", "責める面談のうち、被信頼感が始めより下がった割合です。", "途中の動きは見ません。"),
    "recovery_mends": Measure("謝罪のあと持ち直す", "謝罪と約束のあと、被信頼感が最も低い時より上がった割合です。", "持ち直しの速さは見ません。"),
    "concern_out": Measure("本音が出る", "手本と立て直しの面談のうち、部下役の本音が少なくとも一段階聞けた割合です。", "聞けた本音の深さは見ません。"),
    "concern_kept": Measure("傷つける面談では本音が出ない", "責める面談のうち、本音が最後まで出なかった割合です。", "ほのめかしは見ません。"),
    "reply_fits": Measure("返答のかみ合い", "返答が、発話への答えとして期待する種類に合っていた割合です。", "ゆるい正規表現によるため、よい返答の証明にはなりません。"),
    "repeats": Measure(
        "同じ返答の繰り返し", "一つの面談の中で、前と同じ返答をした割合です。小さいほどよい値です。", "少し違うだけの返答は数えません。",
        higher_is_better=False,
    ),
    "notes_cite": Measure("コメントの出典", "中立でない発話へのコメントのうち、出典を示した割合です。", "出典が最適かは見ません。"),
    "rephrase_right": Measure(
        "言い換え例のよさ", "言い換え例のうち、信頼または両方のタグで、注意サインのないものの割合です。", "タグ付け自体の誤りに左右されます。"
    ),
}  # fmt: skip

DATASETS: Mapping[str, str] = {"questions": "質問への回答", "utterances": "発話のタグ", "conversations": "面談の練習"}


def title(name: str) -> str:
    """The measure's name for readers; an unknown one keeps its own."""
    known = MEASURES.get(name)
    return known.title if known else name


def better(name: str) -> int:
    """1 when more is better, -1 when less is."""
    known = MEASURES.get(name)
    return 1 if known is None or known.higher_is_better else -1
