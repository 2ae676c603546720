"""coach review over named speakers."""

import json

import pytest

from coach.cli.app import run

TALK = "田中: 今期は12件の契約でしたね。次は新しい店を任せたいです。\n佐藤: ありがとうございます。\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def review(home, tmp_path, monkeypatch, capsys):
    """Reviews a text; gives exit code, stdout, stderr."""
    monkeypatch.setenv("COACH_HOME", str(home))

    def call(text, *arguments):
        path = tmp_path / "talk.txt"
        path.write_text(text, encoding="utf-8")
        code = run(["review", str(path), *arguments])
        return code, *capsys.readouterr()

    return call


def test_the_manager_can_be_named(review):
    code, out, _ = review(TALK, "--manager", "田中", "--json")
    found = json.loads(out)
    assert 0 == code
    assert ["ありがとうございます。"] == [turn["reply"] for turn in found["turns"]]
    assert found["debrief"]["summary"]


@pytest.mark.parametrize("arguments", [(), ("--manager", "木村")])
def test_who_cannot_be_told_is_one_line_that_names_the_speakers(review, arguments):
    code, out, err = review(TALK, *arguments)
    assert (2, "") == (code, out)
    [line] = err.strip().splitlines()
    assert "田中、佐藤" in line
    assert "--manager" in line
