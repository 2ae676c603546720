"""Which questions lean on the turn before, and what they mean alone."""

import pytest

from coach.domain.follow_up import Wish, understand

BEFORE = "信用と信頼はどう違いますか？"
BEFORE_ENGLISH = "How do credit and trust differ?"

LEANING = (
    "それは1on1でも同じですか",
    "もう少し詳しく",
    "具体例は？",
    "なぜですか",
    "部下が嫌がったら？",
    "もっと詳しく教えてください",
    "続きは？",
    "ほかにはありますか",
    "それについて詳しく説明してください",
    "たとえば？",
    "例を教えてください",
    "どんな例がありますか？",
    "理由は？",
    "それはなぜでしょうか",
    "どうして？",
    "1on1では？",
    "評価面談の場合は？",
    "若手なら？",
    "注意点は？",
    "メリットは何ですか",
    "どうすればいいですか？",
    "何から始めればよいですか",
    "いつ伝えればいいですか？",
    "部下に断られたときは？",
    "うまくいかなかったらどうすればよいですか",
    "その効果は？",
    "そうしないとどうなりますか",
    "この場合、誰が先に動くべきですか",
    "部下にそれを言うと嫌がられませんか",
    "では、1on1ではどうですか？",
    "ありがとうございます。もう少し教えてください",
    "リモートでも使えますか？",
    "信頼は？",
    "権限委譲との違いは？",
    "それだけですか？",
    "本当ですか？",
    "どう伝えればいいですか？",
    "具体的には？",
    "それを部下に伝えるには？",
    "詳しく",
    "もう少し具体的に教えて",
    "そういう部下にはどう接すればいいですか",
    "どちらが大事ですか",
    "前者の例は？",
    "何と言えばいいですか？",
    "1on1でも同じですか？",
    "例文はありますか",
    "どんな言葉がいいですか？",
    "タイミングは？",
    "部下が黙ってしまったら？",
    "相手が年上でも大丈夫ですか",
    "年上の部下にも使えますか？",
    "信用は？",
    "なんで？",
    "そのとき気をつけることは？",
    "これを言ってもいいですか",
    "もっと知りたいです",
    "詳細を教えてください",
    "逆効果になることはありますか？",
    "NG例は？",
    "断られたらどうすればよいですか",
    "言いすぎるとどうなりますか？",
    "具体的にはどう言えばいいですか？",
    "続けてください",
    "もうちょっと詳しくお願いします",
    "他の例は？",
    "ほかの方法は？",
    "そうする理由を教えてください",
    "それで効果はありますか",
    "その根拠は？",
    "この言い方は新人にも使えますか",
    "若手の場合は？",
    "それでもだめなら？",
    "どのくらい待てばいいですか？",
    "どうすれば回りますか？",
    "どうすれば回せますか",
    "止まる原因は？",
    "誰が先に動くべきですか？",
    "何ステップありますか？",
    "効果は？",
    "それが止まるのはどんなときですか",
)
ALONE = (
    "評価面談で、信頼のメッセージはどう伝えればよいですか？",
    "1on1が進捗確認だけになってしまいます。どうすればよいですか？",
    "信用が低い部下を、信頼してもよいのでしょうか？",
    "一度失った信頼は、どう取り戻せますか？",
    "仕事を任せるとき、丸投げにならないためには？",
    "信頼のらせんとは何ですか",
    "被信頼感とは？",
    "信頼のらせんについて詳しく教えてください",
    "信頼のメッセージの具体例を教えてください",
    "なぜ上司が先に信頼を示すべきなのですか",
    "1on1では何を話せばよいですか？",
    "部下が失敗したとき、その原因をどう聞けばよいですか？",
    "これから1on1を始めるのですが、最初に何を聞けばよいですか",
    "このアプリは何ができますか",
    "部下が本音を話してくれないときはどうすればよいですか",
    "サーベイのスコアが低いときは？",
    "権限委譲で丸投げを防ぐには？",
    "信頼の例は？",
    "ミスした部下への声のかけ方は？",
    "年上の部下に仕事を任せるときの注意点は何ですか",
    "評価が下がった社員への伝え方を教えてください",
    "明日の天気は？",
    "では、信用とは何ですか？",
    "ありがとうございます。次に、権限委譲の進め方を教えてください",
    "部下から信頼されるにはどうすればよいですか",
    "それぞれの部下に合わせて信頼を示すにはどうすればよいですか",
    "給与はいつ振り込まれますか",
    "1on1の頻度はどのくらいがよいですか",
    "在宅勤務の申請はどこにすればよいですか",
    "信用ミーティングとは何ですか",
    "部下に弱みを見せてもよいですか",
    "会社の経費精算の方法は？",
    "上司と部下のどちらが先に動くべきですか？",
    "条件つきの信頼はなぜいけないのですか",
    "目標を達成できなかった部下にどう声をかければよいですか",
    "結果が出ていない部下に権限を委譲してもよいですか",
    "部下が泣いてしまったらどうすればよいですか",
    "新人の育成で大切なことは何ですか",
    "心理的安全性とは何ですか",
    "評価に納得しない部下への対応は？",
    "信頼を伝えるフレーズを教えてください",
    "叱るときに気をつけることは何ですか",
    "本音を引き出す質問を教えてください",
    "遅刻が多い部下に何と言えばよいですか",
    "サーベイのスコアを上げるには？",
    "報酬制度で信頼は測れますか",
    "リーダーに必要な信頼とは？",
    "信用ミーティングになっていないか確かめる方法は？",
    "マイクロマネジメントをやめるには？",
    "有給休暇は何日ありますか",
    "期待を伝えると負担になりませんか",
    "プロジェクトを任せる範囲はどう決めればいいですか",
    "部下に謝るときの言い方は？",
    "信用が高く信頼が低い部下の特徴は？",
    "四象限のマトリクスを説明してください",
    "成果主義の会社でも信頼は必要ですか",
    "離職を防ぐために上司ができることは？",
    "人事ができる支援は何ですか",
    "キャリアの話はいつすればいいですか",
    "メンバーに弱みを見せるメリットは何ですか",
    "部下が失敗したときの言葉は？",
    "結果を出した部下をどうほめればよいですか",
    "忙しくて1on1ができないときは？",
    "どうすれば部下に信頼していると伝わりますか",
    "なぜ信頼が経営課題なのですか",
    "目標設定の面談で信頼を伝えるにはどうすればいいですか",
    "何を任せれば部下は成長しますか",
)
LEANING_ENGLISH = (
    "Can you tell me more?",
    "more details",
    "Why?",
    "Why is that?",
    "for example?",
    "Any examples?",
    "Can you give me an example?",
    "Is it the same in one-on-ones?",
    "Does that also apply to appraisals?",
    "What about one-on-ones?",
    "What if they refuse?",
    "And in an appraisal?",
    "What does that mean?",
    "How do I do that?",
    "How often?",
    "Could you elaborate?",
    "Go on",
    "Anything else?",
    "Is that really true?",
    "Such as?",
    "What about appraisals?",
    "So why?",
    "Could you give me a concrete example?",
    "Does it work with new employees?",
    "What else?",
)
ALONE_ENGLISH = (
    "What is the trust spiral?",
    "Is it possible to trust a member with low credit?",
    "Can you give me an example of a trust message?",
    "How can I tell a subordinate that I trust them?",
    "Why should the manager move first?",
    "What should I ask in a one-on-one that is only about progress?",
    "How do I win back trust that I lost?",
    "What is delegation?",
    "Is it OK to show weakness to my team?",
    "How does the handbook define credit?",
    "Tell me more about the trust spiral",
    "What happens when the boss watches people too closely?",
    "What should managers do tomorrow?",
    "How do I delegate without dumping work?",
    "When does the spiral stop?",
    "Who should move first, the manager or the subordinate?",
    "How often should one-on-ones take place?",
)


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_leans_is_read_with_the_one_before(question):
    meant = understand(question, BEFORE)
    assert meant.leans
    assert "信用" in meant.question or "信頼" in meant.question


