"""What a manager means to bring up or expects to hear: a grade, an offer, a fault of one's own, the other one's words.

Read from the surface of what was typed, among the facts as among the worries.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.preparation import LONGEST_READ, Request, Speech
from coach.japanese import sentences
from coach.local.preparation_notes import without_bullet
from coach.local.preparation_speech import told

_MOST_EXPECTED = 2
_LONGEST = 60
_BESIDE = 8
"""Characters beside the grade; where more is said with it, the line stays a note too."""

_MARK = r"[SＳA-EＡ-Ｅ][+\-＋－]?"
_GRADE = re.compile(
    rf"(?<![一-龠ァ-ヶー])((?:総合|最終|今期の|今回の|年間|年度|上期の?|下期の?|人事)*(?:評価|評定|査定))(?:の結果)?\s*(?:は|が|を|：|:|＝|=|\s)?\s*"
    rf"「?({_MARK}|[1-5１-５](?=[。、\s]|$))」?(?:評価|判定)?(?![A-Za-z0-9社課班組線棟案様さ→⇒])"
)
_GRADE_FIRST = re.compile(
    rf"(?<![A-Za-z0-9→⇒])({_MARK})(評価|評定|査定)(?!を?(?:期待|望|狙|希望)|が(?:ほし|欲し)|なら|者|の[一-龠])"
)
_OTHER_GRADE = re.compile(r"前回|前期|前年|昨|去年|以前|ではな|じゃな|かもしれ|つもり|はず|欲し|ほし|期待")

_NEW_ROLE = r"(?P<role>[^、。「」をにはがもで\s]{1,20}?)(?:の(?:役割|役|ポスト)|への(?:昇格|登用|就任))?"
_TO = r"(?:[^、。\s]{1,8}(?:さん|くん|君|氏)に|本人に)?"
_ROLES = (
    re.compile(
        rf"{_NEW_ROLE}(?:を|として)\s*{_TO}(?:打診|任せ(?:たい|よう)|頼みたい|お願いしたい|引き受けて(?:ほしい|もらい|くれ)|担って(?:ほしい|もらい))"
    ),
    re.compile(
        rf"{_NEW_ROLE}に\s*(?:推薦|推した|抜擢|抜てき|登用|昇格(?:させ|して(?:ほしい|もらい))|就いて(?:ほしい|もらい))"
    ),
    re.compile(
        r"(?P<role>[^、。「」をにはがもで\s]{0,16}(?:長|リーダー|主任|マネジャー|マネージャー|責任者|担当|役|代理|補佐|指導員|トレーナー|メンター|講師|チーフ|代表|窓口))に\s*なって(?:ほしい|もらい)"
    ),
    re.compile(rf"{_NEW_ROLE}(?:の|への)(?:打診|登用|任命|昇格を打診)"),
)
_NO_ROLE = re.compile(
    r"^(?:これ|それ|あれ|仕事|業務|気|力|何|どう|本人|相手|部下|若手|メンバー|誰か|みんな|彼女?|昇格|昇進|異動|転勤|降格|配置換え|退職|対応|協力|改善|報告)$|(?:さん|くん|君|氏|こと)$"
)

_LACKING = (
    r"(?:遅れ|遅く|でき(?:ず|な|ま)|足り(?:ず|な|ま)|不足|怠|忘れ|気づ(?:け|か)(?:ず|な)|見落と|守れ(?:ず|な)|後手|かけられ(?:ず|な)|"
    r"しなかった|やれ(?:ず|な)|怒鳴|言い過ぎ|言いすぎ|責任|せい(?:で|だ)|ミス|落ち度|非が|悪かった|反省|申し訳)"
)
_OWN = r"(?:私|わたし|僕|こちら|当方)"
_DECIDED = r"(?:減らし|増やし|外し|異動させ|担当させ|兼務させ|引き受けさせ)"
_SURE_FAULTS = (
    re.compile(rf"{_OWN}(?:の|が|も|は|にも|側の|側が)[^。]{{0,30}}{_LACKING}"),
    re.compile(rf"{_DECIDED}(?:て|た)?(?:のに|まま|けれど|けど|が|ところ)[^。]{{0,30}}{_LACKING}"),
)
"""Whoever wrote it speaks of themselves."""

_FAULTS = (
    *_SURE_FAULTS,
    re.compile(rf"(?:自分|上司|管理職|マネジャー|マネージャー)(?:の|が|も|にも|側の|側が)[^。]{{0,30}}{_LACKING}"),
    re.compile(r"(?:任せきり|任せっぱなし|丸投げ|放置|ほったらかし|後回し)(?:に)?(?:して(?:い|しま|き)|した|だった|になって)"),
    re.compile(
        r"(?:フォロー|支援|サポート|声かけ|声|面談|指示|増員|補充|人の手当て)[^。]{0,8}(?:(?:してやれ|してあげられ|でき|していな|かけられ|足り)(?:てい)?(?:な|ませんで)|が遅れ|が後手)"
    ),
)  # fmt: skip
"""Among the worries a sentence without a subject is about the writer."""

_OTHERS = re.compile(
    r"(?:本人|彼女?|相手|部下|さん|くん|君)(?:が|は|も|の側)|認め|棚に|思って(?:い)?な|感じて(?:い)?な|と言(?:い|われ)|人のせい"
)
_FEELING = re.compile(
    r"(?:の(?:で|が|は|を|も)|こと(?:が|は|を|も)|、)?(?:申し訳|気がかり|気にな|引っかか|後ろめた|心苦し|反省|謝(?:り|罪|ら)|詫び|悔や|負い目|自分の責任|私の責任|責任を感じ)[^。]*$"
)

_PURPOSE = re.compile(
    r"^(?:この|今回の|今日の|本日の)?(?:面談|話|会話|1on1|打ち合わせ|場)?(?:の)?(?:目的|ねらい|狙い|ゴール)\s*(?:は|：|:)\s*([^。]{2,40}?)(?:こと)?(?:です|だ|にある)?。?$"
)
_VERB_END = re.compile(r"(?:る|う|く|す|つ|む|ぶ|ぐ|ぬ|たい|ない)$")

_QUOTE = re.compile(r"「([^「」]{4,40})」(?P<after>.{0,12})")
_MINE = re.compile(r"^(?:と|って)?(?:伝え|言いた|言うべき|話した|説明した|声をかけ|言って(?:あげ|やり|しま)|言った)")
_REPORTED = re.compile(
    r"(?:^|[。、])([^。、「」]{4,30}?)(?:と|って|とか)(?:言われ|言い出|言いそう|言ってき|返され|返ってき|聞かれ|反論され|責められ|思われ|思っていそう)"
)
_KNOWN = re.compile(r"自信が|無理だ|無理です|辞め|忙し|手いっぱい|手一杯|大丈夫")


@dataclass(frozen=True, slots=True)
class Aims:
    """What was found: the typed sentences by name (purpose, grade, fault, offer), and what may be heard."""

    sources: Mapping[str, str]
    expected: tuple[str, ...]
    grade: str = ""
    role: str = ""
    purpose: str = ""

    @property
    def lines(self) -> frozenset[str]:
        """The sentences that are used up."""
        rest = len(self.sources.get("grade", "")) - len(self.grade)
        return frozenset(text for name, text in self.sources.items() if name != "grade" or rest <= _BESIDE)

    def slots(self, speech: Speech) -> dict[str, str]:
        """What is filled into the texts; a slot without a value is ""."""
        fault = _FEELING.sub("", self.sources.get("fault", "").rstrip("。"))
        said = told(fault, speech) if 0 < len(fault) <= _LONGEST else ""
        return {"grade": self.grade, "role": self.role, "purpose": self.purpose, "fault": said}


def aims_of(request: Request) -> Aims:
    """The aims in what was typed; of each kind the first."""
    typed = [(piece, True) for piece in _typed(request.worries)] + [(piece, False) for piece in _typed(request.facts)]
    sources: dict[str, str] = {}
    read: dict[str, str] = {}
    for piece, worry in typed:
        for name, value in _aims_in(piece, worry=worry):
            if name not in sources and not (name == "offer" and value in request.task):
                sources[name], read[name] = piece, value
    return Aims(
        sources,
        _expected(request.worries[:LONGEST_READ]),
        grade=read.get("grade", ""),
        role=read.get("offer", ""),
        purpose=read.get("purpose", ""),
    )


def _typed(text: str) -> list[str]:
    pieces = []
    for line in text[:LONGEST_READ].splitlines():
        bare = without_bullet(line)
        pieces += [bare[start:end].strip() for start, end in sentences(bare)]
    return [piece for piece in pieces if piece]


def _aims_in(piece: str, *, worry: bool) -> list[tuple[str, str]]:
    found = []
    purpose = _PURPOSE.match(piece)
    if purpose:
        said = purpose[1]
        found.append(("purpose", said if _VERB_END.search(said) else f"{said}の"))
    bare = re.sub(r"「[^「」]{4,}」", "", piece)  # somebody else's words
    grade = _grade(bare)
    if grade:
        found.append(("grade", grade))
    if any(one.search(bare) for one in (_FAULTS if worry else _SURE_FAULTS)) and not _OTHERS.search(bare):
        found.append(("fault", piece))
    role = next((one for pattern in _ROLES if (one := pattern.search(bare))), None)
    if role and not _NO_ROLE.search(role["role"]):
        found.append(("offer", role["role"]))
    return found


def _grade(text: str) -> str:
    if _OTHER_GRADE.search(text):
        return ""
    first = _GRADE_FIRST.search(text)
    if first:
        return f"{first[2]}は{first[1]}"
    found = _GRADE.search(text)
    return f"{found[1]}は{found[2]}" if found else ""


def _expected(worries: str) -> tuple[str, ...]:
    """The words that the other one may say, as they were typed: in quotes, or before 「と言われる」 and the like."""
    quoted = [one[1].strip("。 ") for one in _QUOTE.finditer(worries) if not _MINE.match(one["after"])]
    spoken = [one[1].strip() for one in _REPORTED.finditer(worries)]
    words = [one for one in (*quoted, *spoken) if re.search(r"[ぁ-ん]", one) and not _KNOWN.search(one)]
    return tuple(dict.fromkeys(words))[:_MOST_EXPECTED]
