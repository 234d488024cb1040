"""`coach` commands without the second that Python takes to start, and without the next one until all is read.

    done = run_forked(["stats", "--json"], {**os.environ, "COACH_DATA_DIR": "..."}, stdin="")
    serving = Forked(["serve"], {**os.environ, "COACH_DATA_DIR": "..."})

One process has everything imported and forks for each command. So a command has an environment, standard streams and an
exit code of its own as in a terminal; how a fresh interpreter starts is for other tests.
"""

import atexit
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

SECONDS: Final = 120

_ASKING: Final = threading.Lock()


class Forked:
    """A command that runs, as far as tests need `Popen`, with what it printed in files: `out` and `err`."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], stdin: str = "") -> None:
        self.returncode: int | None = None
        self._arguments = list(arguments)
        self._made = tempfile.TemporaryDirectory(prefix="coach-")
        self._folder = Path(self._made.name)
        (self._folder / "in").write_text(stdin, "utf-8")
        os.mkfifo(self._folder / "code")
        self._code = os.open(self._folder / "code", os.O_RDONLY | os.O_NONBLOCK)
        request = {"arguments": self._arguments, "environment": dict(environment), "cwd": os.getcwd()}
        with _ASKING:
            server = _server()
            assert server.stdin
            server.stdin.write(json.dumps({**request, "to": self._made.name}).encode() + b"\n")
            server.stdin.flush()

    @property
    def pid(self) -> int:
        """The process, as soon as there is one."""
        while not (found := self.printed("pid")):
            time.sleep(0.01)
        return int(found)

    def printed(self, name: str = "out") -> str:
        """What it printed up to now."""
        try:
            return (self._folder / name).read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    def poll(self) -> int | None:
        """Its exit code, if it ended."""
        return self._look(0)

    def wait(self, seconds: float = SECONDS) -> int:
        """Its exit code, once it ended. Raises `TimeoutExpired` like `Popen.wait`."""
        code = self._look(seconds)
        if code is None:
            raise subprocess.TimeoutExpired(self._arguments, seconds)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def close(self) -> None:
        """Let go of its files, once it ended."""
        os.close(self._code)
        self._made.cleanup()

    def _look(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self._code], [], [], seconds)[0]:
            self.returncode = int(os.read(self._code, 16))
        return self.returncode


def run_forked(
    arguments: Sequence[str], environment: Mapping[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one command line to its end. Raises `TimeoutExpired` like `subprocess.run`."""
    command = Forked(arguments, environment, stdin)
    try:
        code = command.wait()
        return subprocess.CompletedProcess(list(arguments), code, command.printed(), command.printed("err"))
    except subprocess.TimeoutExpired:
        command.send_signal(signal.SIGKILL)
        raise
    finally:
        command.close()


@cache
def _server() -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    server = subprocess.Popen([sys.executable, "-m", "support.forked"], stdin=subprocess.PIPE, env=environment)

    def end() -> None:
        assert server.stdin
        server.stdin.close()
        server.wait(10)

    atexit.register(end)
    return server


def main() -> None:
    """The process that forks: a request a line, until whoever asks is gone."""
    from coach import safety, understanding
    from coach.cli.main import COMMANDS

    for module in (*(module for module, _ in COMMANDS.values()), "coach.web.app", "granian.server.embed", "uvloop"):
        importlib.import_module(module)
    for _ in chain(safety.warm(), understanding.warm()):
        pass
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait for commands
    for line in sys.stdin.buffer:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit(_watch(json.loads(line)))


def _watch(request: dict[str, object]) -> int:
    """Run the command in a process of its own, and say how it ended, also where it was killed."""
    folder = Path(str(request["to"]))
    command = os.fork()
    if command == 0:
        _become(request, folder)
    (folder / "pid").write_text(str(command))
    _, status = os.waitpid(command, 0)
    (folder / "code").write_text(str(os.waitstatus_to_exitcode(status)))
    return 0


def _become(request: dict[str, object], folder: Path) -> None:
    from coach.cli.main import run

    code = 1
    try:
        for number, (name, flags) in enumerate((("in", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY))):
            os.dup2(os.open(folder / name, flags | os.O_CREAT, 0o600), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        environment, arguments = request["environment"], request["arguments"]
        assert isinstance(environment, dict) and isinstance(arguments, list)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(str(request["cwd"]))
        time.tzset()
        code = run(arguments)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            if not stream.closed:
                stream.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
