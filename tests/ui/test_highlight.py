import html
import re

from hypothesis import given
from hypothesis import strategies as some

from coach.domain.labels import Cue, Orientation, Segment, Tag, Time
from coach.domain.passage import Citation
from coach.ui.highlight import marked, numbered, quoted


def tag(*segments: Segment, cues: tuple[Cue, ...] = ()) -> Tag:
    return Tag(Orientation.BOTH, 0.9, Time.FUTURE, segments=segments, cues=cues)


def test_parts_are_underlined_in_their_kind_and_cues_are_shaded_inside_them():
    text = "12件。期待します"
    found = marked(
        text,
        tag(
            Segment(0, 4, Orientation.CREDIT),
            Segment(4, 9, Orientation.TRUST),
            cues=(Cue(4, 6, "期待", "未来"),),
        ),
    )
    assert '<span class="part credit">12件。</span>' in found
    assert (
        '<span class="part trust"><mark title="未来">期待</mark></span><span class="part trust">します</span>' in found
    )


def test_neutral_parts_stay_plain():
    assert marked("では次に", tag(Segment(0, 4, Orientation.NEUTRAL))) == '<div class="marked">では次に</div>'


def test_what_a_manager_types_never_becomes_html():
    text = '<script>alert("x")</script>'
    cues = (Cue(0, 8, "<script>", '"><img src=x onerror=alert(1)>'),)
    found = marked(text, tag(Segment(0, len(text), Orientation.TRUST), cues=cues))
    assert "<script" not in found
    assert "<img" not in found


@given(
    text=some.text(max_size=30),
    spans=some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)), max_size=4),
)
def test_no_offset_however_odd_loses_a_letter(text, spans):
    segments = [Segment(min(one), max(one), Orientation.CREDIT) for one in spans]
    cues = tuple(Cue(min(one), max(one), "", "") for one in spans[:1])
    found = marked(text, tag(*segments, cues=cues))
    bare = re.sub(r"<[^>]*>", "", found)
    assert text == html.unescape(bare)


def test_the_quote_is_highlighted_in_its_passage():
    assert quoted("前。引用。後", "引用。") == '<div class="passage">前。<mark>引用。</mark>後</div>'


def test_a_quote_that_is_gone_leaves_the_passage_plain():
    assert "<mark>" not in quoted("前。後", "引用。")
    assert quoted("前。後", "") == '<div class="passage">前。後</div>'


def test_a_quote_is_found_without_the_lead_that_the_answer_leaves_out():
    assert "要点です。<sup" in numbered("要点です。", [Citation("p", "d", "s", "結論： 要点です。")])


def test_each_quoting_sentence_is_followed_by_its_number():
    citations = [
        Citation("p", "d", "s", "一つ目。"),
        Citation("p", "d", "s", "二つ目。"),
        Citation("p", "d", "s", "ない。"),
    ]
    found = numbered("一つ目。間。二つ目。", citations)
    assert found == '<div class="said">一つ目。<sup class="n">[1]</sup>間。二つ目。<sup class="n">[2]</sup></div>'


def test_a_number_never_stands_inside_a_quotation():
    found = numbered(
        "「自分で決めてください。心細くなったら」と伝えます。次。", [Citation("p", "d", "s", "自分で決めてください。")]
    )
    assert "心細くなったら」<sup" in found
    assert "い。<sup" not in found


def test_a_quotation_that_never_closes_has_its_number_at_the_end_of_the_line():
    found = numbered("「一つ。二つ\n三つ", [Citation("p", "d", "s", "一つ。")])
    assert '二つ<sup class="n">[1]</sup>\n三つ' in found
