import io
import subprocess
import sys

from pypdf import PdfReader
from tests.ui.fakes import QUOTE, FakeCoach

from coach.settings import load
from coach.ui import export_pdf
from coach.ui.shared import USER


def looked_back(*says):
    here = FakeCoach(load())
    begun = here.practice.begin("appraisal-high-low", acting=USER)
    for words in says:
        here.practice.turn(begun.id, words, acting=USER)
    ended = here.practice.end(begun.id, acting=USER)
    return ended, here.debriefing.debrief(ended)


def read(data):
    reader = PdfReader(io.BytesIO(data))
    text = "".join(page.extract_text() for page in reader.pages)
    return reader, "".join(text.split())  # lines break anywhere in Japanese


def test_the_pdf_holds_summary_remarks_points_figures_and_talk(coach_home):
    practice, found = looked_back("12件の契約、来期も期待しています", "来期の役割に期待しています")
    _, text = read(export_pdf.as_pdf(practice, found))
    for words in (
        found.summary,
        "よかった点",
        "次の一歩",
        QUOTE,
        "○成果や行動を、事実や数字で具体的に伝えた（1回目の発話）",
        "被信頼感の移り変わり",
        "話し方のようす",
        "言い出せずにいたこと",
        "1．あなた（両方）：12件の契約、来期も期待しています",
    ):
        assert "".join(words.split()) in text, words


def test_it_is_a4_and_carries_no_font_file(coach_home):
    data = export_pdf.as_pdf(*looked_back("12件でした"))
    reader, _ = read(data)
    # A4 is 210 x 297 mm, 72 points an inch of 25.4 mm: 595 x 842
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}
    names = [str(one["/BaseFont"]) for page in reader.pages for one in page["/Resources"]["/Font"].values()]
    assert any("HeiseiKakuGo-W5" in name for name in names)
    assert any("HeiseiMin-W3" in name for name in names)
    assert b"/FontFile" not in data


def test_the_same_look_back_gives_the_same_bytes(coach_home):
    practice, found = looked_back("12件でした")
    assert export_pdf.as_pdf(practice, found) == export_pdf.as_pdf(practice, found)


def test_markup_and_strange_characters_stop_nothing_and_stay_text(coach_home):
    practice, found = looked_back("責任は<b>x</b> & <para>😀𠮷野さん", "来期\tに期待しています。" * 40)
    _, text = read(export_pdf.as_pdf(practice, found))
    assert "<b>x</b>&<para>〓〓野さん" in text


def test_a_talk_without_a_turn_can_be_printed(coach_home):
    practice, found = looked_back()
    reader, _ = read(export_pdf.as_pdf(practice, found))
    assert len(reader.pages) >= 1


def test_utterances_of_the_longest_kind_run_on_over_the_pages(coach_home):
    practice, found = looked_back(*["12件の契約を期待しています。" * 130] * 2)
    reader, _ = read(export_pdf.as_pdf(practice, found))
    assert len(reader.pages) >= 3


def test_the_curve_has_a_dot_for_each_value():
    drawn = export_pdf.curve((0.3, 0.36, 0.28)).contents
    assert sum(type(one).__name__ == "Circle" for one in drawn) == 3


def test_the_curve_of_one_value_is_drawn():
    assert export_pdf.curve((1.0,)).contents


def test_what_the_fonts_lack_is_shown_as_missing():
    assert export_pdf.plain("a😀\ud800\x00b\ufe0f　c\n") == "a〓〓b　c\n"


def test_the_page_does_not_load_the_pdf_library():
    code = "import sys, coach.ui.app; print(any(name.split('.')[0] == 'reportlab' for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "False"
