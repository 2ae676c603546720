"""The README's figures are those of the last full runs, and were made by the coach as it stands."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from coach.domain.errors import BadInput, CannotDo
from coach.domain.run import Figure, Run, SampleResult, Score, Status
from coach.evaluation.cases import FULL
from coach.evaluation.gate import read_thresholds
from coach.evaluation.provenance import data_version
from coach.evaluation.published import block, form, table, write, written
from coach.settings import Settings, shipped

EVAL = shipped("eval")
ROOT = EVAL.parent
THRESHOLDS = read_thresholds(EVAL / "thresholds.toml")
KEPT = json.loads((EVAL / "figures.json").read_text("utf-8"))
RERUN = "the figures are older than the coach: run `make figures`"


def test_the_readme_shows_what_was_kept() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert table(KEPT, THRESHOLDS) == block(readme), RERUN


def test_the_figures_are_of_full_runs_of_every_data_set() -> None:
    assert {name: one["split"] for name, one in KEPT.items()} == dict(FULL)


def test_the_figures_were_made_by_the_tagger_of_this_tree() -> None:
    from coach.local.second_reader import SecondReader
    from coach.local.tagger import LocalTagger

    now = LocalTagger(Like(), SecondReader()).version
    assert {one["provenance"]["version.tagger"] for one in KEPT.values()} == {now}, RERUN


def test_the_figures_were_made_with_the_knowledge_of_this_tree(tmp_path: Path) -> None:
    from coach.retrieval.index import KnowledgeIndex

    index = KnowledgeIndex(Settings(home=tmp_path), Like())
    index.ensure([shipped("knowledge")])
    assert {one["provenance"]["version.knowledge"] for one in KEPT.values()} == {index.version()}, RERUN


@pytest.mark.parametrize(
    ("dataset", "path"),
    [("questions", "questions.jsonl"), ("utterances", "utterances"), ("conversations", "conversations")],
)
def test_the_figures_were_measured_on_the_data_of_this_tree(dataset: str, path: str) -> None:
    assert KEPT[dataset]["provenance"]["data"] == data_version(EVAL / path), RERUN


class Like:
    """The bundled embedder's name and size without its work: a version is made of texts, not of vectors."""

    name, dimensions = "e5-small-q4", 384

    def query(self, text: str) -> np.ndarray:
        return self.passages([text])[0]

    def queries(self, texts: list[str]) -> list[np.ndarray]:
        return [self.query(text) for text in texts]

    def passages(self, texts: list[str]) -> list[np.ndarray]:
        return [np.eye(1, self.dimensions, len(text) % self.dimensions, dtype=np.float32)[0] for text in texts]


def test_it_really_has_the_name_and_the_size_of_the_bundled_embedder() -> None:
    from coach.retrieval.embedding import LocalEmbedder

    assert (LocalEmbedder.name, LocalEmbedder.dimensions) == (Like.name, Like.dimensions)


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def runs(**changed: object) -> list[Run]:
    return [
        Run(
            id="r",
            owner="me",
            dataset=name,
            split=split,
            judge="local",
            engine=str(changed.get("engine", "local")),
            started_at=NOW,
            updated_at=NOW,
            status=Status.DONE,
            total=10,
            provenance={"version.tagger": "t9", "version.knowledge": "k9", **changed.get("provenance", {})},
            samples=tuple(
                SampleResult(split, "", {"split": split}, {"right_decline": Score(value)})
                for split, value in (("dev", 1.0), ("test", 0.25))
            ),
            figures={metric: Figure(0.5, 0.4, 0.6, 10) for metric in KEPT[name]["metrics"]},
        )
        for name, split in FULL.items()
        if name != changed.get("without")
    ]


def test_writing_changes_the_block_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    (tmp_path / "pyproject.toml").touch()
    readme = (ROOT / "README.md").read_text("utf-8")
    (tmp_path / "README.md").write_text(readme, "utf-8")
    figures = write(runs(), THRESHOLDS, tmp_path)
    new = (tmp_path / "README.md").read_text("utf-8")
    assert table(figures, THRESHOLDS) == block(new)
    assert new.replace(block(new), "") == readme.replace(block(readme), "")
    assert "| 0.500 | 0.40 to 0.60 |" in new
    assert figures["questions"]["untuned"]["right_decline"] == 0.25  # of the samples in `test` alone
    assert "| 0.250 | 0.90 |" in new
    assert (tmp_path / "eval" / "figures.json").read_text("utf-8") == written(figures)


def test_only_what_others_can_repeat_is_published(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="conversations"):
        form(runs(without="conversations"))
    for changed in ({"engine": "llm"}, {"provenance": {"data.own": "3"}}):
        with pytest.raises(BadInput, match="make figures"):
            form(runs(**changed))
    with pytest.raises(CannotDo, match="チェックアウト"):
        write(runs(), THRESHOLDS, tmp_path)
    with pytest.raises(BadInput, match="README"):
        block("no markers")
