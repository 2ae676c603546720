"""What may be said of many people's practice. Five people are enough, four are not, and nothing can be subtracted."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.checklist import CHECKLISTS
from coach.domain.labels import Flag, Move, Orientation, Scene, Tag, Time
from coach.domain.practised import Practised, Rehearsed, missed, published

MAY = "2026-05"
ONE = Rehearsed("a", Scene.APPRAISAL, MAY, frozenset({"feelings"}))


def group(people: int, *, scene: Scene = Scene.APPRAISAL, month: str = MAY, **each: object) -> list[Rehearsed]:
    return [replace(ONE, owner=f"person-{n}", scene=scene, month=month, **each) for n in range(people)]


def shown(rehearsed: list[Rehearsed]) -> tuple[Practised, ...]:
    return published(rehearsed, this_month="2026-06")


def test_four_people_are_too_few_however_often_they_practise() -> None:
    assert shown(group(4) * 50) == ()


def test_five_people_are_enough() -> None:
    [cell] = shown(group(5))
    assert (cell.scene, cell.month, cell.people, cell.rehearsals) == (Scene.APPRAISAL, MAY, 5, 5)


def test_each_scene_and_month_needs_five_of_its_own() -> None:
    spread = group(4) + group(4, scene=Scene.DELEGATION) + group(4, month="2026-04")
    assert shown(spread) == ()
    assert [one.scene for one in shown(spread + group(5, scene=Scene.ONE_ON_ONE))] == [Scene.ONE_ON_ONE]


def test_the_month_under_way_is_left_out_because_it_could_be_watched_growing() -> None:
    assert published(group(9), this_month=MAY) == ()


def test_figures_are_in_fives_and_shares_never_say_all_or_none() -> None:
    [cell] = shown(group(8) + group(1) * 6)  # 8 people, 14 rehearsals
    assert (cell.people, cell.rehearsals) == (5, 15)
    tenths = {one.id: one.tenths for one in cell.missed}
    assert tenths["feelings"] == 9  # everybody missed it
    assert tenths["facts"] == 1  # nobody did
    assert cell.missed[0].id == "feelings"  # the most missed comes first


def test_a_person_who_practises_often_counts_once_in_a_share() -> None:
    # one person missed nothing in 45 rehearsals; four missed it in one each: 4/5 and not 4/49
    often = [replace(ONE, owner="often", missed=frozenset())] * 45
    [cell] = shown(often + group(4))
    assert next(one.tenths for one in cell.missed if one.id == "feelings") == 8


SOME = st.builds(
    Rehearsed,
    owner=st.sampled_from("abcdefgh"),
    scene=st.sampled_from(Scene),
    month=st.sampled_from([MAY, "2026-04", "2026-06"]),
    missed=st.frozensets(st.sampled_from(["feelings", "facts"])),
)


@given(st.lists(SOME, max_size=60))
def test_what_is_published_depends_on_no_cell_below_five_people(rehearsed: list[Rehearsed]) -> None:
    """The guard against subtraction: taking every small cell away changes nothing of what is shown."""
    cells: dict[tuple[str, Scene], set[str]] = {}
    for one in rehearsed:
        cells.setdefault((one.month, one.scene), set()).add(one.owner)
    wide = [one for one in rehearsed if len(cells[one.month, one.scene]) >= 5]
    assert shown(rehearsed) == shown(wide)
    assert all(one.people >= 5 and one.rehearsals >= 5 and one.month != "2026-06" for one in shown(rehearsed))


@given(st.lists(SOME, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_says_nothing(rehearsed: list[Rehearsed], random: object) -> None:
    mixed = list(rehearsed)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert shown(rehearsed) == shown(mixed)


def test_nobody_is_named_in_what_is_published() -> None:
    assert {"owner", "id"}.isdisjoint(one.name for one in fields(Practised))
    assert "person-1" not in repr(shown(group(7)))


def test_missed_points_are_those_of_the_debrief() -> None:
    asks = Tag(Orientation.TRUST, 0.9, Time.PRESENT, moves=(Move.ASK_FEELINGS,))
    blames = Tag(Orientation.CREDIT, 0.9, Time.PAST, flags=(Flag.BLAME,))
    every = {point.id for point in CHECKLISTS[Scene.APPRAISAL]}
    assert missed(Scene.APPRAISAL, [asks]) == every - {"feelings", "unharmed"}
    assert missed(Scene.APPRAISAL, [asks, blames]) == every - {"feelings"}
