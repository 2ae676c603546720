"""What a question asks of the person who hears it: a favour, whether help is wanted, how far something is, a wish …

`domain.question` reads the form (why, when, yes or no); this reads the matter. Rules on the surface, with the moves of the
tag where they tell more than the words. Pure.
"""

import re
from enum import StrEnum

from coach.domain.labels import Move, Orientation, Tag
from coach.domain.question import Question


class Asking(StrEnum):
    """The matter of a question; the shared lines have answers under the same names."""

    REQUEST = "request"
    OFFER = "offer"
    CHECK = "check"
    CHECK_AMOUNT = "check_amount"
    CHECK_WHEN = "check_when"
    CHECK_WHAT = "check_what"
    EXPERIENCE = "experience"
    ANYTHING = "anything"
    FEELING = "feeling"
    WISH = "wish"
    VIEW = "view"
    SMALL_TALK = "small_talk"
    OFF_TOPIC = "off_topic"


_SELF = r"(?:私|俺|おれ|僕|ぼく|わたし|うち|わし|こっち|こちら|上司)"
_OFFER = re.compile(
    r"手伝(?:え|う|い|お)|手を貸|助け(?:られ|が(?:いる|必要|要る)|てほしい)|(?:力|助け)になれ|サポート(?:でき|が(?:いる|必要)|してほしい)"
    rf"|代わりに.{{0,12}}(?:引き受け|やろ|やる|やり|持)|{_SELF}(?:に|が|から|の(?:方|ほう|側)(?:で|から)).{{0,14}}(?:できること|やれること|ほしいこと|欲しいこと|変えてほしい|やめてほしい|控え|直した(?:ほう|方)が)"
    r"|(?:必要な|欲しい|ほしい|要る)(?:もの|支援|助け|サポート|環境|時間|情報)|減らせる|引き受けたほうが|(?:何か|なにか)できること|how can i (?:help|support)|can i help"
)
_LATER = r"(?:来週|来月|今度|次回|次の|あとで|後で|後日|明日|あした|週末|月末|[月火水木金]曜|終わったら|済んだら|できたら|また)"
_REQUEST = re.compile(
    r"(?<!聞かせ)(?<!教え)(?<!話し)(?<!言っ)(?<!返っ)(?<!返し)(?<!明し)(?<!語っ)て(?:くれ(?:る|ない|ます|ません|へん)|もらえ|もらって(?:も)?(?:いい|よい|ええ|いか)|いただけ|いただいて(?:も)?(?:いい|よろし|構)|くださいます|ほしいんだけど)"
    r"|(?:返事|回答|時間|連絡|協力)(?:を)?(?:もらえ|いただけ|くれる|くださ)|て(?:おくれ|んか|たって)[。！!]*$|なさい[。！!]*$|お願い(?:でき|して(?:も)?(?:いい|よろし)|出来)|頼(?:める|んでも?(?:いい|よい|ええ))|(?:して|やって|始めて|聞いて|続けて|見て|入って|進めて|話して|開いて|使って)も?(?:いい|よい|ええ|よろし|構わ|大丈夫)"
    rf"|(?:ましょうか|(?<!あり)(?<!い)(?<!ござい)(?<!おり)ませんか)[？?。]*$|よろしい(?:でしょう|です)か[？?。]*$|{_LATER}.{{0,30}}(?:聞かせ|教え|話し|見せ)て(?:くれ|もらえ|いただけ|ほしい)|could you|would you mind|can you (?!tell)|shall we"
)
_EXPERIENCE = re.compile(
    r"習得|身に(?:つ|付)|使いこな|(?:た|だ)こと(?:って|は|が)?[、 ]?(?:ある|あり|ない|なか)|経験(?:は|が|って|した|あり|ある)|(?:今まで|これまで|過去に|前に).{0,16}(?:やった|した|担当|何回|どれ?くらい|どの(?:くらい|程度))|初めて(?:です|かな|だっけ|\?|？)|have you ever|ever done"
)
_ON_MIND = re.compile(
    r"困|不安|心配|悩|負担|きつ|つら|辛|しんど|大変|無理|気にな|気がかり|引っかか|モヤモヤ|もやもや|疲れ|抱え|嫌|体調|眠れ|休め|いや(?:な|だ)|不満|言いにく|言いづら|話した(?:い|かった)こと|頑張りす"
)
_WISH = re.compile(
    r"(?:し|なり|やり|挑戦し|伸ばし|試し|学び|任され|変え|目指し|行き|働き|関わり)(?:て(?:み|い))?たい|目指|理想|将来|キャリア|何年後|[0-9一二三五]年後|来年の今|やりがい|希望|would you like|want to"
)
_VIEW = re.compile(
    r"どう(?:組み|やっ|思|考え|見え|見て|捉え|進め|した(?:ら|い)|すれば|すると)|意見|お考え|考えを|どちらが|what do you think|how would you"
)
_FEELING = re.compile(r"気持ち|気分|手応え|手ごたえ|感じ|どう(?:だった|でした|かな|ですか)|実感|思い(?:で|を)|feel")
_JOY = re.compile(
    r"楽し|嬉し|うれし|面白|おもしろ|やりがい|得意|好き|自信|うまくいっ|うまくなっ|誇ら|よかった|良かった|enjoy|proud"
)
_DONE = re.compile(
    r"終わ|済|進(?:ん|み)|出し|出来|でき(?:た|て|まし)|完了|提出|間に合|仕上|着手|届|送っ|finish|done|submit"
)
_HOW_ARE_YOU = re.compile(
    r"最近(?:は)?どう|どう.{0,3}最近|調子は?どう|どう.{0,3}調子|元気(?:に|だ|で|か)|how are you|how is it going"
)
_SMALL_TALK = re.compile(
    r"最近どう|調子|天気|雨|雪|暑|寒|週末|休み(?:は|の日)|連休|ゴールデンウイーク|お盆|正月|旅行|ごはん|ご飯|昼(?:飯|食|ごはん)|ランチ|飲み物|コーヒー|風邪|元気|眠|映画|野球|サッカー|ドラマ|趣味|子ども|家族|ペット|犬|猫|weekend|weather"
)
_WORK = re.compile(
    r"資料|会議|シート|書類|予定|メール|時間|記録|評価|面談|変更|共有|画面|日程|場所|部屋|入力|提出|署名|確認|報告|件|作業|仕事|業務|進|担当|締|期限|数字|目標|手順|準備|書"
)


