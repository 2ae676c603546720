"""Ragas' prompts in Japanese: instruction and examples, read from `judge_prompts.ja.json` beside this module.

Ragas' own `adapt` translates with a model at run time, so that two runs may be judged by two wordings. These are fixed,
versioned with the code, and their hash is stored with every run.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("judge_prompts.ja.json")


@lru_cache(maxsize=1)
def texts() -> Mapping[str, Any]:
    """The adapted prompts by name."""
    found: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def prompts_version() -> str:
    """A hash of the adapted prompts."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()[:12]


def adapt(prompt: Any, name: str) -> None:
    """Put the Japanese instruction and examples into a Ragas prompt (an instance; the class stays as it is)."""
    text = texts()[name]
    examples = [
        (prompt.input_model.model_validate(one["input"]), prompt.output_model.model_validate(one["output"]))
        for one in text["examples"]
    ]
    prompt.instruction = text["instruction"]
    prompt.examples = examples
    prompt.language = "japanese"
    if hasattr(prompt, "_all_examples"):  # the prompt of factual correctness keeps a set for each level
        prompt._all_examples = dict.fromkeys(prompt._all_examples, examples)  # noqa: SLF001 (Ragas offers no other way)
