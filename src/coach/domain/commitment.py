"""Small things that somebody set out to do, and how they went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MAX_TEXT = 200
"""Characters of one commitment."""

_LEFT_ALONE = timedelta(hours=8)
"""Nobody is asked how it went on the same working day that it was set out, or answered for."""


class Progress(StrEnum):
    """How it went, in the words of the one who set it out."""

    OPEN = "open"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    DONE = "done"
    DROPPED = "dropped"


CLOSED = (Progress.DONE, Progress.DROPPED)
"""Nobody is asked about these again."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One small action. `practice` is the rehearsal it came from, `answered_at` the last time somebody said how it went."""

    id: str
    text: str
    made_at: datetime
    practice: str = ""
    progress: Progress = Progress.OPEN
    answered_at: datetime | None = None

    @property
    def closed(self) -> bool:
        """Whether it is done or dropped."""
        return self.progress in CLOSED


def due(kept: Iterable[Commitment], now: datetime) -> list[Commitment]:
    """What may be asked about at `now`, oldest first."""
    waiting = [one for one in kept if not one.closed and now - (one.answered_at or one.made_at) >= _LEFT_ALONE]
    return sorted(waiting, key=lambda one: one.made_at)


_ACTIONS = {
    "unharmed": "責めたくなったら一呼吸おき、「何に困っていますか」と尋ねる",
    "feelings": "明日の最初の会話で、「最近、仕事で気になっていることはありますか」と尋ねる",
    "expectation": "次に話すとき、これから期待する役割を一つ、言葉にして伝える",
    "delegated": "任せたい仕事を一つ選び、どの判断を任せるのかを一文で書く",
    "support": "仕事を頼むとき、「困ったら一緒に考えます」と先に伝える",
    "joined": "成果を認めたら、続けて「だから次は」と期待を一言添える",
    "scope": "任せる仕事の期限と、相談なしで決めてよい範囲を書いて渡す",
    "trusted": "小さな判断を一つ選び、「この件はお任せします」と伝える",
    "facts": "部下一人について、最近の成果や行動を一つ、数字か事実で書きとめる",
    "beyond_progress": "次の1on1の最初の5分は、進捗ではなく本人の様子を聞く",
    "growth": "次の1on1で、「最近、成長を感じたのはどんなときですか」と尋ねる",
    "openness": "自分の小さな失敗談を一つ話し、迷いを話してよい場だと伝える",
    "record": "任せる前に、その人のこれまでの実績を二つ書き出して伝える",
}
"""Something small for tomorrow, for each point of the checklists; what tells most comes first."""

_ALWAYS = (
    "今日うまく言えたひと言を、実際の面談のメモに書き写す",
    "次の面談で話したいことを、先に相手に尋ねておく",
    "面談のあと、心に残った相手の言葉を一つ書きとめる",
)

SUGGESTED = 3
"""So many small actions are offered."""


def suggestions(missed: Iterable[str]) -> tuple[str, ...]:
    """Three small actions for the points with these ids, which were not met; filled up with what always helps."""
    wanted = set(missed)
    fitting = [text for point, text in _ACTIONS.items() if point in wanted]
    return (*fitting, *_ALWAYS)[:SUGGESTED]
