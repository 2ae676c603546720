"""The measures of an answer that need no model as judge. Pure: a sample in, a score with its reason out.

A sample speaks Ragas' language (user_input, response, retrieved_contexts, reference), so that each measure is also a
Ragas metric (see `ragas_local`). A measure that cannot say anything about a sample gives None with the reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coach.domain.run import Score
from coach.evaluation.grounding import Embed, Support, containment, contradiction, letters, supports

_SAYS_THE_SAME = 0.6
_FAR, _SAME = 0.80, 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One question with the answer it got. `citations` are (quote, text of the passage cited, "" if unknown)."""

    user_input: str
    response: str
    retrieved_contexts: Sequence[str] = ()
    answered: bool = True
    answerable: bool = True
    citations: Sequence[tuple[str, str]] = ()
    gold: Sequence[str] = ()
    all_gold: bool = False
    expect: Sequence[str] = ()
    reference: str = ""


Metric = Callable[[Sample, Embed | None], Score]


def grounded_share(sample: Sample, embed: Embed | None = None) -> Score:
    """Sentences of the answer carried by the retrieved passages / sentences that state something. 0 to 1.

    Cannot see: falsehoods that keep words, numbers, negations and opposites in place; whether the question is met.
    """
    if not sample.answered:
        return Score(None, "答えずに断っているため、対象外です。")
    found = supports(sample.response, sample.retrieved_contexts, embed)
    if not found:
        return Score(None, "内容を述べる文がありません。")
    bare = [one for one in found if not one.grounded]
    value = 1 - len(bare) / len(found)
    if not bare:
        return Score(value, f"{len(found)}文すべてに根拠があります。")
    first = bare[0]
    quoted = sample.response[first.start : first.end].strip()
    return Score(value, f"{len(found)}文のうち{len(bare)}文に根拠がありません。例：「{quoted}」：{first.reason}")


def citation_precision(sample: Sample, embed: Embed | None = None) -> Score:
    """Citations that are exact and say what the answer says / citations. 0 to 1.

    A citation counts when its quote stands letter for letter in the passage it names, and carries or repeats a
    sentence of the answer (letter pairs shared >= 0.6 in either direction, nothing turned round).
    Cannot see: whether the answer itself is right.
    """
    if not sample.answered:
        return Score(None, "答えずに断っているため、対象外です。")
    if not sample.citations:
        return Score(0.0, "引用が一つもありません。")
    stated = [sample.response[one.start : one.end] for one in supports(sample.response, (), None)]
    wrong = [problem for quote, passage in sample.citations if (problem := _citation_problem(quote, passage, stated))]
    value = 1 - len(wrong) / len(sample.citations)
    del embed
    return Score(value, "引用はすべて正確で、回答の内容と対応しています。" if not wrong else wrong[0])


def citation_recall(sample: Sample, embed: Embed | None = None) -> Score:
    """Sentences of the answer carried by the passages that are cited / sentences that state something. 0 to 1.

    Cannot see: whether one quote is the best place, or the answer right.
    """
    if not sample.answered:
        return Score(None, "答えずに断っているため、対象外です。")
    cited = list(dict.fromkeys(passage for _, passage in sample.citations if passage))
    if not cited:
        return Score(0.0, "引用が一つもありません。")
    found: list[Support] = supports(sample.response, cited, embed)
    if not found:
        return Score(None, "内容を述べる文がありません。")
    carried = sum(one.grounded for one in found)
    return Score(carried / len(found), f"{len(found)}文のうち{carried}文を、引用元の節が裏づけています。")


def gold_context_recall(sample: Sample, embed: Embed | None = None) -> Score:
    """Whether the passages handed over hold the right place: 1 or 0; for a question in parts, parts held / parts.

    Cannot see: a right place that nobody marked.
    """
    del embed
    if not sample.answerable or not sample.gold:
        return Score(None, "正解の箇所が決められていない質問です。")
    pool = [letters(context) for context in sample.retrieved_contexts]
    held = [any(letters(piece) in context for context in pool) for piece in sample.gold]
    value = sum(held) / len(held) if sample.all_gold else float(any(held))
    if value == 1:
        return Score(value, "正解の箇所が、渡した節に含まれています。")
    missing = next(piece for piece, there in zip(sample.gold, held, strict=True) if not there)
    return Score(value, f"正解の箇所「{missing}」が、渡した節に含まれていません。")


