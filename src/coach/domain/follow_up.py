"""Follow-up questions: which ones lean on the turn before, and what they ask when read alone. Rules; no model.

A question that can be read alone is never touched: what was asked earlier must not colour its answer.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from coach.domain import follow_up_english, topic


class Wish(StrEnum):
    """What a question wants of the turn before it."""

    NOTHING = "nothing"
    MORE = "more"
    EXAMPLE = "example"
    REASON = "reason"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Understood:
    """A question that can be read alone, and what it wants of the turn before (`NOTHING`: it is new)."""

    question: str
    wish: Wish = Wish.NOTHING

    @property
    def leans(self) -> bool:
        """Whether it is a follow-up."""
        return self.wish is not Wish.NOTHING


def understand(question: str, before: str | None) -> Understood:
    """`question` as it is meant after `before`, the last question as it was understood (None: nothing was asked)."""
    if before is None:
        return Understood(question)
    bare = _bare(question)
    if follow_up_english.applies(bare):
        wish, rebuilt = follow_up_english.rebuilt(bare, before)
        return Understood(rebuilt or question, Wish(wish))
    asked = _FILLER.sub("", bare)
    if _MORE.fullmatch(asked):
        return Understood(before, Wish.MORE)
    about = topic.of(before)
    if _EXAMPLE.fullmatch(asked):
        return Understood(f"{about}の具体例を教えてください", Wish.EXAMPLE)
    if _REASON.fullmatch(asked):
        return Understood(f"{topic.claim(before)}について、なぜそういえるのですか", Wish.REASON)
    further = _pointing(asked, before, about) or _unfinished(asked, before, about)
    return Understood(further, Wish.FURTHER) if further else Understood(question)


def _bare(question: str) -> str:
    """One line in normal forms without the marks at its end."""
    text = " ".join(unicodedata.normalize("NFKC", question).split())
    return text.rstrip("?!。.… 」")


_FILLER = re.compile(
    r"^(?:(?:では|じゃあ|それでは|それじゃあ?|なら|それなら|ちなみに|なるほど|ありがとう(?:ございます|ございました)?|わかりました|分かりました|"
    r"了解です|すみません|あの|えっと|ええと|でも|ただ|そして|また|あと|それと|まず|はい|とすると|ということは)[、。,!\s]\s*)+|^(?:じゃあ|では|それでは|ちなみに)(?=\S)"
)
_PLEASE = r"(?:教えて|説明して|聞かせて|話して|示して|見せて|お願い|知りたい|挙げて|あげて|頼み|いただ|もらえ|くださ|下さ|欲し|ほし)[^、。]*"
_IT = r"(?:それ|これ|そこ|ここ|この点|その点|そのこと|この話|今の(?:話|答え|点|説明)|さっきの(?:話|答え|点))"
_MORE = re.compile(
    rf"(?:{_IT}(?:について|に関して|を|は|の|のところを?)?[、,]?)?"
    r"(?:もう少し|もうちょっと|もっと|さらに|より|少し|ほかにも?|他にも?|もう一つ|続けて|続きを?|続きは)*[、,]?"
    r"(?:(?:詳しく|くわしく|細かく|丁寧に|深く|掘り下げて|詳細を?|詳細は|続きを?|続き|続けて|ほかには|他には|ほかにも?|他にも?)"
    rf"(?:は|も)?(?:あり(?:ます|ません)か|ない(?:です)?か|ありますか)?(?:{_PLEASE})?|(?:もう少し|もっと|より)具体的に(?:{_PLEASE})?|もう少し(?:{_PLEASE})?|もっと(?:{_PLEASE})|それだけ(?:です|でしょう)か|続きは|他に(?:は|も)?(?:何か)?(?:あり(?:ます|ません)か)?)"
)
_EXAMPLE = re.compile(
    rf"(?:{_IT}の|その|この)?(?:もっと|何か|なにか|実際の|ほかの|他の|身近な|簡単な|もう一つ|どんな|どういう)*"
    r"(?:(?:具体的な)?例|具体例|例え|事例|実例|たとえば|例えば|具体的には|実際には|例文|フレーズの例|言い方の例)"
    rf"(?:は|を|とか|が|も|って|として|どんな|どういう|どう|こと|もの|、)*"
    rf"(?:何(?:です|でしょう)?か|何|あり(?:ます|ません)か|ある|あるの|どんなものがありますか|でしょうか|ですか|{_PLEASE})?"
)
_REASON = re.compile(
    rf"(?:{_IT}は|{_IT}って|そう(?:なるの|いえるの|言えるの|するの|なの)は)?"
    r"(?:なぜ|なんで|何で|どうして|何故)(?:でしょう|です|なの?です|なのでしょう|なん(?:です|でしょう)|そう(?:なる|いえる|言える|する|なの)?(?:の|ん)?(?:です|でしょう)?)?(?:か|の|なの)?"
    rf"|(?:その|この|そういえる|そうする)?(?:理由|根拠|わけ|訳)(?:は|を|って)?(?:何(?:です|でしょう)?か|なんですか|何|{_PLEASE})?"
    rf"|(?:{_IT}は)?(?:本当|ほんと|確か)(?:に|に?そう)?(?:です|でしょう|なの?です)?か"
)

_POINTS = re.compile(
    r"^(?P<it>(?:それ|これ)(?=[はもがをにでってだ、]|とは|より|から(?!は)|以外)|(?:その|この|そんな|こんな|こういう|そういう|そのよう|このよう)|"
    r"(?:そう|こう)(?=[はしすいなでや]|、)|(?:そこ|ここ)(?=[はでにかが])|両者|(?:この|その)?二つ(?=[はのに])|どちら|前者|後者|(?:ほか|他|別)の(?=方法|やり方|言い方|伝え方|例外|選択肢|手|場面|理由)|逆効果|逆に|反対に|やりすぎ|言いすぎ|言い過ぎ|やり過ぎ|上の|先ほどの|さっきの)"
)
_OWN = re.compile(
    r"^(?:これから|これまで|これほど|これだけで?は?ない|それぞれ|それなり|それとも|それほど|それでも|そのうち|そのまま|その他|その都度|その場|その日|この先|この度|このたび|この頃|このごろ|"
    r"この(?:アプリ|資料|ハンドブック|画面|ページ|サイト|ツール|会社|時期|場(?!合))|ここ(?:最近|数|で(?:質問|聞|使))|これって(?:何|なん))"
)
_INSIDE = re.compile(r"^[^、。]{0,7}?[はにがをもで](?P<it>それ|これ)(?=[はもがをにでと])")
"""「部下にそれを言うと」: it points, and nothing before it can be what it points to."""

_CLAUSE = re.compile(r"(?:たら|れば|ると|ときは?|場合は?)$")


def _pointing(asked: str, before: str, about: str) -> str | None:
    """A question with a word that points back."""
    if _OWN.match(asked):
        return None
    inside = _INSIDE.match(asked)
    if inside:
        return f"{asked[: inside.start('it')]}{about}{asked[inside.end('it') :]}"
    found = _POINTS.match(asked)
    if not found:
        return None
    it, rest = found["it"], asked[found.end() :]
    if it in ("それ", "これ"):
        return _elsewhere(rest.lstrip("はもって、"), before, about) or _joined(about, rest)
    if it in ("その", "この") and not re.match(r"^(?:場合|とき|時|際|ため|ほか|点|話)", rest):
        return _joined(about, f"の{rest}")
    return _finished(about, asked)


def _joined(about: str, rest: str) -> str:
    whole = f"{about}{rest}"
    return f"{whole}どうすればよいですか" if _CLAUSE.search(whole) else _ended(whole)


_MOST = 22
"""Letters of an unfinished question; longer ones name what they speak of."""

_SAME = re.compile(
    r"^(?P<place>[^、。]{1,14}?)(?:の場合|のとき|の時)?(?:でも|にも|も|だと|では|には|なら|の場合は?|のときは?|は(?=どうで))"
    r"(?:[、,])?(?:同じ(?:こと|よう)?(?:です|でしょう|なの?です|が言えます|に(?:でき|使え|なり|考え)[^、。]*)?(?:か|なの)?|"
    r"どう(?:です|でしょう|なります|なの?です|違います|変わります)?か?|(?:使え|でき|言え|当てはまり|あてはまり|有効|通用し|大丈夫|通じ|効き|問題ない|伝わり)(?:ます|です|でしょう)か)$"
)
_PLACE = re.compile(
    r"^(?P<place>[^、。はがを]{1,12}?)(?:の場合(?:は|なら)?|のとき(?:は|なら)?|の時(?:は|なら)?|では|には|なら|だと|だったら|でも|だけ|から|へは|とは別)(?:は)?$"
)
_WHAT_IF = re.compile(
    r"^(?:[^、。]{2,16}(?:たら|だら|れば|ときは?|場合は?)|[^、。がはをも]{2,12}(?:たら|だら|れば)[、,]?どう(?:すれば|したら|します|です)[^、。]*)$"
)
"""Of whole sentences only those count that name nobody and nothing: 「断られたらどうすればよいですか」."""

_HOW = re.compile(
    r"^(?:具体的に(?:は)?|実際に(?:は)?|まず(?:は)?|最初に|明日から|私は|上司は|こちらは)?[、,]?"
    r"(?:どう|どのように|どうやって|どんな(?:ふう|風|言葉|言い方|順番|タイミング|頻度|場所|顔|声)[はにでをが]?|何から|何を|何と|何て|なんて|誰が|誰に|誰から|いつ|いつまでに?|いつから|どこ(?:で|から)|何(?:回|分|時間|日|人|ステップ|段階|つ)|1on1で(?:は)?どう(?=使|活|生)|どの(?:くらい|ぐらい|程度|タイミング)|どれ(?:くらい|ぐらい)|どのくらいの頻度)"
    r"[、,]?(?:の頻度|の時間|の期間)?(?:で|に|を|から)?"
    r"(?:言葉|声|話|行動|相手|部下)?(?:で|に|を|から)?"
    r"(?:すれ|したら|すべき|し|やれ|やる|やり|言え|言う|言い|伝え|話せ|話し|聞け|聞き|聞く|尋ね|始め|進め|かけ|使え|使い|使う|測れ|測り|わかり|分かり|気をつけ|注意すれ|準備すれ|必要|いい|よい|べき|です|でしょう|変わり|なり)?[^、。はがを]{0,12}$"
)
_ATTRIBUTE = re.compile(
    r"^(?P<noun>(?:具体的な|主な|一番の)?(?:メリット|デメリット|利点|欠点|効果|影響|注意点|注意すること|気をつけること|ポイント|コツ|こつ|頻度|期間|時間|タイミング|手順|ステップ|順番|進め方|伝え方|言い方|聞き方|やり方|方法|対策|対処法?|"
    r"防ぎ方|避け方|始め方|きっかけ|原因|背景|目的|条件|例外|反対|逆|違い|関係|意味|定義|特徴|見分け方|測り方|目安|基準|リスク|落とし穴|失敗例|NG例|よくある失敗|次の一歩|言葉|フレーズ|質問例|出典|人数))"
    rf"(?:は|って|を|とは|には?何がありますか|は何が(?:あり|でき)ますか|は何(?:です|でしょう)?か|はありますか|は(?:どう|どんな|どのくらい)[^、。]*|{_PLEASE})*$"
)
_ATTRIBUTE_END = re.compile(r"(?:原因|理由|効果|方法|条件|意味|目安|基準|手順|コツ|点|こと|もの)$")
_COMPARED = re.compile(r"^(?P<noun>[^、。はがを]{1,12})との(?P<how>違い|関係|使い分け)(?:は|って|を)?[^、。]{0,10}$")
_PURPOSE = re.compile(r"ため(?:に)?は$|とは$")
"""「丸投げにならないためには」「信頼とは」 can be read alone."""

_BARE_NOUN = re.compile(r"^(?P<noun>[^、。はがをのにで]{1,10})(?:は|って|については?|の方は|のほうは)$")


def _unfinished(asked: str, before: str, about: str) -> str | None:
    """A question too short to be read alone."""
    if found := _ATTRIBUTE.match(asked):
        return f"{about}について、{found['noun']}は何ですか"
    if (found := _COMPARED.match(asked)) and found["noun"] not in about:
        return f"{about}と{found['noun']}との{found['how']}は何ですか"
    if _HOW.match(asked):
        return _finished(about, asked)
    return _shortest(asked, before, about) if len(asked) <= _MOST else None


def _shortest(asked: str, before: str, about: str) -> str | None:
    """A place, a case or a noun, and no more."""
    placed = _elsewhere(asked, before, about)
    if placed or _PURPOSE.search(asked):
        return placed
    if found := _BARE_NOUN.match(asked):
        noun = found["noun"]
        what = "何ですか" if _ATTRIBUTE_END.search(noun) else "どうですか"
        return topic.exchanged(before, noun) or _finished(about, f"{noun}は{what}")
    if _WHAT_IF.match(asked) and not topic.names(asked):
        return _finished(about, asked)
    return None


def _elsewhere(asked: str, before: str, about: str) -> str | None:
    """「1on1でも同じですか」「若手なら」: the same question at another place."""
    same, place = _SAME.match(asked), _PLACE.match(asked)
    found = same or place
    if not found or _PURPOSE.search(asked):
        return None
    if moved := topic.exchanged(before, found["place"]):
        return moved
    if same:
        return f"{about}は、{_ended(asked)}"
    return f"{about}は、{asked}どうですか"


def _finished(about: str, asked: str) -> str:
    """`asked` after its topic, with the ending that an unfinished clause leaves out."""
    ending = "どうすればよいですか" if _CLAUSE.search(asked) else ""
    return f"{about}について、{_ended(asked + ending)}"


def _ended(asked: str) -> str:
    """A question that ends on は asks what it is; on には, what to do."""
    if re.search(r"(?:に|ために)は$", asked):
        return f"{asked}どうすればよいですか"
    return f"{asked}何ですか" if asked.endswith("は") else asked
