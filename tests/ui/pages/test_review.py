from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui import screen

from coach.domain.labels import Scene
from coach.settings import shipped
from coach.ui.shared import USER

ROLES = "上司：今期は12件でした。来週、相談の時間を取ります。\n部下：ありがとうございます。\n上司：それは責任の問題です。\n部下：すみません。"
NAMES = ROLES.replace("上司", "田中").replace("部下", "佐藤")


@pytest.fixture
def page(app):
    return screen.visit(app.run(), "review")


def hand_over(page, text, held_on=date(2026, 11, 18)):
    page.text_area(key="review-text").set_value(text)
    page.date_input(key="review-day").set_value(held_on)
    return next(one for one in page.button if one.label == "ふりかえる").click().run()


def reviews(coach):
    return [coach.reviews.get(one.id, acting=USER) for one in coach.reviews.recent(acting=USER)]


def shown(page, coach, **address):
    [review] = reviews(coach)
    return screen.visit(page, "review", id=review.id, **address), review


def test_roles_lead_straight_to_the_look_back(page, coach):
    hand_over(page, ROLES)
    [review] = reviews(coach)
    assert not page.exception
    assert review.id == page.query_params["id"]
    assert "11月18日(水)の1on1のふりかえり" == page.title[0].value
    for words in ("いちばん気になる発話", "それは責任の問題です。", "この場面で大切な点", "被信頼感の移り変わり"):
        assert words in screen.text(page)


def test_names_are_asked_about_before_anything_is_read(page, coach):
    hand_over(page, NAMES)
    assert "上司はどなたですか？" == page.title[0].value
    assert ["田中", "佐藤"] == page.radio(key="review-manager").options
    assert [] == reviews(coach)
    page.radio(key="review-manager").set_value("佐藤").run()
    page.button(key="review-confirm").click().run()
    [review] = reviews(coach)
    assert ["ありがとうございます。", "すみません。"] == [turn.say for turn in review.conversation.path()]


def test_one_may_begin_anew(page, coach):
    hand_over(page, NAMES)
    page.button(key="review-again").click().run()
    assert "ふりかえり" == page.title[0].value


def test_the_example_is_one_click_away(page, coach):
    page.button(key="review-example").click().run()
    [review] = reviews(coach)
    assert not page.exception
    assert len(review.promises) >= 3
    assert "高橋" not in screen.text(page)


