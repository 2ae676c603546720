"""What is kept of a person, by kind: to take along, and to delete."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """A kind of record."""

    PRACTICES = "practices"
    QUESTIONS = "questions"
    REVIEWS = "reviews"
    PREPARATIONS = "preparations"
    COMMITMENTS = "commitments"
    DISPUTES = "disputes"


Counts = Mapping[Kind, int]
"""How many there are of each kind, in the order of `Kind`; kinds of which there are none are left out."""
