"""The design system: colours, type, spacing, and the style sheet made of them. Nothing else names a colour."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import reduce
from typing import Literal

from coach.domain.labels import Orientation
from coach.ui.language import _

Mode = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode. `x_on` is the ground on which the ink `x` stands."""

    ground: str
    surface: str
    raised: str
    ink: str
    muted: str
    line: str
    primary: str
    on_primary: str
    credit: str
    credit_on: str
    trust: str
    trust_on: str
    both: str
    both_on: str
    neutral: str
    neutral_on: str
    good: str
    good_on: str
    care: str
    care_on: str


PALETTES: Mapping[Mode, Palette] = {
    "light": Palette(
        ground="#FAF7F2",
        surface="#FFFFFF",
        raised="#F1ECE4",
        ink="#2A2724",
        muted="#635C54",
        line="#DDD5C9",
        primary="#1B6B66",
        on_primary="#FFFFFF",
        credit="#24548F",
        credit_on="#E4EDF8",
        trust="#9A4420",
        trust_on="#FBE9DF",
        both="#6B3F86",
        both_on="#F1E7F6",
        neutral="#57514A",
        neutral_on="#ECE7DF",
        good="#2D6A3E",
        good_on="#E3F1E5",
        care="#7D5200",
        care_on="#FCF0D5",
    ),
    "dark": Palette(
        ground="#1B1A18",
        surface="#242220",
        raised="#2E2B28",
        ink="#F0EBE3",
        muted="#B9B1A6",
        line="#443F39",
        primary="#66C2B9",
        on_primary="#0F211F",
        credit="#9CC4F5",
        credit_on="#1F3148",
        trust="#F3B08F",
        trust_on="#43291D",
        both="#D5B2E8",
        both_on="#382843",
        neutral="#C6BEB3",
        neutral_on="#35312D",
        good="#9AD3A6",
        good_on="#20361F",
        care="#F0CB77",
        care_on="#3F3213",
    ),
}

SHAPE = {Orientation.CREDIT: "■", Orientation.TRUST: "●", Orientation.BOTH: "◐", Orientation.NEUTRAL: "○"}
"""Beside its colour and its name an orientation has a shape, so that nothing rests on colour alone."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def sheet(mode: Mode | None = None) -> str:
    """The style sheet, ready for `st.html`. Popovers live outside the app's frame and are told the mode here."""
    light, dark = PALETTES["light"], PALETTES["dark"]
    names = [field.name for field in fields(Palette)]
    variables = "".join(
        f"--{name.replace('_', '-')}:light-dark({getattr(light, name)},{getattr(dark, name)});" for name in names
    )
    scheme = f"color-scheme:{mode};" if mode else ""
    kinds = "".join(
        f".{label}{{--kind:var(--{label});--kind-on:var(--{label}-on);}}" for label in (*SHAPE, "good", "care")
    )
    words = {"{choose}": _("ファイルを選ぶ"), "{drop}": _("ここにファイルを置くこともできます"), "{colon}": _("：")}
    rules = reduce(lambda text, one: text.replace(*one), words.items(), _RULES)
    return f"<style>:root{{{scheme}{variables}}}{kinds}{rules}</style>"


