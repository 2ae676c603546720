"""Can we rely on it today? A verdict for each aspect: the figure in a sentence, its range, what is asked, what is amiss."""

import streamlit as st

from coach.bootstrap import Coach
from coach.domain.run import Run
from coach.evaluation.cases import full
from coach.evaluation.catalogue import ASPECTS, MEASURES, better, title
from coach.evaluation.gate import Check
from coach.evaluation.service import Finding
from coach.evaluation.words import extent, percent, reading
from coach.ui import clock
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, safe

_ROW = 3


def show(coach: Coach) -> None:
    """A sentence for all, a card for each."""
    findings = coach.evaluation.findings(acting=USER)
    st.subheader(_("今、頼ってよいか"), anchor=False)
    st.html(block(f'<p class="lead"><b>{safe(headline(findings))}</b></p>', f"<p>{safe(summary(findings))}</p>"))
    for words in outdated(coach, findings):
        st.warning(words)
    for begin in range(0, len(findings), _ROW):
        columns = st.columns(_ROW)
        for column, finding in zip(columns, findings[begin : begin + _ROW], strict=False):
            with column, st.container(border=True, key=f"card-{finding.aspect}", height="stretch"):
                _card(finding)


def headline(findings: list[Finding]) -> str:
    """The answer in a few words."""
    passed = [one.passed for one in findings]
    if all(one is None for one in passed):
        return _("まだ測っていないため、判断できません。")
    if False in passed:
        return _("頼れる点と、注意が必要な点があります。") if True in passed else _("まだ頼れる水準に届いていません。")
    if any(one.unsure for one in findings):
        return _("まだ言い切れません（件数が少ないため）。")
    if all(one.shipped for one in findings):
        return _("出荷時の測定では、基準を満たしています。")
    if None in passed:
        return _("測った範囲では、基準を満たしています。")
    return _("用意した問題では、すべての観点で基準を満たしています。")


def summary(findings: list[Finding]) -> str:
    """The aspects by verdict, and what the figures are not."""
    names: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for one in findings:
        if not one.unsure:
            names[one.passed].append(_(ASPECTS[one.aspect].title))
    unsure = [_(ASPECTS[one.aspect].title) for one in findings if one.unsure]
    parts = []
    if any(one.shipped for one in findings):
        parts.append(
            _(
                "「出荷時の測定」は、このコーチを出荷するときに、付属の問題の全体で測った値です。"
                "ご自分の環境で評価を実行すると、その結果に替わります。"
            )
        )
    if names[False]:
        parts.append(_("「{names}」に、基準に届いていない項目があります。").format(names=_("」「").join(names[False])))
    if names[None]:
        parts.append(_("「{names}」はまだ測っていません。").format(names=_("」「").join(names[None])))
    if unsure:
        parts.append(_("「{names}」は、件数が少ないため、まだ言い切れません。").format(names=_("」「").join(unsure)))
    if names[True] and (names[False] or names[None] or unsure):
        parts.append(_("「{names}」は基準を満たしています。").format(names=_("」「").join(names[True])))
    if names[True] or names[False] or unsure:
        parts.append(_("用意した問題での成績であり、一つひとつの回答の正しさを保証するものではありません。"))
    return "".join(parts)


def outdated(coach: Coach, findings: list[Finding]) -> list[str]:
    """Why the figures may not speak of today's coach."""
    words = {
        "engine": _("回答に使うエンジンが、評価したときと違います。"),
        "knowledge": _("評価した後に、登録されている資料が変わっています。"),
        "tagger": _("評価した後に、タグ付けの仕組みが新しくなっています。"),
        "coach": _("評価した後に、コーチの版が新しくなっています。"),
    }
    own = any(one.run and not one.shipped for one in findings)
    runs = {(one.run.id, one.run.dataset): one.run for one in findings if one.run and not (own and one.shipped)}
    changed = {name for run in runs.values() for name in coach.evaluation.changed_since(run)}
    found = [said for name, said in words.items() if name in changed]
    return [*found[:-1], found[-1] + _("もう一度評価すると、今の状態が分かります。")] if found else []


def verdict(finding: Finding) -> tuple[str, str]:
    """The verdict in a word or two, and its kind."""
    if finding.passed is None:
        return _("まだ測っていません"), "neutral"
    if finding.unsure:
        return _("まだ言い切れません（件数が少ないため）"), "neutral"
    return (_("基準を満たしています"), "good") if finding.passed else (_("基準に届いていません"), "care")


