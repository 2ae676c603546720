"""usage, llm and doctor, over the real index and database and a scripted endpoint."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from coach.bootstrap import build
from coach.cli.app import run
from coach.domain.asked import Exchange
from coach.domain.passage import Declined
from coach.domain.usage import Usage
from coach.settings import load
from coach.testing import Fault, ScriptedServer

SAID = "今期は佐藤さんのおかげで助かりました。来期も期待しています。"
LONG_AGO = datetime.now(UTC) - timedelta(days=60)
REMOTE = {"COACH_LLM_BASE_URL": "https://models.example.com/v1", "COACH_LLM_API_KEY": "sk-test-not-a-key"}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory):
    """A home whose index is made once; the database is deleted between tests."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def coach(knowledge, monkeypatch, capsys):
    """Runs a command; gives exit code, stdout, stderr."""
    monkeypatch.setenv("COACH_HOME", str(knowledge))
    for file in knowledge.glob("coach.sqlite3*"):
        file.unlink()

    def call(*arguments, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.mark.parametrize(
    ("environment", "standing", "says"),
    [
        ({}, "off", "設定されていないため"),
        ({"COACH_ENGINE": "local", **REMOTE}, "off", "COACH_ENGINE=local"),
        (REMOTE, "ask", "同意がまだないため"),
        ({"COACH_ENGINE": "llm", **REMOTE}, "allowed", "COACH_ENGINE=llm"),
        ({"COACH_LLM_BASE_URL": "http://127.0.0.1:9/v1"}, "allowed", "このコンピューター上の LLM"),
    ],
)
def test_status_says_which_engine_speaks_and_why(coach, environment, standing, says):
    code, out, _ = coach("llm", "status", "--json", **environment)
    found = json.loads(out)
    assert (0, standing) == (code, found["standing"])
    assert ("llm" if standing == "allowed" else "local") == found["engine"]
    assert says in found["why"]


def test_a_choice_is_stored_and_can_be_changed(coach):
    assert "models.example.com" in coach("llm", "allow", **REMOTE)[1]
    assert "allowed" == json.loads(coach("llm", "status", "--json")[1])["standing"]
    assert "denied" == json.loads(coach("llm", "deny", "--json")[1])["standing"]
    assert "許可されていないため" in coach("llm", "status")[1]


def test_a_choice_holds_for_one_destination_only(coach):
    coach("llm", "allow", **REMOTE)
    code, out, _ = coach("llm", "status", "--json", COACH_LLM_BASE_URL="https://elsewhere.example.com/v1")
    assert (0, "ask") == (code, json.loads(out)["standing"])


def test_there_is_nothing_to_allow_without_an_endpoint(coach):
    code, out, err = coach("llm", "allow")
    assert (1, "") == (code, out)
    assert "COACH_LLM_BASE_URL" in err


def test_a_refusal_says_that_the_setting_comes_first(coach):
    code, _, err = coach("llm", "deny", COACH_ENGINE="llm", **REMOTE)
    assert 0 == code
    assert "COACH_ENGINE=llm が優先" in err


@pytest.mark.parametrize(("kind", "calls"), [("turn", ["部下役", "発話"]), ("question", ["質問"]), ("tag", ["発話"])])
def test_show_request_prints_what_would_be_sent_and_sends_nothing(coach, kind, calls):
    with ScriptedServer(["はい。"]) as server:
        code, out, _ = coach("llm", "show-request", SAID, "--kind", kind, COACH_LLM_BASE_URL=server.url)
        assert server.requests == []
    bodies = [json.loads(part[part.index("{") :]) for part in out.split("POST ")[1:]]
    assert 0 == code
    assert len(calls) == len(bodies)
    assert all(SAID in body["messages"][-1]["content"] for body in bodies)


def test_show_request_is_what_is_sent_later(coach):
    with ScriptedServer(["{}"]) as server:
        shown = coach("llm", "show-request", SAID, "--kind", "tag", COACH_LLM_BASE_URL=server.url)[1]
        coach("tag", SAID)
        assert server.chats[0].body["messages"] == json.loads(shown[shown.index("{") :])["messages"]


def test_show_request_masks_names_for_a_remote_endpoint_and_hides_the_key(coach):
    code, out, err = coach("llm", "show-request", SAID, "--kind", "tag", **REMOTE)
    assert 0 == code
    asked = json.loads(out[out.index("{") :])["messages"][-1]["content"]
    assert "佐藤" not in asked
    assert "sk-test" not in out + err


def test_usage_adds_up_by_day_rehearsal_and_turn(coach):
    here = build(load())
    practice = here.practices
    started = build(load()).scratch_practice().begin("appraisal-high-low", acting="local")
    practice.add(started)
    for purpose, prompt, fault in (("partner", 900, None), ("reading", 1100, None), ("partner", 0, "silent")):
        usage = Usage(datetime.now(UTC), purpose, "m", started.id, prompt, 50 if prompt else 0, fault=fault)
        here.usage.add(usage, acting="local")
    here.usage.add(Usage(datetime.now(UTC), "answer", "m", "", 500, 20, 100, estimated=True), acting="local")
    here.usage.add(Usage(datetime.now(UTC), "answer", "m", "", 7, 7), acting="somebody else")
    code, out, _ = coach("usage", "--json", COACH_LLM_DAILY_TOKENS="3000")
    found = json.loads(out)
    assert 0 == code
    # 900+50 + 1100+50 + 0 + 500+20
    assert (4, 1, 2620) == tuple(found["today"][name] for name in ("calls", "failed", "tokens"))
    assert 380 == found["left_today"]
    assert [2620] == [one["tokens"] for one in found["days"]]
    assert {"partner": 950, "reading": 1150, "answer": 520} == {
        one["purpose"]: one["tokens"] for one in found["purposes"]
    }
    [session] = found["sessions"]
    assert (started.id, 2100, 0, None) == tuple(
        session[name] for name in ("session", "tokens", "turns", "tokens_per_turn")
    )
    assert "見積もり" in coach("usage")[1]


def test_usage_of_a_turn_is_counted_where_it_was_spoken(coach, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"say": SAID}) + "\n"))
    with ScriptedServer(["はい。そうですね。"]) as server:
        coach("practice", "--jsonl", COACH_LLM_BASE_URL=server.url)
        [session] = json.loads(coach("usage", "--json")[1])["sessions"]
    assert 1 == session["turns"]
    assert session["calls_per_turn"] >= 2
    assert session["tokens_per_turn"] == session["tokens"] > 0