def gold_context_precision(sample: Sample, embed: Embed | None = None) -> Score:
    """Average precision: the mean, over the passages that hold a right place, of the share of such ones up to there.

    1 when they come first, 1/2 when one stands second, 0 when none is there. Cannot see: useful passages not marked.
    """
    del embed
    if not sample.answerable or not sample.gold:
        return Score(None, "正解の箇所が決められていない質問です。")
    useful = [any(letters(piece) in letters(context) for piece in sample.gold) for context in sample.retrieved_contexts]
    if not any(useful):
        return Score(0.0, "渡した節に、正解の箇所を含むものがありません。")
    shares = [sum(useful[: rank + 1]) / (rank + 1) for rank, hit in enumerate(useful) if hit]
    first = useful.index(True) + 1
    return Score(sum(shares) / len(shares), f"正解の箇所は{first}番目の節にあります。")


def answer_correctness(sample: Sample, embed: Embed | None = None) -> Score:
    """Regexes of the expectation that the answer matches / regexes. 0 to 1; 0 when it declines what it could answer.

    Cannot see: a wrong sentence that happens to hold the words; what nobody expected.
    """
    del embed
    if not sample.answerable or not sample.expect:
        return Score(None, "期待する語句が決められていない質問です。")
    if not sample.answered:
        return Score(0.0, "答えが資料にあるのに、断っています。")
    missing = [pattern for pattern in sample.expect if not re.search(pattern, sample.response)]
    value = 1 - len(missing) / len(sample.expect)
    return Score(
        value, "期待する内容をすべて含みます。" if not missing else f"期待する語句「{missing[0]}」がありません。"
    )


def decline_accuracy(sample: Sample, embed: Embed | None = None) -> Score:
    """1 when it answered what the knowledge answers, or declined what it does not; else 0.

    Cannot see: whether the answer given is right.
    """
    del embed
    if sample.answered == sample.answerable:
        return Score(1.0, "答えるべき質問に答えています。" if sample.answered else "断るべき質問を断っています。")
    return Score(0.0, "断るべき質問に答えています。" if sample.answered else "答えが資料にあるのに、断っています。")


def right_decline(sample: Sample, embed: Embed | None = None) -> Score:
    """`decline_accuracy` over the questions that should be declined. Cannot see: how politely."""
    if sample.answerable:
        return Score(None, "答えるべき質問です。")
    return decline_accuracy(sample, embed)


def right_answer(sample: Sample, embed: Embed | None = None) -> Score:
    """`decline_accuracy` over the questions that should be answered. Cannot see: whether the answer is right."""
    if not sample.answerable:
        return Score(None, "断るべき質問です。")
    return decline_accuracy(sample, embed)


def semantic_similarity(sample: Sample, embed: Embed | None = None) -> Score:
    """Cosine of the embeddings of answer and reference (the right places), stretched: 0.80 and below is 0, 1.0 is 1.

    Of the answer only the sentences that state something count, not the lines that name sources. 0 to 1.
    Cannot see: negations and swapped words, which hardly move an embedding. A weak measure, kept for comparison.
    """
    if not sample.answered:
        return Score(None, "答えずに断っているため、対象外です。")
    texts = compared(sample)
    if not texts or embed is None:
        return Score(None, "照らし合わせる正解の文がありません。")
    mine, theirs = embed(texts)
    cosine = float(mine @ theirs)
    value = min(1.0, max(0.0, (cosine - _FAR) / (_SAME - _FAR)))
    return Score(value, f"正解の文との近さ（コサイン）は {cosine:.3f} です。")


def compared(sample: Sample) -> list[str]:
    """What `semantic_similarity` lays side by side: the answer's statements and the reference; nothing if it cannot."""
    if not sample.answered or not sample.reference:
        return []
    stated = "".join(sample.response[one.start : one.end] for one in supports(sample.response, ()))
    return [stated or sample.response, sample.reference]


METRICS: Mapping[str, Metric] = {
    "grounded_share": grounded_share,
    "citation_precision": citation_precision,
    "citation_recall": citation_recall,
    "gold_context_recall": gold_context_recall,
    "gold_context_precision": gold_context_precision,
    "answer_correctness": answer_correctness,
    "decline_accuracy": decline_accuracy,
    "right_decline": right_decline,
    "right_answer": right_answer,
    "semantic_similarity": semantic_similarity,
}


def _citation_problem(quote: str, passage: str, stated: Sequence[str]) -> str | None:
    if not quote or quote not in passage:
        return f"引用「{quote}」は、示された節の中に文字どおりには見つかりません。"
    for sentence in stated:
        if letters(quote) in letters(sentence) or letters(sentence) in letters(quote):
            return None
        same = max(containment(quote, sentence), containment(sentence, quote)) >= _SAYS_THE_SAME
        if same and not contradiction(sentence, quote):
            return None
    return f"引用「{quote}」は、回答のどの文とも対応していません。"
