"""The commands as other programs use them: in process, over the real index, tagger and database."""

import io
import json

import pytest

from coach.cli.app import run


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def coach(home, monkeypatch, capsys):
    """Runs a command; gives exit code, stdout, stderr."""
    monkeypatch.setenv("COACH_HOME", str(home))

    def call(*arguments, stdin=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


TAG_FIELDS = {"label", "confidence", "time", "basis", "flags", "moves", "segments", "engine", "ms"}
CITATION_FIELDS = {"passage_id", "document", "section", "quote"}


def test_ingest_twice_changes_nothing_the_second_time(coach):
    first = lines(coach("ingest", "--json")[1])[0]
    second = lines(coach("ingest", "--json")[1])[0]
    assert {"documents", "passages", "added", "removed", "unchanged", "seconds"} <= set(first)
    assert (0, 0, second["passages"]) == (second["added"], second["removed"], second["unchanged"])


def test_ask_answers_with_exact_quotes_within_the_budget(coach):
    code, out, _ = coach("ask", "信頼のらせんとは何ですか", "--json")
    [answer] = lines(out)
    assert 0 == code
    assert answer["answered"]
    assert answer["citations"]
    assert sum(len(context) for context in answer["contexts"]) <= 1_500
    for citation in answer["citations"]:
        assert set(citation) >= CITATION_FIELDS
        assert any(citation["quote"] in context for context in answer["contexts"])


def test_ask_declines_what_the_knowledge_does_not_hold(coach):
    [answer] = lines(coach("ask", "東京の明日の天気を教えてください", "--json")[1])
    assert answer["answered"] is False
    assert [] == answer["citations"]
    assert answer["answer"]


def test_ask_answers_every_line_and_names_the_bad_ones(coach):
    stdin = '{"id":"q1","question":"信用とは何ですか"}\n{"id":"q2"}\nnot json\n{"id":"q4","question":"1on1で何を聞けばよいですか"}\n'
    code, out, err = coach("ask", "--jsonl", stdin=stdin)
    answers = lines(out)
    assert 2 == code
    assert ["q1", "q2", None, "q4"] == [one["id"] for one in answers]
    assert ["error" in one for one in answers] == [False, True, True, False]
    assert "Traceback" not in err


def test_tag_reads_an_utterance_and_its_segments(coach):
    text = "今期は目標の3つのうち2つを達成してくれました。来期はチームのまとめ役を任せたいと思っています。"
    code, out, _ = coach("tag", text, "--json")
    [tag] = lines(out)
    assert 0 == code
    assert set(tag) >= TAG_FIELDS
    assert ("both", "mixed", "future") == (tag["label"], tag["basis"], tag["time"])
    for segment in tag["segments"]:
        assert 0 <= segment["start"] < segment["end"] <= len(text)


def test_tag_goes_on_after_a_bad_line(coach):
    stdin = (
        '{"id":"u1","text":"お疲れさまです。"}\n{"id":"u2","text":""}\n{"id":"u3","text":"任せたい","scene":"party"}\n'
    )
    code, out, _ = coach("tag", "--jsonl", stdin=stdin)
    answers = lines(out)
    assert 2 == code
    assert ["label" in one for one in answers] == [True, False, False]
    assert "空です" in answers[1]["error"]


def test_scenarios_are_listed_with_what_one_may_know(coach):
    [found] = lines(coach("scenarios", "--json")[1])
    assert len(found) >= 14
    for one in found:
        assert {"id", "scene", "title", "persona", "difficulty"} <= set(one)
        assert {"name", "credit", "trust"} <= set(one["persona"])
        assert "concern" not in one


def test_practice_is_a_line_a_turn_and_then_the_debrief(coach):
    says = [
        "今日は時間を取ってくれてありがとうございます。",
        "上期は新規の契約で目標を上回りましたね。",
        "なんで納期に遅れたんだ。やる気はあるのか。",
        "先ほどは強く言いすぎました。申し訳ありません。これからはまず話を最後まで聞きます。",
        "今、仕事で気になっていることはありますか。",
    ]
    stdin = "".join(json.dumps({"say": say}, ensure_ascii=False) + "\n" for say in says)
    code, out, _ = coach("practice", "--scenario", "appraisal-high-low", "--jsonl", stdin=stdin)
    opening, *turns, end = lines(out)
    assert 0 == code
    assert (0, "guarded") == (opening["turn"], opening["stage"])
    assert [1, 2, 3, 4, 5] == [turn["turn"] for turn in turns]
    assert len({turn["reply"] for turn in turns}) == 5
    assert turns[2]["felt_trust"] < turns[1]["felt_trust"]
    assert turns[3]["felt_trust"] > turns[2]["felt_trust"]
    for turn in turns:
        assert {"tag", "stage", "note", "engine", "ms"} <= set(turn)
        assert turn["tag"]["label"] == "neutral" or turn["note"]["citations"]
    debrief = end["debrief"]
    assert {"summary", "balance", "felt_trust", "checklist", "strengths", "next_time"} <= set(debrief)
    assert 6 == len(debrief["felt_trust"])
    assert len(debrief["strengths"]) <= 2
    assert len(debrief["next_time"]) <= 1


def test_an_unknown_scenario_names_those_that_exist(coach):
    code, out, err = coach("practice", "--scenario", "nope", "--jsonl")
    assert (2, "") == (code, out)
    assert "nope" in err
    assert "appraisal-high-low" in err
    assert 1 == len(err.strip().splitlines())


def test_a_bad_turn_is_an_error_line_and_the_rest_goes_on(coach):
    stdin = '{"say":""}\n{"say":"' + "あ" * 10_000 + '"}\n{"say":"よろしくお願いします。"}\n'
    code, out, _ = coach("practice", "--jsonl", stdin=stdin)
    _, empty, long, good, end = lines(out)
    assert 2 == code
    assert "空です" in empty["error"]
    assert "10,000" in long["error"]
    assert 1 == good["turn"]
    assert end["debrief"]["balance"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag"],
        ["ask"],
        ["nonsense"],
        ["tag", "--nonsense"],
        ["tag", "よし", "--scene", "party"],
        ["serve", "--port", "0"],
    ],
)
def test_bad_usage_is_one_line_on_stderr_and_exit_code_2(coach, arguments):
    code, out, err = coach(*arguments)
    assert (2, "") == (code, out)
    assert 1 == len(err.strip().splitlines())


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 4), ("picture.png", b"\x89PNG")],
)
def test_a_bad_document_is_one_sentence(coach, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    code, _, err = coach("ingest", str(path))
    assert code in (1, 2)
    assert 1 == len(err.strip().splitlines())
    assert "Traceback" not in err


def test_a_corrupt_home_is_one_sentence_with_what_to_do(coach, tmp_path, monkeypatch):
    home = tmp_path / "corrupt"
    (home / "knowledge").mkdir(parents=True)
    (home / "knowledge" / "index.sqlite3").write_bytes(b"not a database" * 500)
    (home / "coach.sqlite3").write_bytes(b"not a database" * 500)
    monkeypatch.setenv("COACH_HOME", str(home))
    for arguments in (["ask", "信用とは"], ["practice", "--jsonl"]):
        code, out, err = coach(*arguments)
        assert (1, "") == (code, out)
        assert 1 == len(err.strip().splitlines())


def test_a_real_conversation_is_read_like_a_rehearsal(coach, tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text(
        "上司: 今期は目標を達成してくれて助かりました。次は新しい店を任せたいです。\n部下: ありがとうございます。\n"
        "上司: 困っていることはありますか。\n部下: 少し人手が足りません。\n",
        encoding="utf-8",
    )
    code, out, _ = coach("review", str(path), "--json")
    [found] = lines(out)
    assert 0 == code
    assert ["both", "trust"] == [turn["tag"]["label"] for turn in found["turns"]]
    assert "少し人手が足りません。" == found["turns"][1]["reply"]
    assert found["debrief"]["summary"]


def test_a_conversation_without_speakers_is_said(coach, tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text("こんにちは。\nどうも。\n", encoding="utf-8")
    code, _, err = coach("review", str(path))
    assert 2 == code
    assert "上司:" in err