@pytest.mark.parametrize("question", LEANING_ENGLISH)
def test_an_english_question_that_leans_is_read_with_the_one_before(question):
    meant = understand(question, BEFORE_ENGLISH)
    assert meant.leans
    assert "credit and trust" in meant.question


@pytest.mark.parametrize("before", [BEFORE, "評価面談で、信頼のメッセージはどう伝えればよいですか？", BEFORE_ENGLISH])
@pytest.mark.parametrize("question", [*ALONE, *ALONE_ENGLISH])
def test_a_question_that_can_be_read_alone_takes_nothing_from_the_one_before(question, before):
    assert question == understand(question, before).question
    assert not understand(question, before).leans


@pytest.mark.parametrize("question", [*LEANING, *LEANING_ENGLISH])
def test_a_first_question_leans_on_nothing(question):
    assert question == understand(question, None).question


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (BEFORE, "それは1on1でも同じですか", "信用と信頼の違いは、1on1でも同じですか"),
        (BEFORE, "もう少し詳しく", BEFORE),
        (BEFORE, "具体例は？", "信用と信頼の違いの具体例を教えてください"),
        (BEFORE, "なぜですか", "信用と信頼の違いについて、なぜそういえるのですか"),
        (BEFORE, "部下が嫌がったら？", "信用と信頼の違いについて、部下が嫌がったらどうすればよいですか"),
        ("信頼のらせんとは何ですか", "その効果は？", "信頼のらせんの効果は何ですか"),
        ("信用とは何ですか", "信頼は？", "信頼とは何ですか"),
        (
            "評価面談で、信頼のメッセージはどう伝えればよいですか？",
            "1on1では？",
            "1on1で、信頼のメッセージはどう伝えればよいですか？",
        ),
        (
            "1on1が進捗確認だけになってしまいます。どうすればよいですか？",
            "具体例は？",
            "「1on1が進捗確認だけになってしまいます」という状況の具体例を教えてください",
        ),
        (
            "上司と部下のどちらが先に動くべきですか？",
            "なぜですか",
            "「上司と部下のどちらが先に動くべきですか」について、なぜそういえるのですか",
        ),
        (BEFORE_ENGLISH, "Why?", "Why is that so: “How do credit and trust differ”"),
        ("What is the trust spiral?", "Any examples?", "What are examples of trust spiral"),
    ],
)
def test_what_a_follow_up_means_alone(before, question, meant):
    assert meant == understand(question, before).question


def test_follow_ups_of_follow_ups_keep_the_topic_and_do_not_grow():
    meant = BEFORE
    for question in (
        "それは1on1でも同じですか",
        "具体例は？",
        "なぜですか",
        "部下が嫌がったら？",
        "具体例は？",
        "なぜですか",
    ):
        meant = understand(question, meant).question
    assert meant == "1on1での信用と信頼の違いについて、なぜそういえるのですか"


@pytest.mark.parametrize(
    ("question", "wish"),
    [
        ("もう少し詳しく", Wish.MORE),
        ("例えば？", Wish.EXAMPLE),
        ("理由は？", Wish.REASON),
        ("若手なら？", Wish.FURTHER),
        ("信頼のらせんについて詳しく教えてください", Wish.NOTHING),
    ],
)
def test_what_a_question_wants_of_the_turn_before(question, wish):
    assert wish is understand(question, BEFORE).wish
