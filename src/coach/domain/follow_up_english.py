"""Follow-up questions in English: the same rules as in Japanese, in that language's words."""

import re

from coach.domain.topic import exchanged

_LATIN = re.compile(r"^[\x20-\x7e‘’“”–—]+$")
_FILLER = re.compile(
    r"^(?:(?:and|but|so|then|ok|okay|well|thanks|thank you|i see|hmm|right|also|by the way)[,.!]?\s+)+", re.IGNORECASE
)
_ASK = (
    r"(?:(?:can|could|would|will) you (?:please )?|please |i(?:'d| would) like (?:you )?to |let me |give me |tell me )*"
)
_MORE = re.compile(
    rf"{_ASK}(?:(?:tell|say|explain|know|hear|go on|elaborate|expand)(?: me)?(?: a (?:bit|little))?(?: more| further| on (?:that|this|it)| into more detail| in more detail| about (?:that|this|it))*"
    r"|(?:a (?:bit|little) |some )?more(?: details?| information| on (?:that|this)| about (?:that|this|it)| please)*|(?:in )?more detail|go on|continue|(?:anything|what) else(?: is there)?|is that all)(?: please)?",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    rf"{_ASK}(?:do you have |are there |what are |what would be |show |give )?(?:any |some |an |a |for |the )?(?:concrete |specific |real |good |practical )*(?:examples?|instance)(?: of (?:that|this|it))?(?: please)?|such as(?: what)?|like what",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"why(?: is (?:that|this|it)(?: so)?| so| not| does (?:that|it|this) matter| do you say (?:that|so))?|how come|(?:what(?:'s| is) )?the reason(?: for (?:that|this|it))?|is that (?:really )?true|really",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^(?:(?:\S+ ){0,4}(?P<it>it|that|this|they|them|these|those)\b|what about|how about|what if|in that case)",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"^(?:(?:is|was|would|will|how|when|why|can|does|isn't) )*(?:is |can |does )?it (?:\w+ ){0,3}?(?:to|that|if|when|for|mean to|take to|like to)\b|"
    r"^.*\b(?:that|this|these|those) (?:i|you|we|the|a|an|my|people|managers?|employees?|app|handbook|week|year|month|half)\b|"
    r"^(?:\S+ ){2,}(?:believe|say|feel|think|know|told|tell|show|mean|means|ensure|sure) (?:me )?that \w+ \w+",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"^(?:(?:what|how) about .{2,30}|what if .{2,34}|(?:in|for|with|during|at) (?:an? |the )?[\w -]{2,24}|(?:who|when|where|how|how (?:often|long|much|many|exactly|so)|since when|with whom|by when|how (?:do|can|should) (?:i|we|you) (?:start|begin|say it|do it|do that)))$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"^(?:what|how) about (?:in |for |with |at |an? |the )*(?P<noun>[\w-]+?)s?$", re.IGNORECASE)
_WORDS = 9
"""A question of more words than that names what it speaks of."""


def applies(bare: str) -> bool:
    """Whether a question is in English."""
    return bool(_LATIN.match(bare)) and bool(re.search(r"[a-zA-Z]{2}", bare)) and " " in bare + " "


def rebuilt(bare: str, before: str) -> tuple[str, str | None]:
    """What it wants (a `Wish`'s value), and the question as it can be read alone; None where it already can."""
    asked = _FILLER.sub("", bare)
    if _MORE.fullmatch(asked):
        return "more", before
    about = _topic(before)
    if _EXAMPLE.fullmatch(asked):
        return "example", f"What are examples of {about}"
    if _REASON.fullmatch(asked):
        return "reason", f"Why is that so: {about}"
    if (other := _OTHER.match(asked)) and (moved := exchanged(before, other["noun"].lower())):
        return "further", moved
    points = _POINTS.match(asked) and not _EMPTY_IT.match(asked) and len(asked.split()) <= _WORDS + 3
    if points or (_SHORT.match(asked) and len(asked.split()) <= _WORDS):
        return "further", f"About {about}: {asked}"
    return "nothing", None


def _topic(before: str) -> str:
    bare = before.strip().rstrip("?.! ？。")
    for pattern in (
        r"^What are examples of (?P<a>.+)$",
        r"^(?:what is|what's|what are|what does|what do|explain|tell me about) (?:the )?(?P<a>.+?)(?: mean)?$",
        r"^Why is that so: (?P<a>.+)$",
        r"^About (?P<a>.+?): .+$",
    ):
        if found := re.match(pattern, bare, re.IGNORECASE):
            return found["a"]
    return f"“{bare.strip('“”')}”"
