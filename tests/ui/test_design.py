import tomllib
from itertools import product

import pytest

from coach.settings import shipped
from coach.ui.design import PALETTES, SHAPE, contrast, sheet

TEXT = 4.5  # WCAG 2.2 AA, text of normal size
GRAPHIC = 3.0  # WCAG 2.2 AA, what is no text but carries meaning
MARKER = 0.18  # how much of a kind's colour is mixed into the ground of its deciding words
KINDS = ("credit", "trust", "both", "neutral", "good", "care")


def test_contrast_is_wcag_s():
    # black on white is 21 by definition: (1 + 0.05) / (0 + 0.05)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    # #777777 on white is the textbook's 4.48, just too little
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def mixed(ink, ground, share):
    """`ink` laid over `ground`, as color-mix in sRGB does."""
    pairs = [(int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


@pytest.mark.parametrize(("mode", "kind"), list(product(PALETTES, KINDS)))
def test_a_chip_is_readable_on_its_ground_and_on_every_card(mode, kind):
    palette = PALETTES[mode]
    ink = getattr(palette, kind)
    for ground in (getattr(palette, f"{kind}_on"), palette.surface, palette.ground):
        assert contrast(ink, ground) >= TEXT, (mode, kind, ground)


@pytest.mark.parametrize(
    ("mode", "ink", "ground"), list(product(PALETTES, ("ink", "muted", "primary"), ("ground", "surface", "raised")))
)
def test_text_is_readable_on_every_ground(mode, ink, ground):
    palette = PALETTES[mode]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= TEXT


@pytest.mark.parametrize("mode", PALETTES)
def test_primary_buttons_are_readable_and_stand_out(mode):
    palette = PALETTES[mode]
    assert contrast(palette.on_primary, palette.primary) >= TEXT
    assert contrast(palette.primary, palette.ground) >= GRAPHIC


@pytest.mark.parametrize(("mode", "kind"), list(product(PALETTES, KINDS)))
def test_text_is_readable_in_a_box_of_a_kind_and_under_a_marker(mode, kind):
    palette = PALETTES[mode]
    marked = mixed(getattr(palette, kind), palette.surface, MARKER)
    assert f"var(--kind, var(--neutral)) {MARKER:.0%}" in sheet()
    for ground in (getattr(palette, f"{kind}_on"), marked):
        assert contrast(palette.ink, ground) >= TEXT, (mode, kind, ground)
    assert contrast(palette.muted, getattr(palette, f"{kind}_on")) >= TEXT


@pytest.mark.parametrize(("mode", "kind"), list(product(PALETTES, (*KINDS, "primary"))))
def test_bars_meters_underlines_and_rings_stand_out(mode, kind):
    palette = PALETTES[mode]
    for ground in (palette.raised, palette.surface, palette.ground):
        assert contrast(getattr(palette, kind), ground) >= GRAPHIC, (mode, kind, ground)


def test_every_orientation_has_a_shape_of_its_own():
    assert len(set(SHAPE.values())) == len(SHAPE)


@pytest.mark.parametrize("mode", PALETTES)
def test_streamlit_s_theme_repeats_the_palette(mode):
    theme = tomllib.loads(shipped(".streamlit").joinpath("config.toml").read_text("utf-8"))["theme"][mode]
    palette = PALETTES[mode]
    expected = {
        "primaryColor": palette.primary,
        "backgroundColor": palette.ground,
        "secondaryBackgroundColor": palette.raised,
        "textColor": palette.ink,
        "linkColor": palette.primary,
        "borderColor": palette.line,
    }
    assert expected == theme


def test_the_sheet_names_both_modes_colours():
    assert f"--credit:light-dark({PALETTES['light'].credit},{PALETTES['dark'].credit})" in sheet()
