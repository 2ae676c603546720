"""Can we rely on it today? A verdict for each aspect, with value, interval, threshold, and what it means."""

import streamlit as st

from coach.bootstrap import Coach
from coach.evaluation.catalogue import ASPECTS, MEASURES
from coach.evaluation.service import Finding
from coach.ui.components import chip
from coach.ui.language import _
from coach.ui.shared import USER
from coach.ui.wording import block, date, safe


def show(coach: Coach) -> None:
    """A sentence for all, a card for each."""
    findings = coach.evaluation.findings(acting=USER)
    st.subheader(_("今、頼ってよいか"), anchor=False)
    st.markdown(summary(findings))
    columns = st.columns(min(3, len(findings)))
    for index, finding in enumerate(findings):
        with columns[index % len(columns)], st.container(border=True, key=f"card-{finding.aspect}"):
            st.html(_card(finding))
            measure = MEASURES[ASPECTS[finding.aspect].main]
            with st.popover(_("この値について"), type="tertiary", key=f"about-{finding.aspect}"):
                st.markdown(f"{measure.title}：{measure.meaning}")
                st.caption(_("この値では見えないこと：{blind}").format(blind=measure.blind))


def summary(findings: list[Finding]) -> str:
    """The whole in one sentence."""
    names: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for one in findings:
        names[one.check.passed if one.check else None].append(ASPECTS[one.aspect].title)
    parts = []
    if names[False]:
        parts.append(_("「{names}」が基準に届いていません。").format(names="」「".join(names[False])))
    if names[None]:
        parts.append(_("「{names}」はまだ測っていません。").format(names="」「".join(names[None])))
    if names[True]:
        parts.append(_("「{names}」は基準を満たしています。").format(names="」「".join(names[True])))
    return "".join(parts)


def verdict(finding: Finding) -> tuple[str, str]:
    """The verdict in words and its kind: a value that may lie under the threshold by chance is said to be so."""
    check = finding.check
    if check is None or check.value is None:
        return _("まだ測っていません"), "neutral"
    if not check.passed:
        return _("基準に届いていません"), "care"
    if check.low is not None and check.low < check.threshold:
        return _("基準を満たしています（件数が少なく、下回る可能性もあります）"), "good"
    return _("基準を満たしています"), "good"


def _card(finding: Finding) -> str:
    info = ASPECTS[finding.aspect]
    words, kind = verdict(finding)
    value = "―" if finding.figure is None or finding.figure.value is None else f"{finding.figure.value:.2f}"
    facts = []
    if finding.figure is not None and finding.figure.low is not None and finding.figure.high is not None:
        spread = _("95%区間 {low}〜{high}").format(low=f"{finding.figure.low:.2f}", high=f"{finding.figure.high:.2f}")
        facts.append(f'<span title="{safe(_HELP_INTERVAL)}">{safe(spread)}</span>')
        facts.append(safe(_("{count}件").format(count=finding.figure.scored)))
    if finding.threshold is not None:
        facts.append(safe(_("基準 {threshold}以上").format(threshold=f"{finding.threshold:.2f}")))
    when = safe(_("{date} の評価").format(date=date(finding.run.started_at))) if finding.run else ""
    return block(
        f'<div class="title">{safe(_(info.title))}</div>',
        f'<div class="figure">{value}</div>',
        chip.row(chip.kind(words, kind)),
        f'<p class="small">{"　".join(facts)}</p>',
        f'<p class="small">{safe(_(info.sentence))}</p>',
        f'<p class="small muted">{when}</p>',
    )


_HELP_INTERVAL = "問題の選び方が変わったとき、値がこの範囲に収まる見込みが95%あることを表します。"
