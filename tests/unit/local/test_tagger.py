import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.errors import CannotDo
from coach.domain.labels import Basis, Flag, Move, Orientation, Time
from coach.local.second_reader import SecondReader
from coach.local.tagger import UNSURE, LocalTagger
from coach.retrieval.embedding import LocalEmbedder

CREDIT, TRUST, BOTH, NEUTRAL = Orientation.CREDIT, Orientation.TRUST, Orientation.BOTH, Orientation.NEUTRAL

EVERYDAY = [
    ("おはようございます、今日もいい天気ですね。", NEUTRAL),
    ("明日の15時に会議室でお願いします。", NEUTRAL),
    ("それでは、評価面談を始めます。", NEUTRAL),
    ("わかりました。", NEUTRAL),
    ("来月から勤怠システムが新しくなります。", NEUTRAL),
    ("例の資料、できた？", CREDIT),
    ("今期の売上は目標の95%でした。", CREDIT),
    ("納期を守ってくれてありがとう。", CREDIT),
    ("金曜日までに企画書を提出してください。", CREDIT),
    ("来期は新規顧客を10社獲得してください。", CREDIT),
    ("このシステムを使った経験はありますか？", CREDIT),
    ("遅刻が多いので気をつけてください。", CREDIT),
    ("最近、仕事で困っていることはありますか？", TRUST),
    ("将来どんなキャリアを歩みたいですか？", TRUST),
    ("このプロジェクトはあなたに任せたい。", TRUST),
    ("失敗しても私が責任を取るから、思い切ってやってみて。", TRUST),
    ("あのときは強く言いすぎて申し訳なかった。", TRUST),
    ("私も昔、同じような失敗をしました。", TRUST),
    ("今期は目標を達成しましたね。来期はリーダーとして期待しています。", BOTH),
    ("先月の提案は採用されたし、次の企画も任せたいと思ってる。", BOTH),
    ("Your sales rose 10% last quarter. I'd love to see you lead the team.", BOTH),
    ("What kind of work would you like to do in three years?", TRUST),
]

FLAGGED = [
    ("なんで遅れたの、ちゃんと説明しろよ。", Flag.BLAME),
    ("一時間ごとに何をしているか全部報告して。", Flag.SURVEILLANCE),
    ("結果を出したら信用してやるよ。", Flag.CONDITIONAL_TRUST),
    ("あとは全部よろしく、私は忙しいから聞かないで。", Flag.DUMPING),
    ("本当に無能だな、君は。", Flag.PERSONAL_ATTACK),
]


@pytest.fixture(scope="module")
def tagger():
    return LocalTagger(LocalEmbedder(), SecondReader())


@pytest.mark.parametrize(("text", "label"), EVERYDAY)
def test_everyday_utterances_are_read_right(tagger, text, label):
    assert label is tagger.tag(text).label


@pytest.mark.parametrize(("text", "flag"), FLAGGED)
def test_what_harms_felt_trust_is_flagged(tagger, text, flag):
    assert flag in tagger.tag(text).flags


@pytest.mark.parametrize(("text", "label"), [line for line in EVERYDAY if line[1] is not NEUTRAL])
def test_calm_utterances_carry_no_flag(tagger, text, label):
    assert () == tagger.tag(text).flags


def test_both_is_found_as_a_credit_part_and_a_trust_part(tagger):
    text = "今期は12件の契約、見事でした。次の半年は新人の育成を任せたいです。"
    first, second = tagger.tag(text).segments
    assert ("今期は12件の契約、見事でした。", CREDIT) == (text[first.start : first.end], first.label)
    assert ("次の半年は新人の育成を任せたいです。", TRUST) == (text[second.start : second.end], second.label)


def test_both_is_found_inside_one_sentence(tagger):
    text = "先月の提案は採用されたし、次の企画も任せたいと思ってる。"
    assert [CREDIT, TRUST] == [part.label for part in tagger.tag(text).segments]


