"""A session beside one's own earlier ones of its scene, in words and figures, for the page and for files. Pure."""

from coach.domain.comparison import Comparison, Sitting
from coach.domain.labels import Scene
from coach.domain.words import SCENE
from coach.ui.language import _
from coach.ui.wording import signed


def title(scene: Scene) -> str:
    """The heading."""
    return _("前回までのこの場面（{scene}）").format(scene=_(SCENE[scene]))


def in_words(found: Comparison) -> str:
    """What went better than the last time; where nothing did, something kind to go on with."""
    better = []
    if found.felt_more:
        better.append(_("被信頼感の伸びが大きくなりました。"))
    if found.met_more:
        better.append(_("大切な点に触れた数が増えました。"))
    if found.more_even:
        better.append(_("信用と信頼の釣り合いがよくなりました。"))
    if better:
        return _("前回とくらべて、") + "".join(better)
    return _("前回と大きな違いはありません。「次の一歩」を一つだけ意識して、もう一度試してみましょう。")


def heads() -> tuple[str, str, str]:
    """What `cells` tells."""
    return _("被信頼感"), _("触れた点"), _("信用と信頼の回数")


def cells(one: Sitting) -> tuple[str, str, str]:
    """Felt trust, points and balance of a session, as they are written."""
    return (
        _("{began:.2f} → {ended:.2f}（{gain}）").format(began=one.began, ended=one.ended, gain=signed(one.gain)),
        _("{met}／{points}").format(met=one.met, points=one.points),
        _("信用 {credit}・信頼 {trust}").format(credit=one.credit, trust=one.trust),
    )
