from streamlit.testing.v1 import AppTest
from tests.ui import screen
from tests.ui.fakes import PASSAGE, QUOTE

from coach.settings import shipped
from coach.ui.shared import USER


def opened(app):
    app.run()
    return app.button(key="to-ask").click().run()


def test_an_answer_carries_numbered_citations_that_open_the_passage(app):
    opened(app)
    app.chat_input(key="question").set_value("信頼とは何ですか").run()
    shown = screen.text(app)
    assert f'{QUOTE}<sup class="n">[1]</sup>' in shown
    assert f"<mark>{QUOTE}</mark>" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>太字" not in shown


def test_an_example_asks_itself(app):
    opened(app)
    app.button(key=screen.keys(app, "example-")[0]).click().run()
    assert "信頼は未来への期待です。" in screen.text(app)


def test_the_example_on_the_first_page_asks_itself_once(app):
    app.run()
    app.button(key="to-example").click().run()
    app.run()
    assert screen.text(app).count('<div class="said">1on1が進捗確認だけになってしまいます') == 1


def test_a_refusal_suggests_questions_that_can_be_clicked(app):
    opened(app)
    app.chat_input(key="question").set_value("明日の天気は").run()
    assert "見つかりませんでした" in screen.text(app)
    app.button(key="suggestion-0-0").click().run()
    assert QUOTE in screen.text(app)


def test_earlier_answers_stay_on_the_page(app):
    opened(app)
    for question in ("信頼とは", "信頼の例は"):
        app.chat_input(key="question").set_value(question).run()
    shown = screen.text(app)
    assert '<div class="said">信頼とは</div>' in shown
    assert '<div class="said">信頼の例は</div>' in shown
    assert not app.exception


def test_markup_in_a_question_stays_text(app):
    opened(app)
    app.chat_input(key="question").set_value("<script>alert(1)</script>信頼").run()
    assert not any("<script>alert" in one.body for one in app.html)


def ask(app, *questions):
    for question in questions:
        app.chat_input(key="question").set_value(question).run()
    return app


def test_a_conversation_survives_the_browser_and_the_server(app, coach):
    ask(opened(app), "信頼とは何ですか")
    [talk] = coach.questions.talks(acting=USER)
    assert talk.id in app.query_params["talk"]
    elsewhere = AppTest.from_file(str(shipped("app.py")), default_timeout=20).run()
    screen.visit(elsewhere, "ask", talk=talk.id)
    assert f'{QUOTE}<sup class="n">[1]</sup>' in screen.text(elsewhere)


def test_a_follow_up_says_which_question_it_was_understood_as(app, coach):
    ask(opened(app), "信頼とは何ですか", "具体例は？")
    assert "「信頼の具体例を教えてください」について答えます。" in screen.text(app)
    assert [2] == [talk.count for talk in coach.questions.talks(acting=USER)]


def test_a_question_of_its_own_is_not_said_to_be_understood_otherwise(app):
    ask(opened(app), "信頼とは何ですか", "1on1で信頼を育てるには何を話せばよいですか")
    assert "について答えます" not in screen.text(app)


def test_going_deeper_is_one_click(app):
    ask(opened(app), "信頼とは何ですか")
    app.button(key="further-0").click().run()
    assert "信用は過去の事実に基づきます。" in screen.text(app)
    assert not app.exception


def test_whether_it_helped_is_kept_and_can_be_taken_back(app, coach):
    ask(opened(app), "信頼とは何ですか")
    for told, kept in (("yes", True), ("no", False), (None, None)):
        app.get("button_group")[0].set_value(told).run()
        assert kept is coach.questions.asked(acting=USER)[0].helpful


def test_the_answer_can_be_copied_with_its_source(app):
    ask(opened(app), "信頼とは何ですか")
    [copied] = [one.value for one in app.code]
    assert "質問：信頼とは何ですか" in copied
    assert QUOTE in copied
    assert "出典：handbook.ja.md「第1章 信用と信頼 › 二つの軸」" in copied


def test_a_conversation_can_be_deleted(app, coach):
    ask(opened(app), "信頼とは何ですか")
    [talk] = coach.questions.talks(acting=USER)
    app.button(key=f"delete-talk-{talk.id}").click().run()
    assert not coach.questions.talks(acting=USER)
    assert "talk" not in app.query_params
    assert not app.exception


def test_a_new_topic_begins_a_new_conversation(app, coach):
    ask(opened(app), "信頼とは何ですか")
    app.button(key="new-talk").click().run()
    ask(app, "信頼の例は何ですか")
    assert [1, 1] == [talk.count for talk in coach.questions.talks(acting=USER)]


def test_an_address_of_nobodys_conversation_explains_itself(app):
    screen.visit(app.run(), "ask", talk="unknown")
    assert "見つかりません" in screen.text(app)
    assert screen.keys(app, "example-")


def test_another_persons_conversation_is_not_shown(app, coach):
    other = coach.conversing.ask("信頼とは何ですか", acting="hanako")
    screen.visit(app.run(), "ask", talk=other.conversation)
    assert QUOTE not in screen.text(app)
    ask(app, "信頼の例は何ですか")
    assert 1 == len(coach.questions.conversation(other.conversation, acting="hanako"))


def test_a_citation_leads_to_its_passage_in_the_document_and_back(app, coach):
    ask(opened(app), "信頼とは何ですか")
    [talk] = coach.questions.talks(acting=USER)
    [link] = app.get("page_link")
    assert "passage=p1" in link.proto.query_string
    start = PASSAGE.text.index(QUOTE)
    coach.knowledge.passages = lambda document=None: [PASSAGE]
    place = f"{start}-{start + len(QUOTE)}"
    screen.visit(app, "sources", document="handbook.ja.md", passage="p1", at=place, talk=talk.id)
    assert f"<mark>{QUOTE}</mark>" in screen.text(app)
    app.button(key="back-to-answer").click().run()
    assert talk.id in app.query_params["talk"]
