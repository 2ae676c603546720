"""The original article, where COACH_ARTICLE names it: structure, and the share of questions whose place is found."""

import os
from pathlib import Path

import pytest

from coach.retrieval.bench import Asked, compare
from coach.retrieval.blocks import BlockKind
from coach.retrieval.embedding import LocalEmbedder
from coach.retrieval.reading import File, read
from coach.settings import Settings

from .article_questions import ARTICLE_QUESTIONS

ARTICLE = os.environ.get("COACH_ARTICLE", "")
pytestmark = pytest.mark.skipif(not ARTICLE, reason="COACH_ARTICLE does not name the article")


def test_the_structure_of_the_article_is_seen():
    blocks = read(File(Path(ARTICLE), "article.txt"), Settings()).blocks
    count = {kind: sum(block.kind is kind for block in blocks) for kind in BlockKind}
    assert (10, 3, 1, 3, 4) == (
        count[BlockKind.HEADING],
        count[BlockKind.QUESTION],
        count[BlockKind.TABLE_HEADER],
        count[BlockKind.TABLE_ROW],
        count[BlockKind.QUOTATION],
    )


def test_the_right_passage_is_within_the_budget():
    asked = {"article": [Asked(question, gold) for question, gold in ARTICLE_QUESTIONS]}
    result = compare(Path(ARTICLE), asked, Settings(), LocalEmbedder())["article"]
    assert result["ours"] >= 0.93
    assert result["ours"] > result["stock"]
