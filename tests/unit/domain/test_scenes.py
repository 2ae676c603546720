import pytest

from coach.domain.labels import Scene
from coach.domain.scenes import likely_scene
from coach.domain.written import Spoken


def conversation(*said):
    return [Spoken("上司" if number % 2 == 0 else "部下", text) for number, text in enumerate(said)]


@pytest.mark.parametrize(
    ("said", "scene"),
    [
        (("評価シートを見ながら話しましょう。", "はい。", "上期の目標に届きましたね。"), Scene.APPRAISAL),
        (("新しい店の準備を任せたいんです。", "私にですか。", "仕入れ先は自分で決めていいですよ。"), Scene.DELEGATION),
        (("最近どうですか。", "少し疲れています。", "話してくれてありがとう。"), Scene.ONE_ON_ONE),
        (("今日の評価面談は来週に延ばします。", "わかりました。", "それで、体調はどう？"), Scene.ONE_ON_ONE),
    ],
)
def test_the_words_of_most_speeches_tell_the_scene(said, scene):
    assert likely_scene(conversation(*said)) is scene


def test_a_draw_between_two_scenes_is_a_1on1():
    talk = conversation(
        "評価面談を始めます。", "はい。", "自己評価はどうですか。", "…", "案件を任せたい。", "え。", "お任せします。"
    )
    assert likely_scene(talk) is Scene.ONE_ON_ONE