def test_no_name_reaches_the_page_or_the_database(page, coach):
    hand_over(page, NAMES.replace("ありがとう", "田中さん、山本さんの件もありがとう"))
    page.button(key="review-confirm").click().run()
    [review] = reviews(coach)
    shown(page, coach, view="talk")
    for name in ("田中", "佐藤", "山本"):
        assert name not in screen.text(page)
        assert name not in repr(review)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "会話が空です"),
        ("こんにちは。", "話した人の名前"),
        ("田中：はい。", "一人（田中）"),
        ("田中：は\n" * 80_000, "長すぎます"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_page_stays(page, coach, text, said):
    hand_over(page, text)
    assert said in page.warning[0].value
    assert [] == reviews(coach)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "空です"),
        ("a.txt", bytes(range(256)) * 40, "文字コード"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "パスワード"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(page, name, data, said):
    page.file_uploader(key="review-file").set_value([(name, data, "")])
    next(one for one in page.button if one.label == "ふりかえる").click().run()
    assert said in page.warning[0].value


def test_a_file_from_an_old_windows_machine_is_read(page, coach):
    page.file_uploader(key="review-file").set_value([("talk.txt", ROLES.encode("cp932"), "")])
    next(one for one in page.button if one.label == "ふりかえる").click().run()
    assert 1 == len(reviews(coach))


def test_the_address_alone_shows_the_same_to_another_browser(page, coach):
    hand_over(page, ROLES)
    [review] = reviews(coach)
    before = screen.text(page)
    again = screen.visit(AppTest.from_file(str(shipped("app.py")), default_timeout=20).run(), "review", id=review.id)
    assert before == screen.text(again)


def test_the_talk_shows_tags_replies_and_the_note_of_the_turn_in_the_address(page, coach):
    hand_over(page, ROLES)
    shown(page, coach, view="talk", turn="2")
    text = screen.text(page)
    assert "2回目の発話" in text
    assert "問い詰められたように聞こえたかもしれません" in text
    assert "すみません。" in text
    page.button(key="look-1").click().run()
    assert "1" == page.query_params["turn"]
    assert "1回目の発話" in screen.text(page)


def test_a_long_talk_is_shown_a_few_turns_at_a_time(page, coach):
    hand_over(page, "\n".join(f"上司：{number}件でした。\n部下：はい。" for number in range(35)))
    shown(page, coach, view="talk", turn="33")
    assert [f"look-{number}" for number in range(31, 36)] == screen.keys(page, "look-")


def test_a_turn_that_is_not_there_is_the_nearest_one(page, coach):
    hand_over(page, ROLES)
    for turn in ("99", "0", "x"):
        shown(page, coach, view="talk", turn=turn)
        assert not page.exception


def test_the_moment_can_be_said_again_and_survives_a_reload(page, coach):
    hand_over(page, ROLES)
    page.button(key="rehearse-2").click().run()
    assert "1回目の発話を言い直す" in [one.label for one in page.text_area]
    page.text_area[0].set_value("何に困っていたか、聞かせてください")
    next(one for one in page.button if one.label == "言い直す" and "again-form" in one.key).click().run()
    [practice] = coach.practices.recent(acting=USER)
    assert ["何に困っていたか、聞かせてください"] == [turn.say for turn in practice.path()]
    assert "ありがとうございます。" == practice.scenario.opening
    again = screen.visit(
        AppTest.from_file(str(shipped("app.py")), default_timeout=20).run(), "practice", id=practice.id
    )
    assert "何に困っていたか" in screen.text(again)


def test_a_look_back_is_no_earlier_session_to_compare_with(page, coach):
    hand_over(page, ROLES)
    assert [] == coach.practices.recent(acting=USER)


def test_promises_are_listed_ticked_put_right_added_and_taken_off(page, coach):
    hand_over(page, ROLES)
    shown(page, coach, view="promises")
    assert "相談の時間を取る" in screen.text(page)
    assert "11月23日(月)「来週」" in screen.text(page)
    page.checkbox[0].check().run()
    assert reviews(coach)[0].promises[0].kept
    edited = next(one for one in page.text_input if one.value == "相談の時間を取る")
    edited.set_value("30分の相談の時間を取る")
    next(one for one in page.button if one.label == "保存").click().run()
    assert "30分の相談の時間を取る" == reviews(coach)[0].promises[0].what
    page.text_input(key="promise-what-new").set_value("資料を渡す")
    page.date_input(key="promise-day-new").set_value(date(2026, 12, 1))
    next(one for one in page.button if one.label == "加える").click().run()
    assert ("資料を渡す", date(2026, 12, 1)) == (
        reviews(coach)[0].promises[1].what,
        reviews(coach)[0].promises[1].day,
    )
    page.button(key="remove-promise-0").click().run()
    assert ["資料を渡す"] == [one.what for one in reviews(coach)[0].promises]
    assert "資料を渡す" in page.code[0].value


def test_earlier_ones_are_listed_and_can_be_deleted(page, coach):
    hand_over(page, ROLES)
    screen.visit(page, "review")
    assert "11月18日(水)の1on1" in screen.text(page)
    page.button(key=screen.keys(page, "delete-review-")[0]).click().run()
    assert [] == reviews(coach)
    assert "これまでのふりかえり" not in screen.text(page)


def test_an_unknown_or_another_persons_review_is_one_friendly_box(page, coach):
    hand_over(page, ROLES)
    [review] = reviews(coach)
    from dataclasses import replace

    theirs = replace(review, conversation=replace(review.conversation, id="theirs", owner="somebody else"))
    coach.reviews.add(theirs)
    for name in ("nobody-s", "theirs"):
        screen.visit(page, "review", id=name)
        assert not page.exception
        assert "見つかりません" in page.warning[0].value


def test_markup_in_a_talk_stays_text(page, coach):
    hand_over(page, "上司：<script>alert(1)</script>12件\n部下：<b>はい</b>")
    shown(page, coach, view="talk")
    bodies = [one.body for one in page.html if "alert(1)" in one.body]
    assert bodies
    assert not any("<script>alert" in body or "<b>はい" in body for body in bodies)


def test_the_scene_that_was_chosen_is_kept(page, coach):
    page.text_area(key="review-text").set_value(ROLES)
    page.selectbox(key="review-scene").set_value(Scene.APPRAISAL)
    next(one for one in page.button if one.label == "ふりかえる").click().run()
    assert Scene.APPRAISAL is reviews(coach)[0].scene
