"""Small labels: shape, name and colour together."""

from coach.domain.labels import Orientation
from coach.domain.words import ORIENTATION
from coach.ui.design import SHAPE
from coach.ui.language import _
from coach.ui.wording import safe


def orientation(label: Orientation) -> str:
    """An orientation."""
    return (
        f'<span class="chip {label}"><span aria-hidden="true">{SHAPE[label]}</span>{safe(_(ORIENTATION[label]))}</span>'
    )


def plain(text: str) -> str:
    """Any short fact."""
    return f'<span class="chip plain">{safe(text)}</span>'


def kind(text: str, name: str) -> str:
    """A short fact in one of the design's kinds (`good`, `care`)."""
    return f'<span class="chip {name}">{safe(text)}</span>'


def row(*chips: str) -> str:
    """Chips side by side."""
    return f'<div class="row">{"".join(chips)}</div>'
