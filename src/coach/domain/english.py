"""English questions on Japanese knowledge: the words that managers use, so that the lexical leg can help."""

import re

_GLOSSARY = """
trust trusted trusting trustworthy 信頼|distrust mistrust 不信 信頼|credit credited credibility credible 信用|spiral らせん
boss manager managers supervisor superior leader 上司|subordinate subordinates report reports employee employees member members staff 部下
team teams チーム|delegate delegating delegation entrust assign hand 権限 委譲 任せる|appraisal appraisals 評価 面談|evaluation evaluations evaluate evaluated assessment 評価
interview interviews 面談|meeting meetings ミーティング|1on1 1on1s one-on-one one-on-ones 1on1|progress 進捗|task tasks work タスク 仕事
survey surveys サーベイ|score scores スコア|engagement エンゲージメント|safety safe 安全|psychological 心理|turnover 離職 離職率
gap gaps ずれ|mismatch ずれ|feel feels feeling feelings felt 感情 気持ち|value values 価値観|future 未来 将来|past 過去|fact facts 事実|number numbers figures 数字
expectation expectations expect 期待|message messages メッセージ|feedback フィードバック|phrase phrases say words フレーズ 言葉 伝える|question questions ask 質問 問いかける
growth grow growing 成長 育てる|career キャリア|goal goals target targets objective objectives 目標|result results 結果 成果|failure fail fails failed mistake mistakes 失敗 ミス
support supporting 支援 支える|follow フォロー|promise promises 約束|step steps ステップ|first 先に 最初|move 動く|start starting begin 始める|stop stops stopped 止める 回る
lose lost 失う|regain win restore rebuild repair recover 取り戻す 回復|apologise apologize apology sorry 謝罪|afraid scared fear scary 怖い|low 低い|high 高い
skill skills スキル|experience 経験|performance 実績 業績|quadrant quadrants matrix 象限 マトリクス|axis axes 軸|difference different differ 違い|mean means meaning definition define 意味
difficult hard 難しい|wait waiting 待つ|ready 完全|why reason reasons cause 理由 なぜ|risk risks リスク|share sharing shared 共有|honest honestly frank openly opinion 本音|think thinks really 本音
challenge challenges 挑戦|initiative proactive 主体性|blame blamed 責める|monitor monitored watched watching surveillance 監視|deadline deadlines 期限 締め切り|quality 品質
bonus bonuses ボーナス|system systems 制度|hr 人事|company 会社|business 経営|atmosphere mood 雰囲気|tomorrow today 明日 今日|action actions 行動|behaviour behavior 行動
summary points 要点 まとめ|handbook guide ハンドブック 手引き|scene scenes situation situations 場面|example examples 例|benefit benefits merit advantage 楽 メリット|strict harsh 厳しい|lenient 甘い
salary pay wage raise 給与 昇給|law legal 法律|percent percentage statistics 割合|remote telework home 在宅 テレワーク|day days 日|week 週|month months 月|year years 年|laptop computer pc パソコン
new newcomer hire hires 新人|mentor メンター|daily 日報|appeal 再審査 不服|allowance 手当|leave 休暇|overtime 残業|apply application request 申請|rule rules policy 規程|training 研修|listen listening 傾聴|praise ほめる
office 出社 オフィス|document documents 資料 書類|permission approval approve 許可 承認|prohibited forbidden allowed 禁止 認める|cost costs expense expenses 費用|equipment 機器|report 報告
"""

_WORDS = {
    english: tuple(part for part in entry.split() if not part.isascii() or part == "1on1")
    for line in _GLOSSARY.strip().split("\n")
    for entry in line.split("|")
    for english in entry.split()
    if english.isascii()
}
_ENGLISH = re.compile(r"[a-z0-9][a-z0-9'-]*")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def is_english(text: str) -> bool:
    """Whether a text is in Latin letters, apart from at most a quoted Japanese word or two."""
    letters = re.findall(r"[a-zA-Z]", text)
    return len(letters) > 8 and len(letters) > 2 * len(_JAPANESE.findall(text))


_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "and",
        "or",
        "but",
        "if",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "do",
        "does",
        "did",
        "can",
        "could",
        "should",
        "would",
        "will",
        "may",
        "might",
        "must",
        "i",
        "me",
        "my",
        "we",
        "our",
        "you",
        "your",
        "he",
        "she",
        "it",
        "its",
        "they",
        "them",
        "their",
        "this",
        "that",
        "these",
        "those",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "how",
        "why",
        "when",
        "where",
        "there",
        "have",
        "has",
        "had",
        "not",
        "no",
        "only",
        "just",
        "even",
        "still",
        "than",
        "then",
        "so",
        "as",
        "about",
        "into",
        "from",
        "up",
        "out",
        "over",
        "any",
        "some",
        "more",
        "most",
        "much",
        "many",
        "please",
        "tell",
        "give",
        "me",
        "someone",
        "something",
        "things",
        "thing",
        "way",
        "make",
        "get",
        "take",
        "use",
        "let",
        "people",
        "person",
        "one",
        "two",
        "three",
        "four",
        "five",
    ]
)


def content_words(text: str) -> list[str]:
    """The English words that carry meaning, each once."""
    return list(dict.fromkeys(word for word in _ENGLISH.findall(text.lower()) if word.partition("'")[0] not in _STOP))


def gloss_of(word: str) -> tuple[str, ...]:
    """The Japanese words for one English word; none when it is not known."""
    return _WORDS.get(word.partition("'")[0], ())


def gloss(text: str) -> str:
    """The Japanese words for the English ones that are known, in order; empty for none."""
    found = [word for english in _ENGLISH.findall(text.lower()) for word in _WORDS.get(english, ())]
    return " ".join(dict.fromkeys([*found, *re.findall(r"[ぁ-んァ-ヶ一-龠]+", text)]))