_RULES = """
/* Japanese breaks between phrases where the browser knows how, and never inside a word of another script */
.stApp { line-break: strict; overflow-wrap: anywhere; }
.stApp h1, .stApp h2, .stApp h3, .stApp p, .stApp li, .stApp button, .stApp .c { word-break: auto-phrase; }
.stApp p, .stApp li { line-height: 1.75; }
.stMainBlockContainer { max-width: 1180px; padding: 4.5rem 2rem 3rem; }
.stApp h1 { font-size: 1.75rem; padding: 0 0 .6rem; letter-spacing: .01em; }
.stApp h2 { font-size: 1.3rem; padding: .25rem 0 .4rem; }
.stApp h3 { font-size: 1.05rem; padding: .1rem 0 .5rem; }
.stApp :focus-visible:not(textarea):not(input) { outline: 3px solid var(--primary); outline-offset: 2px; }
[data-testid="stChatInput"]:focus-within > div, [data-testid="stTextInputRootElement"]:focus-within, [data-testid="stTextAreaRootElement"]:focus-within,
[data-testid="stNumberInputContainer"]:focus-within, [data-testid="stDateInputField"]:focus-within,
[data-testid="stSelectbox"] div:has(> input:focus-visible), [data-testid="stCheckbox"] label:has(input:focus-visible) {
  outline: 2px solid var(--primary); outline-offset: 1px; }
.stApp ::placeholder { color: var(--muted) !important; opacity: 1; }
.stApp button[kind^="primary"]:enabled, .stApp button[kind^="primary"]:enabled * { color: var(--on-primary); }
.c { font-size: .95rem; line-height: 1.75; color: var(--ink); }
.c p { margin: 0 0 .4rem; }
.c .small { font-size: .85rem; line-height: 1.6; }
.c .muted { color: var(--muted); }
.c .lead { font-size: 1.05rem; }
.stApp [data-testid="stCaptionContainer"], .stApp [data-testid="stCaptionContainer"] * { color: var(--muted); opacity: 1; }
.c .title { font-weight: 700; font-size: 1.02rem; line-height: 1.5; }
.c .row { display: flex; flex-wrap: wrap; gap: .4rem .5rem; align-items: center; }
.c dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 !important; padding: 0 !important; }
.c dt { color: var(--muted); }
.c dd { margin: 0; }
.c ul { margin: 0; padding-left: 1.2rem; }
.chip { display: inline-flex; align-items: center; gap: .35em; padding: .1em .7em; border-radius: .85rem;
  font-size: .82rem; line-height: 1.7; font-weight: 600; max-width: 100%;
  color: var(--kind, var(--muted)); background: var(--kind-on, var(--raised)); }
.chip.plain { font-weight: 500; border: 1px solid var(--line); background: transparent; color: var(--muted); }
.marked { white-space: pre-wrap; }
.marked .part { text-decoration-line: underline; text-decoration-color: var(--kind); text-underline-offset: .3em; }
.marked .part.credit { text-decoration-style: solid; text-decoration-thickness: 2px; }
.marked .part.trust { text-decoration-style: dotted; text-decoration-thickness: 3px; }
.marked mark { color: inherit; background: color-mix(in srgb, var(--kind, var(--neutral)) 18%, transparent); border-radius: 4px; padding: .05em .1em;
  font-weight: 600; text-decoration: inherit; }
.said { white-space: pre-wrap; }
.step { --kind: var(--primary); --kind-on: var(--raised); }
.box { border-left: 4px solid var(--kind, var(--line)); background: var(--kind-on, var(--raised));
  border-radius: 6px; padding: .6rem .9rem; margin: .2rem 0; }
.quote { border-left: 4px solid var(--primary); padding: .3rem 0 .3rem .9rem; margin: .2rem 0; }
.sheet .quote, .sheet .box { margin: .55rem 0; }
.sheet .quote { padding-block: 0; }
.passage { white-space: pre-wrap; line-height: 1.9; }
.passage mark { background: var(--care-on); color: var(--ink); border-bottom: 2px solid var(--care); }
.meter { position: relative; height: .8rem; margin-top: .35rem; border-radius: 999px; background: var(--raised); overflow: hidden;
  border: 1px solid var(--line); }
.meter > span { display: block; height: 100%; background: var(--primary); border-radius: 999px; transition: width .4s; }
.figure { font-size: 1.6rem; font-weight: 700; font-variant-numeric: tabular-nums; line-height: 1.3; }
.strip { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; padding: 0 !important; margin: 0; }
.bar { display: grid; grid-template-columns: 6.2rem 1fr 3.2rem; gap: .6rem; align-items: center; }
.bar > span:first-child { color: var(--kind); font-weight: 600; }
.bar .track { background: var(--raised); border-radius: 6px; height: .75rem; }
.bar .fill { background: var(--kind); border-radius: 6px; height: 100%; }
.check { display: grid; grid-template-columns: 1.4rem 1fr; gap: .3rem; }
.check .tick { font-weight: 700; color: var(--kind); }
/* the field for files speaks English only; its own words give way to ours */
[data-testid="stFileUploaderDropzone"] > span > button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] > span > button p::after { content: "{choose}"; font-size: .875rem; }
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "{drop}"; font-size: .875rem; }
.over-time { display: grid; gap: .35rem; }
.over { display: grid; grid-template-columns: 1fr max-content; gap: .2rem 1rem; align-items: center;
  border-bottom: 1px solid var(--line); padding: .25rem 0; }
.marks { display: inline-flex; gap: .3rem; }
.mark { display: inline-grid; place-items: center; width: 1.7rem; height: 1.7rem; border-radius: 6px; font-weight: 700;
  color: var(--kind); background: var(--kind-on); }
.days { border-collapse: separate; border-spacing: .2rem; width: auto; margin: 0; }
.days th, .days td { border: 0; padding: 0; text-align: center; font-weight: 500; font-size: .8rem; color: var(--muted); }
.days td:first-child { padding-right: .5rem; text-align: right; white-space: nowrap; }
.day { display: inline-grid; place-items: center; width: 1.7rem; height: 1.5rem; border-radius: 6px; background: var(--raised); }
.day.done { background: var(--good-on); color: var(--good); font-weight: 700; }
.wide { overflow-x: auto; }
.wide table { border-collapse: collapse; width: 100%; margin: .2rem 0 .5rem; }
.wide th, .wide td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border: 0;
  border-bottom: 1px solid var(--line); }
.wide th { color: var(--muted); font-weight: 500; font-size: .85rem; white-space: nowrap; }
.wide td + td { white-space: nowrap; }
.wide.prose td:last-child { white-space: normal; }
sup.n { color: var(--primary); font-weight: 700; padding-left: .15em; }
/* the other languages stand in the head of every page */
[data-testid="stToolbar"] { padding-right: 6.5rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-noprint-language) { position: fixed; z-index: 999991; top: .95rem; right: 1.2rem;
  width: auto; }
.st-key-noprint-language button { min-height: 2rem; padding: 0 .5rem; }
[class*="st-key-card-"] { background: var(--surface); border-color: var(--line); }
[class*="st-key-pane-"], [data-testid="stForm"] { background: var(--surface); }
[data-testid="stTabs"] [data-testid="stForm"] { background: transparent; }
[data-testid="stAlertContainer"] { background: var(--raised); color: var(--ink); border-left: 4px solid var(--primary); }
[data-testid="stAlertContainer"]:has([data-testid="stAlertContentWarning"]), [data-testid="stAlertContainer"]:has([data-testid="stAlertContentError"]) {
  background: var(--care-on); border-left-color: var(--care); }
[data-testid="stAlertContainer"]:has([data-testid="stAlertContentSuccess"]) { background: var(--good-on); border-left-color: var(--good); }
[data-testid="stAlertContainer"] * { color: var(--ink); }
[data-testid^="stChatMessageAvatar"] { background: var(--surface); }
[data-testid="stChatMessage"] { padding: .7rem .9rem; gap: .7rem; border: 1px solid var(--line); }
[class*="st-key-said-"] [data-testid="stChatMessage"] { flex-direction: row-reverse; background: var(--surface);
  border-color: var(--primary); }
[class*="st-key-heard-"] [data-testid="stChatMessage"] { background: var(--raised); border-color: transparent; }
[class*="st-key-said-"] { padding-left: 7%; }
[class*="st-key-heard-"] { padding-right: 7%; }
[class*="st-key-turn-tools-"] button { min-height: 1.8rem; padding: 0 .5rem; }
[class*="st-key-turn-tools-"] button * { font-size: .85rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-pane-talk) { flex: none; height: max(22rem, calc(100vh - 14.8rem)); }
[data-testid="stLayoutWrapper"]:has(> .st-key-pane-coach) { flex: none; height: max(26rem, calc(100vh - 10rem)); }
.st-key-pane-talk, .st-key-pane-coach { height: 100% !important; }
.stMainBlockContainer:has(.st-key-pane-talk) { padding-top: 4rem; padding-bottom: 1rem; }
.st-key-narrow { max-width: 860px; margin-inline: auto; }
[data-testid="stLayoutWrapper"]:has(> .st-key-style), [data-testid="stLayoutWrapper"]:has(> .st-key-top),
[data-testid="stLayoutWrapper"]:has(> .st-key-jump) { display: none; }
[data-testid="stPopover"] button * { text-align: left; }
[class*="st-key-recent-"], [data-testid="stLayoutWrapper"]:has(> [class*="st-key-recent-"]) { min-width: min(100%, 17rem); }
[class*="st-key-card-passage-"], [class*="st-key-said-question-"], .st-key-pane-reviewed { scroll-margin-top: 5rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 4rem 1rem 2rem; }
  .stApp h1 { font-size: 1.4rem; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-pane-talk) { height: max(20rem, calc(100vh - 21rem)); }
  [data-testid="stLayoutWrapper"]:has(> .st-key-pane-coach) { height: auto; }
  .c dl { grid-template-columns: 1fr; gap: 0; }
  .c dd { margin-bottom: .4rem; }
  .wide thead { display: none; }
  .wide tr { display: block; border-bottom: 1px solid var(--line); padding: .3rem 0; }
  .wide td, .wide td + td { display: block; border: 0; padding: .1rem 0; white-space: normal; }
  .wide td[data-head]::before { content: attr(data-head) "{colon}"; color: var(--muted); font-size: .85rem; }
  .bar { grid-template-columns: 5.6rem 1fr 2.8rem; }
  .over { grid-template-columns: 1fr; }
  [class*="st-key-recent-"], [data-testid="stLayoutWrapper"]:has(> [class*="st-key-recent-"]) { min-width: 100%; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-pane-real) { flex: none; height: max(20rem, 55vh); }
  .st-key-pane-real { height: 100% !important; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-pane-reviewed), .st-key-pane-reviewed { height: auto !important; }
}
@page { margin: 11mm; }
@media print {
  header, [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stBottom"], [class*="st-key-noprint-"],
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-noprint-"]) { display: none !important; }
  html, body, #root, .stApp, .stMain, [data-testid="stAppViewContainer"] { position: static !important; height: auto !important;
    overflow: visible !important; background: #fff !important; }
  .stMainBlockContainer { max-width: none; padding: 0; }
  .stApp p, .stApp li, .c { line-height: 1.4; font-size: 8pt; }
  .stApp h1 { font-size: 13pt; }
  .c p { margin: 0 0 .15rem; }
  .c .small, .c dl { font-size: 7.5pt; line-height: 1.35; }
  .c .title { font-size: 9pt; }
  .chip { font-size: 7pt; line-height: 1.4; }
  .quote, .box, .c dd { break-inside: avoid; }
  .sheet .source { display: none; }
  .sheet .quote, .sheet .box { margin: .2rem 0; padding-block: 0; }
  .stApp [data-testid="stHorizontalBlock"] { flex-wrap: nowrap; gap: .5rem; }
  .stApp [data-testid="stColumn"] { min-width: 0; }
  .stApp [data-testid="stVerticalBlock"] { gap: .35rem; }
  .stApp [class*="st-key-card-"] { padding: .4rem .6rem; }
}
@media (prefers-reduced-motion: reduce) { .meter > span { transition: none; } }
"""