def test_cues_name_the_words_and_what_they_mean(tagger):
    cues = tagger.tag("次の半年は、新人の育成をあなたに任せたい。").cues
    assert {("任せ", "委ねる")} <= {(cue.text, cue.meaning) for cue in cues}
    assert 1 <= len(cues) <= 3


def test_the_past_present_and_future_are_told_apart(tagger):
    assert Time.PAST is tagger.tag("先月は苦情が3件ありました。").time
    assert Time.PRESENT is tagger.tag("見積もりはどこまで進んでいますか。").time
    assert Time.FUTURE is tagger.tag("来期の目標は売上1億円です。").time


def test_moves_are_named(tagger):
    assert (Move.GREET,) == tagger.tag("おはようございます。").moves
    assert Move.APOLOGISE in tagger.tag("この前は言い過ぎた、申し訳ない。").moves


def test_a_second_reading_is_given_exactly_when_confidence_is_low(tagger):
    tags = [tagger.tag(text) for text, _ in EVERYDAY] + [
        tagger.tag(text) for text in ("まあ、ね。", "それはどうかな", "了承")
    ]
    for tag in tags:
        assert (tag.confidence < UNSURE) is (tag.alternative is not None)
        assert tag.alternative is not tag.label


def test_the_same_text_has_the_same_tag_in_every_thread(tagger):
    texts = [text for text, _ in EVERYDAY] * 3
    alone = [tagger.tag(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert alone == list(pool.map(tagger.tag, texts))


def assert_valid(text, tag):
    assert 0.0 <= tag.confidence <= 1.0
    assert tag.moves
    assert (tag.label is NEUTRAL) is (tag.time is Time.NONE) is (tag.basis is Basis.NONE)
    said = {part.label for part in tag.segments}
    demanded = {CREDIT: {CREDIT}, TRUST: {TRUST}, BOTH: {CREDIT, TRUST}, NEUTRAL: set()}[tag.label]
    assert demanded == said - {NEUTRAL}
    ends = [0, *(part.end for part in tag.segments)]
    assert all(before <= part.start < part.end <= len(text) for before, part in zip(ends, tag.segments, strict=False))
    assert all(cue.text == text[cue.start : cue.end] and cue.meaning for cue in tag.cues)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=2_000))
@settings(max_examples=40, deadline=None)
def test_any_text_gets_a_valid_tag(text):
    assert_valid(text, LocalTagger(LocalEmbedder(), SecondReader()).tag(text))


@given(
    st.lists(
        st.sampled_from([text for text, _ in EVERYDAY + FLAGGED] + ["😀", "ｶﾀｶﾅ", "㍿", "…", "ok", " ", "、"]),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=30, deadline=None)
def test_any_mixture_of_utterances_gets_a_valid_tag(pieces):
    text = "".join(pieces).strip() or "。"
    assert_valid(text, LocalTagger(LocalEmbedder(), SecondReader()).tag(text))


@pytest.mark.parametrize(
    "text", ["あ", "？", "👍", "a", "。" * 300, "任せる" * 600, "ﾊﾞｶ", unicodedata.normalize("NFD", "がんばって")]
)
def test_odd_texts_get_a_valid_tag(tagger, text):
    assert_valid(text, tagger.tag(text))


def test_missing_weights_are_reported_with_a_remedy(tmp_path):
    with pytest.raises(CannotDo, match="coach train"):
        LocalTagger(LocalEmbedder(), weights=tmp_path / "none.npz").tag("おはよう")


def test_broken_weights_are_reported_with_a_remedy(tmp_path):
    broken = tmp_path / "tagger.npz"
    broken.write_bytes(b"not an archive")
    with pytest.raises(CannotDo, match="coach train"):
        LocalTagger(LocalEmbedder(), weights=broken).tag("おはよう")


def test_tagging_imports_no_heavy_package():
    code = (
        "import sys; from coach.local.second_reader import SecondReader; from coach.local.tagger import LocalTagger; from coach.retrieval.embedding import LocalEmbedder;"
        "LocalTagger(LocalEmbedder(), SecondReader()).tag('おはよう');"
        "print([name for name in ('langchain', 'chromadb', 'sklearn', 'scipy', 'streamlit', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
