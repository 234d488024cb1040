"""`coach` commands without the second that Python takes to start.

    done = run_forked(["stats", "--json"], {**os.environ, "COACH_DATA_DIR": "..."}, stdin="")

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


def run_forked(
    arguments: Sequence[str], environment: Mapping[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one command line. Raises `TimeoutExpired` like `subprocess.run`."""
    with tempfile.TemporaryDirectory(prefix="coach-") as made:
        folder = Path(made)
        (folder / "in").write_text(stdin, "utf-8")
        os.mkfifo(folder / "code")
        code = os.open(folder / "code", os.O_RDONLY | os.O_NONBLOCK)
        try:
            request = {"arguments": list(arguments), "environment": dict(environment), "cwd": os.getcwd(), "to": made}
            with _ASKING:
                server = _server()
                assert server.stdin
                server.stdin.write(json.dumps(request).encode() + b"\n")
                server.stdin.flush()
            if not select.select([code], [], [], SECONDS)[0]:
                os.kill(int((folder / "pid").read_text()), signal.SIGKILL)
                raise subprocess.TimeoutExpired(list(arguments), SECONDS)
            done = int(os.read(code, 16))
        finally:
            os.close(code)
        out, err = ((folder / name).read_text("utf-8") for name in ("out", "err"))
        return subprocess.CompletedProcess(list(arguments), done, out, err)


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

    for module, _ in COMMANDS.values():
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
