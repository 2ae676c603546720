"""The look back on a conversation: counted by code from the tags, so that the same talk always gives the same one."""

from collections import Counter
from collections.abc import Sequence

from coach.domain.checklist import CHECKLISTS, Point
from coach.domain.debrief import ChecklistItem, Debrief, Held, Remark, TurningPoint
from coach.domain.felt_trust import start
from coach.domain.labels import Flag, Move, Orientation, Tag
from coach.domain.passage import Citation
from coach.domain.question import question
from coach.domain.transcript import Practice, Turn
from coach.ports import Quoter

_TURNING = 0.03
_UNFELT = 0.02
"""Changes of felt trust that are worth naming, and that are not."""

_FELL = 0.05
"""A fall that the summary does not pass over."""

_MOVES_IN_WORDS = {
    Move.RECOGNISE_RESULT: "成果を認めた",
    Move.EXPECT_FUTURE: "期待を伝えた",
    Move.DELEGATE: "判断を任せた",
    Move.DEFINE_SCOPE: "任せる範囲を示した",
    Move.PROMISE_FOLLOW_UP: "支援を約束した",
    Move.ASK_FEELINGS: "気持ちを尋ねた",
    Move.ASK_CAREER: "キャリアの希望を尋ねた",
    Move.ASK_GROWTH: "成長の実感を尋ねた",
    Move.EMPATHISE: "気持ちに寄り添った",
    Move.SELF_DISCLOSE: "自分の弱みを話した",
    Move.APOLOGISE: "率直に謝った",
    Move.COMMIT_TO_CHANGE: "行動を変えると約束した",
    Move.INVITE_OPENNESS: "本音を話してよいと伝えた",
}
"""A strength is named in these words; of several moves of one turn the first here counts."""

FLAGS_IN_WORDS = {
    Flag.BLAME: "責める言葉",
    Flag.SURVEILLANCE: "見張る言葉",
    Flag.CONDITIONAL_TRUST: "条件つきの信頼",
    Flag.DUMPING: "丸投げ",
    Flag.PERSONAL_ATTACK: "人格を否定する言葉",
}
_NEXT_STEP = {
    "facts": "次は、手元の数字や行動を一つ挙げて、成果を具体的に認めるところから始めてみましょう。",
    "expectation": "次は、これから期待する役割を一言添えて締めくくってみましょう。",
    "joined": "次は、事実を認めた言葉にそのまま「だからこれから」と期待をつないでみましょう。",
    "feelings": "次は、相手の気持ちや考えを尋ねる質問を一つ用意しておきましょう。",
    "support": "次は、うまくいかないときに一緒に立て直すと、先に約束してみましょう。",
    "unharmed": "次は、責める・見張る・条件をつける言葉の代わりに、困っていることを尋ねてみましょう。",
    "beyond_progress": "次は、進捗の話の前に、気持ちや関心を尋ねる時間を取ってみましょう。",
    "growth": "次は、最近成長を感じたことや一年後の希望を尋ねてみましょう。",
    "trusted": "次は、判断を任せる言葉を一つ、結果を待たずに伝えてみましょう。",
    "openness": "次は、弱みや迷いも話してよいと、自分の経験を添えて伝えてみましょう。",
    "record": "次は、任せる前に、これまでの実績を事実で確かめて伝えてみましょう。",
    "delegated": "次は、どの判断を任せるのかを、はっきり言葉にしてみましょう。",
    "scope": "次は、期限と基準、決めてよい範囲を先に示してみましょう。",
}
_PRIORITY = ("unharmed", "feelings", "expectation", "delegated", "support", "joined", "scope", "trusted", "facts")