def asking(say: str, form: Question, tag: Tag) -> Asking | None:
    """The matter of the question in `say`, whose form is `form`; None when it does not show."""
    moves = set(tag.moves)
    plain = _plainly(say, moves)
    if plain:
        return plain
    if tag.label is Orientation.CREDIT:
        # what happened, and who did it, are no questions of how far a piece of work is
        return _check(say, form) if Move.CHECK_PROGRESS in moves or form is not Question.WHAT else None
    if _EXPERIENCE.search(say) and not moves & {Move.ASK_FEELINGS, Move.ASK_GROWTH, Move.ASK_CAREER}:
        return Asking.EXPERIENCE
    if tag.label is Orientation.NEUTRAL:
        return _check(say, form) if Move.CHECK_PROGRESS in moves else _in_passing(say, form)
    return _personal(say, form, moves)


def _plainly(say: str, moves: set[Move]) -> Asking | None:
    """What the words alone tell, whatever the tagger makes of them."""
    if _OFFER.search(say):
        return Asking.OFFER
    if _REQUEST.search(say):
        return Asking.REQUEST
    is_greeting = _HOW_ARE_YOU.search(say) and not moves & {Move.ASK_FEELINGS, Move.ASK_CAREER}
    return Asking.SMALL_TALK if is_greeting else None


def is_of_joy(say: str) -> bool:
    """Whether it is about something good: nobody answers that with what weighs on them."""
    return bool(_JOY.search(say))


def is_of_progress(say: str) -> bool:
    """Whether it is about getting done; what somebody can do or has noted is not."""
    return bool(_DONE.search(say))


def _check(say: str, form: Question) -> Asking | None:
    if _EXPERIENCE.search(say):
        return Asking.EXPERIENCE
    by_form = {
        Question.YES_NO: Asking.CHECK,
        Question.HOW_MANY: Asking.CHECK_AMOUNT,
        Question.WHEN: Asking.CHECK_WHEN,
        Question.WHAT: Asking.CHECK_WHAT,
        Question.HOW: Asking.CHECK_AMOUNT,
    }
    return Asking.CHECK_AMOUNT if "どこまで" in say else by_form.get(form)


def _in_passing(say: str, form: Question) -> Asking | None:
    if _SMALL_TALK.search(say):
        return Asking.SMALL_TALK
    if _WISH.search(say):
        return Asking.WISH
    if _WORK.search(say):
        return _check(say, form)
    # 「扉を閉めておくれ」 has the form of a yes-or-no question and asks nothing: only what is marked as one can be off the topic
    asks = form is not Question.YES_NO or "？" in say or "?" in say
    return Asking.OFF_TOPIC if asks and form is not Question.WHY else None


def _personal(say: str, form: Question, moves: set[Move]) -> Asking | None:
    if form is Question.YES_NO and (_ON_MIND.search(say) or Move.ASK_FEELINGS in moves):
        return Asking.ANYTHING
    if Move.ASK_CAREER in moves or _WISH.search(say):
        return Asking.WISH
    if _ON_MIND.search(say):
        return Asking.ANYTHING
    if _FEELING.search(say) or Move.ASK_FEELINGS in moves:
        return Asking.FEELING
    return Asking.VIEW if _VIEW.search(say) else None
