"""One's own rehearsals over time, from hand-made tags."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from coach.domain.checklist import CHECKLISTS
from coach.domain.felt_trust import step
from coach.domain.labels import Move, Orientation, Scene, Tag, Time
from coach.domain.note import Note
from coach.domain.progress import days, looked_back_on, points, rose, session
from coach.domain.transcript import Practice, Turn
from coach.domain.weakest import MOMENT
from coach.services.debriefing import DebriefingService
from coach.settings import shipped
from coach.storage.scenarios import read

SCENARIO = read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
FACT = Tag(Orientation.CREDIT, 0.9, Time.PAST, moves=(Move.RECOGNISE_RESULT,))
HOPE = Tag(Orientation.TRUST, 0.9, Time.FUTURE, moves=(Move.EXPECT_FUTURE,))


def practice(*tags, when=NOON, ended=True, name="p"):
    made = Practice(name, "me", SCENARIO, when)
    for number, tag in enumerate(tags, 1):
        felt = step(made.felt(), tag, SCENARIO)
        made = made.with_turn(
            Turn(str(number), made.head, number, "。", tag, felt.value, felt.stage, "はい。", Note("", None))
        )
    return made.ended(when + timedelta(minutes=10)) if ended else made


class NoQuote:
    def quote(self, topic):
        return None


def test_a_session_says_what_its_debrief_says():
    made = practice(FACT, HOPE)
    found, told = DebriefingService(NoQuote()).debrief(made), session(made)
    assert (found.felt_trust[0], found.felt_trust[-1]) == (told.began, told.ended)
    met = {point.id for point, item in zip(CHECKLISTS[Scene.APPRAISAL], found.checklist, strict=True) if item.met}
    assert met == told.met


def test_only_sessions_that_were_ended_and_held_a_word_are_looked_back_on():
    told = [session(one) for one in (practice(FACT), practice(), practice(FACT, ended=False))]
    assert told[:1] == looked_back_on(told)


def test_a_moment_that_was_said_again_is_no_rehearsal():
    made = practice(FACT)
    told = session(replace(made, scenario=replace(made.scenario, id=MOMENT)))
    assert told.moment
    assert [] == looked_back_on([told])
    assert not any(one.count for one in days([told], today=date(2026, 11, 18), zone=UTC, weeks=1))


def test_the_last_sessions_of_a_scene_come_oldest_first():
    told = [session(practice(FACT, when=NOON - timedelta(days=n), name=str(n))) for n in range(5)]
    other = replace(told[0], scene=Scene.DELEGATION)
    assert ["2", "1", "0"] == [
        one.practice_id for one in looked_back_on([*told, other], scene=Scene.APPRAISAL, limit=3)
    ]


def test_a_point_is_new_when_only_the_last_session_met_it():
    told = looked_back_on([session(practice(FACT, when=NOON - timedelta(days=1))), session(practice(FACT, HOPE))])
    by_text = {one.text: one for one in points(told, Scene.APPRAISAL)}
    facts, hope = (by_text[CHECKLISTS[Scene.APPRAISAL][n].text] for n in (0, 1))
    assert ((True, True), False) == (facts.met, facts.newly)
    assert ((False, True), True) == (hope.met, hope.newly)


def test_days_are_those_of_the_readers_clock_and_end_today():
    late = session(practice(FACT, when=datetime(2026, 11, 17, 23, tzinfo=UTC)))  # the 18th in Tokyo
    found = days([late], today=date(2026, 11, 18), zone=timezone(timedelta(hours=9)), weeks=2)
    # two weeks from Monday the 9th; the second one ends on Wednesday
    assert (date(2026, 11, 9), date(2026, 11, 18), 10) == (found[0].day, found[-1].day, len(found))
    assert [date(2026, 11, 18)] == [one.day for one in found if one.count]


@pytest.mark.parametrize(("gain", "told"), [(0.2, True), (0.01, False), (-0.1, False)])
def test_a_rise_is_named_only_where_it_is_felt(gain, told):
    first = session(practice(FACT))
    second = replace(first, ended=first.ended + gain)
    assert told is rose([first, second])
    assert not rose([second])
