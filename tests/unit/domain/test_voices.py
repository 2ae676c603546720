import pytest

from coach.domain.voices import likely_manager, voices
from coach.domain.written import written


def spoken(text):
    return written(text).speeches


@pytest.mark.parametrize(
    "text",
    [
        "佐藤：お時間をいただき、ありがとうございます。\n田中：今期を振り返って、どうでしたか。\n佐藤：なんとか間に合いました。\n田中：よく頑張ってくれましたね。",
        "佐藤：課長、ご相談があります。\n田中：はい。\n佐藤：人手が足りません。",
        "佐藤：進め方を教えてください。\n田中課長：一緒に考えましょう。",
        "Speaker 1：失礼します。\n田中：次は新しい店を任せたいと思っています。\nSpeaker 1：承知しました。",
    ],
)
def test_who_asks_values_and_leads_is_taken_for_the_manager(text):
    assert likely_manager(spoken(text)).startswith("田中")


def test_where_nothing_tells_the_first_to_speak_is_chosen():
    assert "佐藤" == likely_manager(spoken("佐藤：うん。\n田中：うん。"))


def test_each_voice_has_its_figures():
    one, other = voices(spoken("田中：どうですか。\n佐藤：順調です。はい。はい。\n田中：何かありますか。"))
    assert ("田中", 2, 2) == (one.name, one.speeches, one.questions)
    assert ("佐藤", 1, 0) == (other.name, other.speeches, other.questions)
    assert 1.0 == pytest.approx(one.share + other.share)
