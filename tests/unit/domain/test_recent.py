from coach.domain.recent import Recent


def test_what_was_made_is_not_made_again():
    made = []
    recent = Recent(lambda text: made.append(text) or text.upper(), 2)
    assert ["A", "A"] == [recent("a"), recent("a")]
    assert ["a"] == made


def test_the_oldest_goes_first():
    made = []
    recent = Recent(lambda text: made.append(text) or text, 2)
    for text in ("a", "b", "a", "c", "a", "b"):
        recent(text)
    assert ["a", "b", "c", "b"] == made


def test_what_was_put_in_is_not_made():
    recent = Recent(lambda text: "made", 2)
    recent.put([("a", "known")])
    assert ("known", "made") == (recent("a"), recent("b"))