def test_usage_of_a_question_is_counted_in_its_conversation(coach):
    here = build(load())
    now = datetime.now(UTC)
    for name, conversation, at in (("a", "now", now), ("b", "now", now), ("c", "long", now), ("d", "long", LONG_AGO)):
        here.questions.add(Exchange(name, conversation, "?", "?", Declined("…"), at), acting="local")
    for conversation in ("now", "long"):
        here.usage.add(Usage(now, "answer", "m", conversation, 500, 100), acting="local")
    sessions = json.loads(coach("usage", "--json")[1])["sessions"]
    # 600 tokens for two questions; of a conversation older than the report the calls are not all in it
    assert {("now", "questions", 2, 300.0, 0.5), ("long", "questions", None, None, None)} == {
        tuple(one[name] for name in ("session", "kind", "turns", "tokens_per_turn", "calls_per_turn"))
        for one in sessions
    }
    assert "2 問、一問あたり 300 トークン・0.5 回" in coach("usage")[1]


def test_usage_without_any_call_says_so(coach):
    code, out, _ = coach("usage")
    assert 0 == code
    assert "使われていません" in out


def checks(out):
    return {one["name"]: one["state"] for one in json.loads(out)["checks"]}


def test_doctor_is_content_without_a_model(coach):
    code, out, _ = coach("doctor", "--json")
    found = checks(out)
    assert 0 == code
    assert {"埋め込み": "fine", "データベース": "fine", "ディスク": "fine", "LLM": "optional"}.items() <= found.items()
    assert {"ナレッジ", "フォント"} <= set(found)


def test_doctor_asks_nothing_of_an_endpoint_that_nobody_agreed_to(coach):
    code, out, _ = coach("doctor", "--json", **REMOTE)
    assert (0, "optional") == (code, checks(out)["LLM"])
    assert "接続とモデル" not in checks(out)


def test_doctor_tries_the_endpoint(coach):
    with ScriptedServer(["はい", {"word": "はい"}, "一、二、三、四、五"]) as server:
        code, out, _ = coach("doctor", "--json", COACH_LLM_BASE_URL=server.url)
        assert not any(SAID in one.text for one in server.requests)
    assert 0 == code
    expected = dict.fromkeys(("LLM", "鍵", "接続とモデル", "構造化出力", "ストリーミング"), "fine")
    assert expected.items() <= checks(out).items()


@pytest.mark.parametrize(
    ("fault", "remedy"), [(Fault.UNAUTHORISED, "COACH_LLM_API_KEY"), (Fault.NO_MODEL, "COACH_LLM_MODEL")]
)
def test_doctor_names_the_remedy(coach, fault, remedy):
    with ScriptedServer([fault]) as server:
        code, out, _ = coach("doctor", COACH_LLM_BASE_URL=server.url)
    assert 1 == code
    assert remedy in next(line for line in out.splitlines() if line.startswith("✗"))


def test_doctor_says_what_is_wrong_with_database_and_disk(coach, tmp_path):
    (tmp_path / "a file").write_text("not a folder")
    code, out, _ = coach("doctor", COACH_HOME=str(tmp_path / "a file" / "home"))
    broken = [line for line in out.splitlines() if line.startswith("✗")]
    assert 1 == code
    assert any("COACH_HOME" in line for line in broken)
