"""Do the tests notice faults? `make mutate` puts small faults into the modules that data and trust hang on, one by one.

For each fault it runs the tests of the module on a copy of the project. A fault that no test notices survives: it
needs a test, or a reason in tests/data/mutants.toml why it does no harm. Writes docs/mutations.md; exits with 1 where
a survivor has no reason. `python -m tests.mutate events/codec.py` looks at some modules only, and renews their part.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from tests.support.mutants import Mutant, mutants
from tests.support.mutations import Reason, Result, page

ROOT: Final = Path(__file__).parents[1]
AT_ONCE: Final = 2
NEEDED: Final = ("coach", "events", "prompts", "tests", "pyproject.toml")

TARGETS: Final[dict[str, str]] = {
    "events/codec.py": "events: codec reader log_contract -k not(sqlite)",
    "events/chain.py": "events: codec tampering",
    "events/encoding.py": "events: private log_contract -k not(sqlite)",
    "events/planning.py": "events: log_contract logs_agree -k not(sqlite)",
    "events/memory.py": "events: log_contract codec logs_agree -k not(sqlite)",
    "events/sqlite/commits.py": "events: writer codec log_contract storage_failures -k not(memory)",
    "events/sqlite/writer.py": "events: writer log_contract storage_failures -k not(memory)",
    "events/folds/streaks.py": "events: fold_streaks streak_view reader",
    "events/folds/timeline.py": "events: timeline",
    "events/folds/withdrawal.py": "events: fold_streaks fold_states fold_follow_ups_late reader",
    "events/folds/follow_ups.py": "events: fold_follow_ups fold_follow_ups_late",
    "coach/safety/gate.py": "safety: together gate cases blind",
    "coach/safety/answers.py": "safety: answers",
    "coach/safety/grammar.py": "safety: grammar gate cases blind",
    "coach/safety/signs.py": "safety: signs gate cases blind",
    "coach/coaching/care.py": "coaching: care",
    "coach/coaching/quantities.py": "coaching: quantities",
    "coach/coaching/rendering.py": "coaching: rendering",
    "coach/coaching/guards.py": "coaching: guards",
    "coach/coaching/revision.py": "coaching: revision",
    "coach/coaching/selection.py": "coaching: selection to_the_point",
    "coach/coaching/called.py": "coaching: called here people -k not(asyncio)",
    "coach/coaching/news.py": "coaching: news here people final_no -k not(asyncio)",
    "coach/coaching/people.py": "coaching: here people second_turns -k not(asyncio)",
    "coach/model/standing.py": "model: standing",
    "coach/model/spending.py": "model: spending",
}
"""Each module, the folder of its tests, and the files there that must notice its faults, the quickest first; where a
test is run for both kinds of log, one of them is enough."""

REASONS: Final = msgspec.toml.decode((ROOT / "tests/data/mutants.toml").read_bytes(), type=dict[str, list[Reason]])

HANGS: Final = ("-o", "faulthandler_timeout=10", "-o", "faulthandler_exit_on_timeout=true")
"""A test that takes so many seconds is one that hangs, which counts as noticed."""

QUICKLY: Final = """
import sys, hypothesis, pytest
hypothesis.settings.register_profile("no shrinking", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
hypothesis.settings.load_profile("no shrinking")
sys.exit(pytest.main(sys.argv[1:]))
"""
"""Runs the tests. That a fault is noticed is enough: nobody reads its smallest example."""


def main(only: Iterable[str]) -> int:
    """Test the modules, print what survived, and write the page if all were tested."""
    results: list[Result] = []
    with TemporaryDirectory(prefix="mutants") as folder:
        copies = [_copy(Path(folder) / str(number)) for number in range(AT_ONCE)]
        for module in list(only) or TARGETS:
            results.append(_test(module, copies, REASONS.get(module, [])))
            _report(results[-1], REASONS.get(module, []))
    target = ROOT / "docs" / "mutations.md"
    target.write_text(page(results, target.read_text("utf-8"), TARGETS), "utf-8")
    return int(any(why is None for result in results for _, why in result.survivors))


def _copy(folder: Path) -> Path:
    folder.mkdir()
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    return folder


def _test(module: str, copies: list[Path], reasons: list[Reason]) -> Result:
    began = time.monotonic()
    for copy in copies:
        if not _passes(copy, module, 600):
            sys.exit(f"The tests of {module} fail without any fault. Mend that first.")
    slow = 10 + 3 * (time.monotonic() - began) / len(copies)  # an endless loop counts as noticed
    source = (ROOT / module).read_text("utf-8")
    idle: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        idle.put(copy)

    def survives(mutant: Mutant) -> bool:
        copy = idle.get()
        try:
            (copy / module).write_text(mutant.source, "utf-8")
            return _passes(copy, module, slow)
        finally:
            idle.put(copy)

    made = mutants(source)
    with ThreadPoolExecutor(len(copies)) as pool:
        survived = [mutant for mutant, alive in zip(made, pool.map(survives, made), strict=True) if alive]
    for copy in copies:
        (copy / module).write_text(source, "utf-8")
    known = {(reason.line, change): reason.why for reason in reasons for change in reason.changes}
    survivors = [(mutant, known.get((mutant.line, mutant.change))) for mutant in survived]
    return Result(module, len(made), survivors, time.monotonic() - began)


def _passes(copy: Path, module: str, seconds: float) -> bool:
    """Whether all tests of the module pass in this copy, in time."""
    files, _, only = TARGETS[module].partition(" -k ")
    folder, _, names = files.partition(": ")
    tests = [f"tests/{folder}/test_{name}.py" for name in names.split()]
    # Nothing that only costs time: no plugins but the one for async tests, plain asserts, only the nearest conftest.
    options = ["-x", "-q", "-k", only, "-p", "no:cacheprovider", "-p", "anyio"]
    # No bytecode either: two mutants of one second and one size would be taken for each other.
    environment = {"PYTHONPATH": f"{copy}{os.pathsep}{copy / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    running = subprocess.Popen(
        [sys.executable, "-c", QUICKLY, *options, *HANGS, "--assert=plain", f"--confcutdir=tests/{folder}", *tests],
        cwd=copy,
        env={**os.environ, **environment, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return running.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)  # with the processes that tests start
        running.wait()
        return False


def _report(result: Result, reasons: list[Reason]) -> None:
    seen = {(mutant.line, mutant.change) for mutant, _ in result.survivors}
    killed = result.tested - len(result.survivors)
    print(f"{result.module:28} {result.tested:4} mutants, {killed:4} killed ({result.seconds:.0f} s)", flush=True)
    for mutant, why in result.survivors:
        if why is None:
            print(f"  SURVIVED without a reason, line {mutant.number}: {mutant.line}\n    {mutant.change}", flush=True)
    for reason in reasons:
        for change in reason.changes:
            if (reason.line, change) not in seen:
                print(f"  a reason that is no longer needed: {reason.line}\n    {change}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
