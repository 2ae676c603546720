from tests.ui import screen
from tests.ui.fakes import QUOTE


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
