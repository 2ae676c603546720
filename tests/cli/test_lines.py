"""Lines come in groups, and nobody waits for a line that has not come."""

import queue

from coach.cli.session import _arrived


def test_every_line_comes_once_and_in_order():
    lines = [(number, {"id": number}) for number in range(1, 400)]
    groups = list(_arrived(iter(lines)))
    assert lines == [line for group in groups for line in group]


def test_the_first_line_is_answered_before_the_second_has_come():
    coming = queue.SimpleQueue()
    coming.put((1, {"id": 1}))
    groups = _arrived(iter(coming.get, None))
    assert [(1, {"id": 1})] == next(groups)
    coming.put((2, {"id": 2}))
    assert [(2, {"id": 2})] == next(groups)
    coming.put(None)
    assert [] == list(groups)
