import threading

import pytest
from tests.ui.fakes import FakeCoach

from coach.domain.errors import CannotDo
from coach.settings import load
from coach.ui.components import readiness


def test_the_work_is_done_once_however_many_wait(monkeypatch):
    coach, done = FakeCoach(load()), []
    monkeypatch.setattr(coach.bare_knowledge, "ensure", lambda _paths, progress=None: done.append(progress))
    waiting = [threading.Thread(target=readiness._warmth(coach).begin) for _one in range(5)]
    for one in waiting:
        one.start()
    for one in waiting:
        one.join()
    assert readiness._warmth(coach).ready.wait(5)
    assert len(done) == 1


def test_after_a_failure_the_next_visitor_may_try_again(monkeypatch):
    coach = FakeCoach(load())
    monkeypatch.setattr(coach.bare_knowledge, "ensure", _broken)
    with pytest.raises(CannotDo):
        readiness.wait(coach)
    monkeypatch.setattr(coach.bare_knowledge, "ensure", lambda _paths, progress=None: None)
    readiness.wait(coach)
    assert readiness._warmth(coach).ready.is_set()


def _broken(_paths, progress=None):
    raise CannotDo("索引が壊れています。")
