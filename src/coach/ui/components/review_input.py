"""A real conversation on its way in: pasted, as a file, or the example."""

from datetime import date

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.conversation import manager_by_role, read
from coach.domain.errors import BadInput
from coach.domain.labels import Scene
from coach.domain.scenes import likely_scene
from coach.domain.words import SCENE
from coach.ui import clock, pending, uploads
from coach.ui.components import review_reading
from coach.ui.language import _
from coach.ui.wording import literal

_HEIGHT = 260
_ANY = "any"
"""The words of the conversation shall tell which scene it is."""
_EXAMPLE = """上司: 高橋さん、今日は時間を取ってくれてありがとう。最近の仕事はどうですか。
部下: なんとかやっています。ただ、新しい受発注システムの切り替えで、少し手が回っていません。
上司: 先月の納品ミスは2件でしたね。どうして確認しなかったんですか。
部下: すみません。確認の時間が取れなくて…。
上司: そうか、時間が足りなかったんですね。気づくのが遅くなってすみません。
部下: いえ。正直に言うと、一人で抱えている感じはあります。
上司: 話してくれてありがとう。分担は私のほうで課内に相談しておきます。
部下: 助かります。手順書は来週金曜までに直しておきます。
上司: 受注の件数は前の月より15％増えているのに、期限を守れていたのは高橋さんの工夫のおかげです。
部下: ありがとうございます。
上司: 来期は、切り替えの進め方を高橋さんに任せたいと思っています。困ったら一緒に考えましょう。
部下: はい、やってみたいです。
上司: では、月末までに次の分担案を作ります。来月の1on1でまた話しましょう。
部下: わかりました。よろしくお願いします。"""


def show(coach: Coach) -> None:
    """The fields, and the example one click away."""
    with st.form("review-form"):
        pasted = st.text_area(
            _("会話の記録を貼り付ける"),
            height=_HEIGHT,
            key="review-text",
            placeholder=_(
                "田中：今期を振り返って、いかがでしたか。\n佐藤：やりきれた部分と、心残りの部分があります。\n（「上司: 」「部下: 」でも、ZoomやTeamsの字幕をそのまま貼り付けてもかまいません）"
            ),
        )
        file = st.file_uploader(_("またはファイルを選ぶ（.txt .vtt .docx、5 MBまで）"), key="review-file")
        left, right = st.columns(2, gap="medium")
        with left:
            scene = st.selectbox(_("場面"), [_ANY, *Scene], key="review-scene", format_func=_scene)
        with right:
            held_on = st.date_input(_("会話をした日"), clock.today(), key="review-day")
        sent = st.form_submit_button(_("ふりかえる"), type="primary", icon=":material/history_edu:")
    tried = st.button(_("例の会話で試す"), key="review-example", icon=":material/lightbulb:")
    st.caption(
        _(
            "人の名前・社名・連絡先は、このコンピューターの中で伏せてから、表示・保存します。読み取りもすべてここで行い、外部のAIサービスには送りません。"
        )
    )
    if tried or _wished():
        _take_in(coach, _EXAMPLE, scene=Scene.ONE_ON_ONE, held_on=clock.today())
    elif sent:
        _sent(coach, pasted, file, scene=None if scene == _ANY else Scene(scene), held_on=held_on or clock.today())


def _wished() -> bool:
    """Whether a link asked for the example; once, so that the way back does not ask again."""
    return st.query_params.pop("example", None) is not None


def _sent(coach: Coach, pasted: str, file: uploads.Upload | None, *, scene: Scene | None, held_on: date) -> None:
    try:
        _take_in(coach, pasted if file is None else _text(file), scene=scene, held_on=held_on)
    except BadInput as error:
        st.warning(literal(_(str(error))), icon=":material/info:")


def _text(file: uploads.Upload) -> str:
    from coach.storage.conversations import read_text

    with uploads.on_disk([file]) as [path]:
        return read_text(path)


def _take_in(coach: Coach, text: str, *, scene: Scene | None, held_on: date) -> None:
    """Straight on where the labels say who the manager is; else the reader is asked."""
    found = read(text)
    waiting = pending.Pending(found, scene or likely_scene(found.speeches), held_on)
    manager = manager_by_role(waiting.found)
    if manager is not None:
        review_reading.show(coach, waiting, manager)
    pending.keep(waiting)
    st.rerun()


def _scene(scene: str) -> str:
    return _("会話から判断") if scene == _ANY else _(SCENE[Scene(scene)])
