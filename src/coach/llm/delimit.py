"""What people wrote, between marks that their text cannot forge."""

from collections.abc import Sequence

from coach.domain.passage import Passage
from coach.domain.transcript import Turn
from coach.llm.orders import without_orders

_ANGLES = str.maketrans({"<": "＜", ">": "＞"})
"""Inside a mark there is no angle bracket left that could close it or open another."""


def data(kind: str, text: str, **attributes: str) -> str:
    """`text` as data of that kind."""
    shown = "".join(f' {name}="{value.translate(_ANGLES)}"' for name, value in attributes.items())
    return f"<{kind}{shown}>\n{text.translate(_ANGLES)}\n</{kind}>"


def numbered(passages: Sequence[Passage]) -> str:
    """Passages with the numbers by which they are quoted, less what in them speaks to a model."""
    shown = (
        data("資料", without_orders(passage.text), 番号=str(number), 見出し=passage.section_name.replace('"', ""))
        for number, passage in enumerate(passages, 1)
    )
    return "\n".join(shown) or "（なし）"


def talk(before: Sequence[Turn], *, turns: int) -> str:
    """The last turns of a conversation."""
    lines = [data("発話", turn.say) + "\n" + data("部下の返事", turn.reply) for turn in before[-turns:]]
    return "\n".join(lines) or "（なし）"
