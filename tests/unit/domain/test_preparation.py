from coach.domain.labels import Flag, Orientation, Tag, Time
from coach.domain.preparation import (
    AVOIDED,
    FACTS,
    KEPT,
    LONGEST_KEPT,
    Avoided,
    Draft,
    Offer,
    OfferedReaction,
    Speech,
    called,
    chosen,
)


def read(text: str) -> Tag:
    """Trust where 信 stands, credit elsewhere; 責 blames."""
    label = Orientation.TRUST if "信" in text else Orientation.CREDIT
    return Tag(label, 0.9, Time.PAST, flags=(Flag.BLAME,) if "責" in text else ())


def draft(facts=(), messages=(), reactions=(), avoided=(), kept=()):
    return Draft(Speech.POLITE, tuple(facts), tuple(messages), tuple(reactions), tuple(avoided), (), kept=tuple(kept))


def test_the_first_wording_that_reads_right_is_taken_and_an_offer_without_one_falls_out():
    facts = [Offer(("責める12件", "12件でした"), "12件"), Offer(("信じる3件",), "3件")]
    sheet = chosen(draft(facts, [Offer(("12件", "責めて信じる", "信じます"))]), read)
    assert [line.text for line in sheet.facts] == ["12件でした"]
    assert [line.text for line in sheet.messages] == ["信じます"]
    assert sheet.kept == ("3件",)


def test_a_page_holds_no_more_than_fits_and_keeps_the_rest_as_typed():
    facts = [Offer((f"{number}件でした",), f"{number}件" + "あ" * 100) for number in range(40)]
    sheet = chosen(draft(facts), read)
    assert len(sheet.facts) == FACTS
    assert len(sheet.kept) == KEPT
    assert all(len(one) == LONGEST_KEPT for one in sheet.kept)


def test_a_reaction_whose_reply_does_not_hold_trust_is_left_out():
    reactions = [OfferedReaction("黙る", "…", Offer((reply,)), "待つ") for reply in ("12件", "信じます")]
    assert [one.reply for one in chosen(draft(reactions=reactions), read).reactions] == ["信じます"]


def test_a_sentence_to_avoid_must_show_its_harm_and_each_harm_stands_once():
    avoided = [
        Avoided("12件", Flag.BLAME, "なし"),
        Avoided("責める", Flag.BLAME, "一つ目", "信じます"),
        Avoided("もっと責める", Flag.BLAME, "二つ目"),
        Avoided("責める", Flag.DUMPING, "違う"),
    ]
    [one] = chosen(draft(avoided=avoided), read).avoided
    assert (one.why, one.instead) == ("一つ目", "信じます")
    assert AVOIDED == 3


def test_what_is_said_instead_must_hold_trust():
    [one] = chosen(draft(avoided=[Avoided("責める", Flag.BLAME, "", "12件")]), read).avoided
    assert one.instead == ""


def test_a_name_gets_a_form_of_address_unless_it_has_one():
    assert [called(name) for name in ("佐藤", "佐藤さん", "山田くん", "田中課長", "  ", "")] == [
        "佐藤さん",
        "佐藤さん",
        "山田くん",
        "田中課長",
        "",
        "",
    ]
