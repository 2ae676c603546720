"""What kind of thing a question wants (a length of time, a sum, a law …), and whether passages hold any such thing.

Near-domain traps are mostly of this kind: the topic is treated, but no figure, no name, no paragraph is given.
"""

import re

_N = r"[0-9０-９一二三四五六七八九十百千数半]+\s*"
_WANTED: tuple[tuple[str, str], ...] = (
    # what the question says                                                  what a passage that answers must hold
    (r"何分|何時間|所要時間|how long", _N + r"(?:分|時間)|最初の|minutes|hours"),
    (
        r"何か月|何ヶ月|何カ月|何ヵ月|何週間|どのくらいの期間|どれくらいの期間",
        _N + r"(?:か月|ヶ月|カ月|週|日|年)|まで",
    ),
    (r"何年", _N + r"年"),
    (r"何日|日数", _N + r"日"),
    (r"何回|頻度|how often|how many times", _N + r"(?:回|度)|毎[日週月年]"),
    (r"何時|時間帯|いつから", _N + r"時"),
    (r"何パーセント|何[%％割]|割合|比率|平均|統計|全国|percent|average|statistic", _N + r"(?:[%％割]|パーセント|分の)"),
    (r"何人|何社|何名|how many people", _N + r"(?:人|社|名)"),
    (r"何点", _N + r"点"),
    (
        r"いくら|何円|金額|時給|月給|年収|初任給|昇給|賃金|給与|給料|salary|how much|wage",
        r"円|手当|昇給|賃金|給与テーブル",
    ),
    (r"手当|補助|allowance", r"手当|補助"),
    (r"予算|費用|料金|日当", r"円|費用|予算"),
    (r"何か月分", r"か月分"),
    (
        r"法律|法的|法令|法上|何法|防止法|違法|(?<!謝)罪|裁判|懲戒|労基|義務が|legal|law",
        r"法律|法令|法的|[^方用]法[にでがの]|懲戒|労災",
    ),
    (
        r"提唱|著者|作者|研究者|論文|考案|考えた(?:人|会社)|作ったのは|名前(?:は|を)|講師は誰|who (?:wrote|invented|created)|author",
        r"氏|教授|博士|著者|提唱",
    ),
    (r"住所|電話番号|連絡先|メールアドレス|address|phone number", r"住所|電話番号|連絡先|窓口"),
    (r"ダウンロード|テンプレ|様式|書式|ひな形|雛形|template|download", r"ダウンロード|テンプレ|様式|書式|ひな形"),
    (
        r"アプリ|ツール|ソフト|excel|エクセル|slack|zoom|どこの会社|software|\bapp\b",
        r"アプリ|ツール|ソフト|Excel|エクセル|システム",
    ),
    (r"研究データ|エビデンス|調査結果|アンケート結果|research|study|studies", r"研究|調査|データ"),
    (r"計算式|計算方法|数式|数値化|テーブル", r"計算|数式|テーブル"),
    (r"日程|スケジュール|予約", r"日程|スケジュール|予約|予定表"),
    (r"書き方", r"書く|書き方|記入"),
    (r"試験|テスト", r"試験|テスト"),
    (r"夫婦|恋人|友人|友達|家族|子ども|子供|親子|彼氏|彼女", r"夫婦|恋人|友人|家族|子ども|親子|育児|看護"),
    (r"顧客|お客様|取引先|客先|営業トーク", r"顧客|お客様|取引先|来客"),
    (r"株(?:価|の|式)|投資|銀行|金庫|ローン|信用取引|信用調査|信用スコア", r"株式|投資|銀行|金庫"),
    (r"データ|尺度|数値", r"データ|尺度|調査|数値"),
    (r"資格|検定|免許|certificate", r"資格|検定|免許"),
)
_PATTERNS = tuple((re.compile(asked), re.compile(held)) for asked, held in _WANTED)


def wanted(question: str, passages: str) -> tuple[int, int]:
    """How many kinds of thing the question wants that the passages hold, and how many that they do not.

    Both texts are expected in the form of `coach.japanese.normalise`.
    """
    asked = [held for pattern, held in _PATTERNS if pattern.search(question)]
    there = sum(bool(held.search(passages)) for held in asked)
    return there, len(asked) - there
