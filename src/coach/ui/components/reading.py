"""How an utterance was read: the orientation, what decided it, and anything that may have hurt, in kind words."""

import streamlit as st

from coach.domain.labels import Basis, Flag, Tag, Time
from coach.domain.words import BASIS, TIME
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.wording import block, safe

_KINDLY = {
    Flag.BLAME: "理由を問い詰められたように聞こえたかもしれません。",
    Flag.SURVEILLANCE: "細かく見張られていると受け取られたかもしれません。",
    Flag.CONDITIONAL_TRUST: "「結果を出さないと信頼してもらえない」と受け取られたかもしれません。",
    Flag.DUMPING: "範囲や支援が見えず、丸投げだと受け取られたかもしれません。",
    Flag.PERSONAL_ATTACK: "行動ではなく、人柄を責められたように聞こえたかもしれません。",
}


def chips(tag: Tag) -> str:
    """The orientation; both readings when it is not clear.

    Where something hurt, only that: an orientation in its colour would look like praise.
    """
    if tag.flags:
        return chip.row(chip.kind(_("気にかけたい言葉"), "care"))
    if tag.alternative is None:
        return chip.row(chip.orientation(tag.label))
    return chip.row(
        chip.orientation(tag.label),
        f'<span class="small muted">{safe(_("または"))}</span>',
        chip.orientation(tag.alternative),
    )


def unsure(tag: Tag) -> None:
    """Say so when there are two readings."""
    if tag.alternative is not None:
        text = _("判断が分かれる発話です。どちらの読み方もできます。")
        st.html(block(f'<div class="box neutral small">{safe(text)}</div>'))


def flags(tag: Tag) -> None:
    """What may have hurt."""
    for flag in tag.flags:
        sign = safe(_("気にかけたい点"))
        st.html(block(f'<div class="box care"><b>{sign}</b>　{safe(_(_KINDLY[flag]))}</div>'))


def why(tag: Tag) -> None:
    """The words that decided, and the two axes."""
    cues = "".join(f"<dt>「{safe(cue.text)}」</dt><dd>{safe(_(cue.meaning))}</dd>" for cue in tag.cues)
    axes = []
    if tag.time is not Time.NONE:
        axes.append(chip.plain(_("時間：{time}").format(time=_(TIME[tag.time]))))
    if tag.basis is not Basis.NONE:
        axes.append(chip.plain(_("根拠：{basis}").format(basis=_(BASIS[tag.basis]))))
    if not cues and not axes:
        return
    legend = _("実線の下線は信用（事実・数字）、点線は信頼（未来・気持ち）にかかわる部分です。")
    with st.expander(_("判断の手がかり")):
        st.html(
            block(
                chip.row(*axes), f'<dl style="margin:.5rem 0">{cues}</dl>', f'<p class="small muted">{safe(legend)}</p>'
            )
        )
