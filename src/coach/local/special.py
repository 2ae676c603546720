"""Utterances that need no understanding of the talk: silence, emoji, English, an order to leave the role, harassment …"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from coach.domain.labels import Move, Orientation, Tag
from coach.domain.question import question


class Special(StrEnum):
    """A situation with shared lines of its own."""

    SILENCE = "silence"
    EMOJI = "emoji"
    GIBBERISH = "gibberish"
    ENGLISH = "english"
    LEAVE_ROLE = "leave_role"
    HARASSMENT = "harassment"
    DISTRESS = "distress"
    ADVICE_WANTED = "advice_wanted"
    INTERRUPTED = "interrupted"
    REPEATED = "repeated"
    REPEATED_AGAIN = "repeated_again"
    BACKCHANNEL = "backchannel"
    GREETING = "greeting"
    CLOSING = "closing"


_LEAVE_ROLE = re.compile(
    r"(AI|ＡＩ|人工知能|チャットボット|プロンプト|システム(設定|メッセージ)|言語モデル|ロールプレイ|シミュレーション)"
    r".{0,25}(として|ですよね|でしょ|だよね|教えて|見せて|出力|やめ|終了|無視|答えて|表示|中止)"
    r"|(役割|演技|キャラ|役柄|裏設定)(を|は|から)?.{0,6}(やめ|忘れ|無視|離れ|降り|抜け|捨て)|^設定を(教え|見せ|出)"
    r"|(これまで|今まで|以前|上記|前)の(指示|命令|設定).{0,12}(無視|忘れ)"
    r"|(あなた|君|お前)の(設定|プロンプト|指示|裏設定|シナリオ|本音の設定)"
    r"|ignore .{0,30}(instruction|prompt)|system prompt|act as|you are (now )?an? |are you (an )?ai|leave (the|your) role",
    re.IGNORECASE,
)
_HARASSMENT = re.compile(
    r"(死ね|殺す|殺して|ぶっ殺|殴る|殴って|殴られ|ぶん殴|ぶっ飛ば|クズ|ゴミ(だ|か|め|以下)|バカ(か|野郎|め|だ|じゃ)|馬鹿(か|野郎|め|だ)|"
    r"アホ(か|め|野郎)|カス(だ|が|め)|給料泥棒|辞めちまえ|辞めろ|やめちまえ|失せろ|消えろ|生きてる価値|"
    r"ブス|デブ|ハゲ|胸(が|は|の)(大き|小さ)|抱かせ|ホテル(に|へ)?行(こう|かない)|セックス|エッチ|スリーサイズ|下着|脱い(で|だら)|"
    r"彼(氏|女)(は|とか)(いる|いない|いるの|できた)|結婚(は|しないの|まだ)|子ども(は|を)(まだ|作|産)|妊娠|女のくせに|男のくせに|女は|"
    r"(クビ|首)に(する|して|なり)|(外国人|障害者|高卒|中卒)のくせに)"
)
_DISTRESS = re.compile(
    r"((私|俺|僕|自分|わたし|こっち)(も|が|は|自身|の方が|のほうが)?.{0,12}"
    r"(限界|つぶれそう|潰れそう|死にたい|消えたい|眠れない|眠れて(い)?ない|倒れそう|もう無理|疲れ(果て|切)|心が折れ|うつ|鬱|泣きそう|耐えられ)"
    r"|(死にたい|消えてしまいたい|生きて(い)?るのがつら|もう(何もかも|全部)(嫌|いや))|どうしていいか(もう)?わからない)"
)
_ADVICE_WANTED = re.compile(
    r"(私|俺|僕|上司|自分|こっち|わたし|マネージャー|管理職)(は|が|として|の(話し方|言い方|伝え方|指導|接し方|面談|フィードバック)).{0,20}"
    r"(どう(すれば|したら|話せば|伝えれば|接すれば|でした|だった)|何を(すれば|話せば)|点|アドバイス|良かった|よかった(と思う|ですか|\?|？))"
    r"|(話し方|伝え方|言い方|マネジメント|コーチング|部下との接し方)(について|を|の).{0,10}(アドバイス|教えて|助言|コツ)"
)
_INTERRUPTED = re.compile(
    r"^(いいから(聞|黙)|黙って(聞|い)|(私|俺|人)?の?話(を|は)最後まで(聞け|聞きなさい|聞いて(ください|くれ)?。?$|きけ)|口を挟む|言い訳は(いい|いらない|聞きたくない|するな)|"
    r"その話は(いい|もういい|後)|もういい|うるさい|それは(どうでも)?いいから|人の話を聞け|ちょっと待って)"
)
_ECHO = (
    r"(なるほど|そう(か|なんだ|なんですね|ですか|ですね|だね|なの)|うん|ええ|はい|へえ|へー|ふーん|ふむ|了解|わかった|分かった|"
    r"わかりました|分かりました|承知(しました)?|そっか|ほう|ああ|あー|OK|オーケー|たしかに|確かに|うーん|マジ(で|か)?|本当(に|ですか)?|ほんと)"
)
_BACKCHANNEL = re.compile(rf"^({_ECHO}(ね|よ|な|なあ|ねえ|です)?[、。…！？!?ー〜\s]*)+$", re.IGNORECASE)
_CLOSING = re.compile(
    r"((今日|本日|面談|1on1|この(話|場))は.{0,6}(ここまで|これで(終|以上|失礼)|以上|この(辺|へん)(で|に)|終わりに)|(では|じゃあ?|それでは)、?(今日は)?(ここまで|これで(終わり|以上)|以上(です|で)|終わりに|終わりで)"
    r"|(ここまで|この辺|終わり)に(しましょう|しよう|します|しようか|すっか|しとこ)|また(来週|次回|今度|来月)(、|。|も)?.{0,12}(話|聞|お願い|よろしく)?[^？?]{0,8}$|^(では|じゃあ)?また(来週|次回|今度|ね)|^(今日は)?(ありがとう(ございました)?|お疲れ(さま|様)?(でした)?)[。！!]*$)"
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SILENCE = re.compile(r"^[\s…・。．.、,，ー―—\-~〜（）()]*(沈黙|無言)?[\s…・。．.、,，ー―—\-~〜（）()]*$")


_PROPOSES = re.compile(r"(ましょう|よう)か[。？?]?$|ませんか[。？?]?$")
"""「来週もう一度話しましょうか」 is no good-bye."""

_SHORT = 30
"""Characters; somebody who cuts in does it briefly."""


def special(say: str, tag: Tag, before: Sequence[str]) -> Special | None:
    """The special situation that `say` makes after the manager's utterances `before`; None for ordinary talk."""
    by_form = _by_form(say)
    if by_form:
        return by_form
    times = sum(_bare(said) == _bare(say) for said in before)
    rules = (
        (Special.LEAVE_ROLE, _LEAVE_ROLE.search(say)),
        (Special.HARASSMENT, _HARASSMENT.search(say)),
        (Special.DISTRESS, not tag.flags and _DISTRESS.search(say)),
        (Special.ADVICE_WANTED, _ADVICE_WANTED.search(say) and question(say)),
        (Special.BACKCHANNEL, _BACKCHANNEL.match(say)),
        (Special.REPEATED_AGAIN, times > 1),
        (Special.REPEATED, times == 1),
        (Special.CLOSING, bool(before) and not tag.flags and not question(say) and _CLOSING.search(say)),
        (Special.INTERRUPTED, len(say) <= _SHORT and _INTERRUPTED.search(say)),
    )
    return next((one for one, holds in rules if holds), None) or (
        None if question(say) else _by_tag(tag, may_close=bool(before) and not _PROPOSES.search(say))
    )


def _by_form(say: str) -> Special | None:
    if _SILENCE.match(say):
        return Special.SILENCE
    if _JAPANESE.search(say):
        return None
    if len(_LATIN.findall(say)) >= 2 or (
        _LATIN.search(say) and len(say) <= 12 and re.fullmatch(r"[A-Za-z!?.,' ]+", say)
    ):
        return Special.ENGLISH
    if any(unicodedata.category(char) in ("So", "Sk") for char in say):
        return Special.EMOJI
    return Special.GIBBERISH


def _by_tag(tag: Tag, *, may_close: bool) -> Special | None:
    if tag.label is not Orientation.NEUTRAL or tag.flags:
        return None
    if Move.CLOSE in tag.moves and may_close:
        return Special.CLOSING
    return Special.GREETING if Move.GREET in tag.moves else None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
