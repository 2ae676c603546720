"""Forms of a verb."""

from coach.japanese import Word

_ROW_I = {"う": "い", "く": "き", "ぐ": "ぎ", "す": "し", "つ": "ち", "ぬ": "に", "ぶ": "び", "む": "み", "る": "り"}
_PAST = {
    "う": "った", "つ": "った", "る": "った", "く": "いた", "ぐ": "いだ", "す": "した",
    "ぬ": "んだ", "ぶ": "んだ", "む": "んだ",
}  # fmt: skip


def is_verb(word: Word) -> bool:
    """Whether a word is inflected as a verb."""
    return word.pos[0] == "動詞" or (word.pos[0] == "助動詞" and word.dictionary.endswith(("れる", "せる")))


def stem_of(verb: Word) -> str:
    """The form before ます."""
    whole, kind = verb.dictionary, verb.pos[4]
    if "サ行変格" in kind:
        return whole[:-2] + ("じ" if whole.endswith("ずる") else "し")
    if "カ行変格" in kind:
        return "来" if whole == "来る" else "き"
    if kind.startswith("五段"):
        if whole.endswith(("くださる", "いらっしゃる", "なさる", "おっしゃる")):
            return whole[:-1] + "い"
        return whole[:-1] + _ROW_I.get(whole[-1], whole[-1])
    return whole[:-1]


def past_of(verb: Word) -> str:
    """The plain past."""
    whole, kind = verb.dictionary, verb.pos[4]
    if "サ行変格" in kind or "カ行変格" in kind or not kind.startswith("五段"):
        return stem_of(verb) + "た"
    if whole.endswith(("行く", "いく")):
        return whole[:-1] + "った"
    return whole[:-1] + _PAST.get(whole[-1], "た")