class DebriefingService:
    """Looks back on practices and real conversations."""

    def __init__(self, quoter: Quoter) -> None:
        self._quoter = quoter

    def debrief(self, practice: Practice) -> Debrief:
        """The look back on the path to the head."""
        path = practice.path()
        tags = [turn.tag for turn in path]
        values = (start(practice.scenario).value, *(turn.felt_trust for turn in path))
        checklist, missed = self._checklist(practice, tags)
        strengths = self._strengths(path, values)
        balance = Counter(tag.label for tag in tags)
        points = _turning_points(path, values)
        revealed = path[-1].revealed if path else 0
        concern = practice.scenario.concern
        held = Held(concern.summary, revealed, len(concern.steps)) if concern.steps else None
        return Debrief(
            summary=_summary(practice, values, checklist, balance) + _fall(points),
            balance={label: balance.get(label, 0) for label in Orientation},
            felt_trust=tuple(round(value, 3) for value in values),
            checklist=checklist,
            strengths=strengths,
            next_time=self._next_time(path, values, missed),
            turning_points=points,
            order=tuple(tag.label for tag in tags),
            talk_share=_talk_share(path, practice.scenario.opening),
            questions=sum(question(turn.say) is not None for turn in path),
            held=held,
        )

    def _cite(self, topic: str) -> tuple[Citation, ...]:
        citation = self._quoter.quote(topic)
        return (citation,) if citation else ()

    def _checklist(self, practice: Practice, tags: Sequence[Tag]) -> tuple[tuple[ChecklistItem, ...], list[Point]]:
        path = practice.path()
        items: list[ChecklistItem] = []
        missed: list[Point] = []
        for point in CHECKLISTS[practice.scenario.scene]:
            index = point.met(tags)
            at = point.spoilt(tags) if index is None else index
            items.append(
                ChecklistItem(
                    point.text,
                    met=index is not None,
                    turn=path[at].number if at is not None else None,
                    citations=self._cite(point.topic),
                )
            )
            if index is None:
                missed.append(point)
        return tuple(items), missed

    def _strengths(self, path: Sequence[Turn], values: Sequence[float]) -> tuple[Remark, ...]:
        """At most two: the turns that lifted most, for different moves."""
        changes = sorted(
            ((values[index + 1] - values[index], turn) for index, turn in enumerate(path) if not turn.tag.flags),
            key=lambda one: (-one[0], one[1].number),
        )
        remarks: list[Remark] = []
        named: set[str] = set()
        for change, turn in changes:
            done = next(
                (words for move, words in _MOVES_IN_WORDS.items() if move in turn.tag.moves and words not in named),
                None,
            )
            if change <= 0 or done is None:
                continue
            named.add(done)
            text = f"{turn.number}回目の発話「{_short(turn.say)}」で{done}ことが、相手に届きました。"
            remarks.append(Remark(text, turn.number, turn.note.citations or self._cite(done)))
            if len(remarks) == 2:
                break
        return tuple(remarks)

    def _next_time(self, path: Sequence[Turn], values: Sequence[float], missed: Sequence[Point]) -> tuple[Remark, ...]:
        """One: mend what harmed most; else the most telling point that was missed; else a next challenge."""
        harmed = [turn for turn in path if turn.tag.flags]
        if harmed:
            # Rounded, so that of equal falls the first is named, here as in `weakest`.
            worst = min(harmed, key=lambda turn: round(values[path.index(turn) + 1] - values[path.index(turn)], 6))
            flag = FLAGS_IN_WORDS[worst.tag.flags[0]]
            text = f"{worst.number}回目の発話「{_short(worst.say)}」は{flag}として届きました。"
            better = (
                f"次は「{worst.note.rephrase}」と言い換えてみましょう。"
                if worst.note.rephrase
                else _NEXT_STEP["unharmed"]
            )
            return (Remark(text + better, worst.number, worst.note.citations or self._cite("責める")),)
        ranked = sorted(
            missed, key=lambda point: _PRIORITY.index(point.id) if point.id in _PRIORITY else len(_PRIORITY)
        )
        if ranked:
            return (Remark(_NEXT_STEP[ranked[0].id], None, self._cite(ranked[0].topic)),)
        text = "大切な点はすべて押さえられています。次は一つ難しいシナリオで、同じ流れを自分の言葉で試してみましょう。"
        return (Remark(text, None, self._cite("今日からできる行動を一つ試す")),)


def _summary(
    practice: Practice, values: Sequence[float], checklist: Sequence[ChecklistItem], balance: Counter[Orientation]
) -> str:
    """Three sentences: what happened to felt trust, how the talk was balanced, how much was touched."""
    name = practice.scenario.persona.name.split()[0]
    if len(values) < 2:
        return "まだ発話がありません。ひと言話しかけるところから始めてみましょう。"
    first = f"{name}さんの被信頼感は{_movement(values[0], values[-1])}。"
    second = _balance_in_words(balance)
    met = sum(item.met for item in checklist)
    return first + second + f"この場面で大切な{len(checklist)}つの点のうち、{met}つができていました。"


def _movement(before: float, after: float) -> str:
    if abs(after - before) <= _UNFELT:
        return f"{after:.2f}で、始まりとほとんど変わりませんでした"
    return f"{before:.2f}から{after:.2f}へ{'上がりました' if after > before else '下がりました'}"


def _balance_in_words(balance: Counter[Orientation]) -> str:
    credit = balance[Orientation.CREDIT] + balance[Orientation.BOTH]
    trust = balance[Orientation.TRUST] + balance[Orientation.BOTH]
    counts = f"信用（事実や数字）の話が{credit}回、信頼（未来や気持ち）の話が{trust}回"
    if balance[Orientation.BOTH]:
        counts += "（両方を含む）"
    if not credit and not trust:
        return "信用（事実や数字）にも信頼（未来や気持ち）にも、まだ触れていない対話でした。"
    if not trust or credit > 2 * trust:
        return f"{counts}で、事実の話に寄った対話でした。"
    if not credit or trust > 2 * credit:
        return f"{counts}で、気持ちや未来の話に寄った対話でした。"
    return f"{counts}で、両方に触れた対話でした。"


def _fall(points: Sequence[TurningPoint]) -> str:
    """The turn after which felt trust fell far, named kindly; empty without one."""
    worst = min(points, key=lambda point: point.change, default=None)
    if worst is None or worst.change > -_FELL:
        return ""
    return f"途中、{worst.turn}回目の発話で被信頼感が下がりました。別の言い方ができないか、一緒に見てみましょう。"


def _turning_points(path: Sequence[Turn], values: Sequence[float]) -> tuple[TurningPoint, ...]:
    """The largest rise and the largest fall, if they are felt."""
    changes = [(values[index + 1] - values[index], turn) for index, turn in enumerate(path)]
    points: list[TurningPoint] = []
    for pick in (max, min):
        if not changes:
            break
        change, turn = pick(changes, key=lambda one: one[0])
        if abs(change) < _TURNING or (change > 0) != (pick is max):
            continue
        if turn.tag.flags:
            because = f"{FLAGS_IN_WORDS[turn.tag.flags[0]]}があった"
        else:
            because = next((words for move, words in _MOVES_IN_WORDS.items() if move in turn.tag.moves), "信頼を示した")
        points.append(TurningPoint(turn.number, round(change, 3), because))
    return tuple(sorted(points, key=lambda point: point.turn))


def _talk_share(path: Sequence[Turn], opening: str) -> float:
    said = sum(len(turn.say) for turn in path)
    heard = len(opening) + sum(len(turn.reply) for turn in path)
    return round(said / (said + heard), 3) if said + heard else 0.0


def _short(text: str, limit: int = 30) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