def remarks(finding: Finding) -> list[str]:
    """What has to be said beside the verdict: what falls short, what chance may have done, what was left out."""
    found = [_short_of(one) for one in finding.failed]
    main = finding.check
    if main and main.passed and main.low is not None and main.low < main.threshold and not finding.unsure:
        found.append(_("件数が少ないため、実際は基準を下回る可能性もあります。"))
    if finding.run and not full(finding.run):
        found.append(_("一部だけを測った結果です（{extent}）。").format(extent=_(extent(finding.run))))
    return found


def _short_of(check: Check) -> str:
    value, threshold = percent(check.value or 0.0), percent(check.threshold)
    if value == threshold:
        value = f"{check.value or 0.0:.1%}"
    words = (
        _("「{name}」が{value}で、基準（{threshold}以上）に届いていません。")
        if better(check.metric) > 0
        else _("「{name}」が{value}で、基準（{threshold}以下）を超えています。")
    )
    return words.format(name=_(title(check.metric)), value=value, threshold=threshold)


def _card(finding: Finding) -> None:
    info, figure = ASPECTS[finding.aspect], finding.figure
    words, kind = verdict(finding)
    value = None if figure is None else figure.value
    said = _(info.sentence) if value is None else _(reading(info.main, value))
    marks = "".join(f'<p class="small">{safe(one)}</p>' for one in remarks(finding))
    when = safe(measured(finding))
    st.html(
        block(
            f'<div class="title">{safe(_(info.title))}</div>',
            f'<div class="figure">{"―" if value is None else percent(value)}</div>',
            chip.row(chip.kind(words, kind)),
            f"<p>{safe(said)}</p>",
            f'<p class="small">{facts(finding)}</p>',
            marks,
            f'<p class="small muted">{when}</p>',
        )
    )
    with st.container(horizontal=True, gap="small"):
        if finding.run is not None and value is not None and not finding.shipped:
            st.button(
                _("値の低いものから見る"),
                key=f"worst-{finding.aspect}",
                type="tertiary",
                on_click=_to_samples,
                args=(finding.run, info.main),
            )
        with st.popover(_("この値について"), type="tertiary", key=f"about-{finding.aspect}"):
            _about(finding)


def measured(finding: Finding) -> str:
    """When the figure was taken, and with which version where it came with the coach; empty without one."""
    if finding.run is None:
        return ""
    date = clock.local(finding.run.started_at)
    if not finding.shipped:
        return _("{date} の評価").format(date=date)
    return _("出荷時の測定（{date}、版 {version}）").format(
        date=date, version=finding.run.provenance.get("version.coach", "")
    )


def facts(finding: Finding) -> str:
    """Range, number and threshold, as HTML."""
    figure, found = finding.figure, []
    if figure is not None and figure.low is not None and figure.high is not None:
        spread = _("誤差の範囲 {low}〜{high}").format(low=percent(figure.low), high=percent(figure.high))
        found.append(f'<span title="{safe(_(_HELP_INTERVAL))}">{safe(spread)}</span>')
        found.append(safe(_("{count}件").format(count=figure.scored)))
    if finding.threshold is not None:
        found.append(safe(_("基準 {threshold}以上").format(threshold=percent(finding.threshold))))
    return "　".join(found)


def _about(finding: Finding) -> None:
    info = ASPECTS[finding.aspect]
    measure = MEASURES[info.main]
    st.markdown(_(info.sentence))
    st.markdown(f"**{_(measure.title)}**{_('：')}{_(measure.meaning)}")
    st.caption(_("この値では見えないこと：{blind}").format(blind=_(measure.blind)))
    st.caption(_("誤差の範囲：{help}").format(help=_(_HELP_INTERVAL)))
    known = finding.run.provenance if finding.run else {}
    untuned, agreement = known.get(f"untuned.{info.main}"), known.get(f"agreement.{info.main}")
    if untuned:
        st.caption(_("開発中の調整に使っていない問題だけでは、{value}です。").format(value=percent(float(untuned))))
    if agreement:
        st.caption(
            _(
                "人の判断との一致：{share}（50%は偶然、100%は完全な一致）。くわしくは「指標の確かさ」にあります。"
            ).format(share=percent(float(agreement)))
        )


def _to_samples(run: Run, metric: str) -> None:
    st.session_state.update({"eval-view": "samples", "eval-run": run.id, "eval-measure": metric, "eval-topic": ""})


_HELP_INTERVAL = "問題の選び方が変わっても、値がこの範囲に収まる見込みが95%あることを表します（95%区間）。"
