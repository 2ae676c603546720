"""Names of companies, schools, hospitals: found by their legal form, by what such names end with, and by morphology."""

import re
from functools import lru_cache
from itertools import takewhile

from coach.japanese import Word, words
from coach.llm.people import Span, apart

_FORMS = (
    r"(?:株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)?(?:社団|財団)法人|学校法人|医療法人(?:社団)?|社会福祉法人|宗教法人"
    r"|税理士法人|弁護士法人|監査法人|独立行政法人|国立大学法人|特定非営利活動法人|NPO法人|㈱|㈲|[(（](?:株|有|合)[)）])"
)
_RUN = r"[一-龠々〆ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9０-９&＆・.\-]"
_FORM = re.compile(_FORMS)
_LONGEST = 20
_BEFORE = re.compile(rf"({_RUN}{{1,{_LONGEST}}})\s?$")
_AFTER = re.compile(rf"\s?({_RUN}{{1,{_LONGEST}}})")
_AFTER_KANA = re.compile(r"\s?(?=[ぁ-ん])")
_NO_NAME = re.compile(
    r"(?:当|同|各|本|新|旧|某|別|元|大手|上場|非上場|未上場|中堅|一般|普通|特例|子会社|小規模|中小|取引先)*"
    r"(?:化|制度?|形態|法|側|等|設立|間|全体|内|勤務|経営|登記|社長|社員|名|の)?"
)
"""What stands beside 「株式会社」 without being its name."""

_ENGLISH = re.compile(
    r"(?<![A-Za-z])((?:[A-Z][\w&'-]*\s){0,3}[A-Z][\w&'-]*),?\s(?:Inc|Corp|Corporation|Co|Ltd|LLC|LLP|GmbH|K\.K|PLC|Holdings)\b"
)

_KINDS = tuple(
    sorted(
        (  # noqa: SIM905 (words read better as words)
            "ホールディングス 銀行 信用金庫 信金 信用組合 証券 生命 損保 商事 物産 工業 製作所 製鉄 製薬 建設 電機 電気 電力 鉄道 運輸 "
            "通運 不動産 食品 化学 重工 電工 硝子 製紙 印刷 商店 工務店 酒造 水産 百貨店 自動車 大学 高校 高等学校 中学校 小学校 病院 "
            "クリニック 医院 薬局 保育園 幼稚園 学園 総研 総合研究所 研究所 新聞社 新聞 出版 放送 テレビ グループ コーポレーション ガス 石油"
        ).split(),
        key=len,
        reverse=True,
    )
)
_ENDINGS = (*_KINDS, "社")
_STRONG = ("ホールディングス", "商事", "物産", "製作所", "工務店", "酒造", "コーポレーション", "証券", "製薬", "運輸")
"""Endings that no ordinary word in katakana or Latin letters stands before."""

_COINED = re.compile(r"[ァ-ヴー]{2,}|[A-Za-zＡ-Ｚａ-ｚ]{2,}")
_NOT_A_COMPANY = frozenset(
    (  # noqa: SIM905 (words read better as words)
        "グループ メーカー ベンダー サプライヤー パートナー クライアント ユーザー ライバル ベンチャー スタートアップ コンサル ゲーム "
        "ネット インフラ サービス アパレル リース オーナー IT SaaS PR EC BtoB BtoC B2B OEM"
    ).split()
)
_WELL_KNOWN = (  # noqa: SIM905 (words read better as words)
    "トヨタ ホンダ 日産 マツダ スバル ソニー パナソニック 日立 東芝 富士通 三菱 三井 住友 丸紅 伊藤忠 任天堂 キヤノン ニコン リコー "
    "ソフトバンク ドコモ KDDI NTT JR東日本 JR西日本 JR東海 ANA JAL ヤマト運輸 佐川急便 セブンイレブン ファミリーマート ローソン イオン "
    "ユニクロ ニトリ サントリー キリン アサヒビール 味の素 資生堂 花王 電通 博報堂 アクセンチュア デロイト マッキンゼー 野村総研 みずほ "
    "メルカリ サイバーエージェント キーエンス オムロン 京セラ ダイキン ブリヂストン Google Microsoft Amazon Apple Toyota Honda Sony IBM"
).split()
_KNOWN = re.compile(
    "|".join(
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z]| [A-Z])" if name.isascii() else rf"{re.escape(name)}(?![ァ-ヴー])"
        for name in sorted(_WELL_KNOWN, key=len, reverse=True)
    )
)


@lru_cache(maxsize=512)
def organisations(text: str) -> tuple[Span, ...]:
    """Where the names of organisations stand, without their legal form."""
    forms = [match.span() for match in _FORM.finditer(text)]
    found = [span for form in forms for span in _beside(text, *form)]
    found += [match.span(1) for match in _ENGLISH.finditer(text)]
    found += [match.span() for match in _KNOWN.finditer(text)]
    read = words(text)
    found += [span for at, word in enumerate(read) if (span := _ending_here(read, at, word))]
    in_kana = {match.end() for _, end in forms if (match := _AFTER_KANA.match(text, end))}
    found += [(word.start, word.end) for word in read if word.start in in_kana and _may_be_coined(word)]
    return tuple(apart(found))


def _is_a_name(run: str) -> bool:
    return not _NO_NAME.fullmatch(run) and not run.isdigit() and not run.startswith(("化", "制", "側", "等"))


def _beside(text: str, start: int, end: int) -> list[Span]:
    """The names directly before and after a legal form."""
    from_here = max(0, start - _LONGEST - 1)
    before = _BEFORE.search(text[from_here:start])
    found = [(from_here + before.start(1), from_here + before.end(1))] if before else []
    after = _AFTER.match(text, end)
    found += [after.span(1)] if after else []
    return [span for span in found if _is_a_name(text[slice(*span)])]


def _may_be_coined(word: Word) -> bool:
    return word.pos[0] == "名詞" and len(word.surface) > 1


def _ending_here(read: tuple[Word, ...], at: int, word: Word) -> Span | None:
    """The name that ends with this word: 「みずほ銀行」, 「聖路加国際病院」, 「サンライズ商事」, 「アルファ社」."""
    if not word.surface.endswith(_ENDINGS):
        return None
    kind = next(one for one in _ENDINGS if word.surface.endswith(one))
    if word.surface != kind:
        whole = word.pos[1] == "固有名詞" and kind != "社"
        return (word.start, word.end) if whole else None
    run = _nouns_before(read, at)
    named = next((one for one in run if one.pos[1] == "固有名詞" and one.surface not in _NOT_A_COMPANY), None)
    if kind == "社":
        if not run or not (run[-1] is named or _is_coined(run[-1])):
            return None
        coined = list(takewhile(_is_coined, reversed(run)))
        return ((coined or run)[-1].start, run[-1].end)
    if named is None and kind in _STRONG and run and _is_coined(run[-1]):
        named = run[-1]
    return (named.start, word.end) if named else None


def _nouns_before(read: tuple[Word, ...], at: int) -> list[Word]:
    """The nouns that stand directly before a word, in order."""
    run: list[Word] = []
    for one in reversed(read[:at]):
        if one.pos[0] != "名詞" or one.pos[1] == "数詞" or one.end != (run[0].start if run else read[at].start):
            break
        run.insert(0, one)
    return run


def _is_coined(word: Word) -> bool:
    return bool(_COINED.fullmatch(word.surface)) and word.surface not in _NOT_A_COMPANY
