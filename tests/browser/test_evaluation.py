"""HR's way from the verdict to the passage behind the worst answer, and to the files."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def coach(server, *arguments):
    """A command in the server's home; its JSON."""
    environment = {**os.environ, "COACH_HOME": str(server.home), "COACH_ENGINE": "local"}
    command = [sys.executable, "-c", "from coach.cli import main; main()", *arguments, "--json"]
    done = subprocess.run(command, env=environment, cwd=server.home, check=True, capture_output=True, timeout=300)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def run(stocked):
    """The run that is kept there, with its samples."""
    return coach(stocked, "eval", "show", coach(stocked, "eval", "list")[0]["run_id"])


def worst(run, metric):
    """The id of the sample that HR should see first."""
    found = {one["id"]: one["scores"][metric]["value"] for one in run["results"]}
    return min((value, name) for name, value in found.items() if value is not None)[1]


def test_hr_walks_from_the_verdict_to_the_worst_sample_to_its_passage_and_takes_the_files(
    stocked, visit, run, tmp_path
):
    page = visit.page
    page.goto(f"{stocked.url}/evaluation")
    page.get_by_text("今、頼ってよいか").wait_for()
    page.get_by_text("一部だけを測った結果です（全問のうち24件）").first.wait_for()
    page.get_by_role("button", name="値の低いものから見る").nth(1).click()  # 漏れがない
    page.get_by_text("採点と理由").wait_for()
    assert "view=samples" in page.url
    assert f"run={run['run_id']}" in page.url
    assert f"sample={worst(run, 'answer_correctness')}" in page.url
    page.get_by_text("渡した節（").click()
    page.locator(".passage").first.wait_for()

    page.reload()  # the same sample, from the address alone
    page.get_by_text("採点と理由").wait_for()
    assert f"sample={worst(run, 'answer_correctness')}" in page.url

    page.get_by_text("書き出す", exact=True).click()
    table = _downloaded(page, "一件ずつの表（CSV）", tmp_path / "run.csv")
    assert len(list(csv.reader(table.read_text("utf-8-sig").splitlines()))) >= 25
    report = _downloaded(page, "印刷できるレポート（HTML）", tmp_path / "run.html")
    assert "http" not in report.read_text("utf-8").split("</style>")[0]

    page.goto(report.as_uri())
    expect(page.get_by_role("heading", name="評価レポート")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.complaints == []


def _downloaded(page, name: str, path: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    waiting.value.save_as(path)
    return path
