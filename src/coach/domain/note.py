"""What the coach says about one turn."""

from dataclasses import dataclass

from coach.domain.passage import Citation


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on one utterance.

    `text` says what the utterance did and, where useful, one thing to try; `rephrase` is the manager's own sentence
    with the missing half added, or None. A note on anything but a neutral utterance cites. `advice` names the rule
    behind it, so that the same advice is not given twice in a session.
    """

    text: str
    rephrase: str | None = None
    citations: tuple[Citation, ...] = ()
    advice: str | None = None
