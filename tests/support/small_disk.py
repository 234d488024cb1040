"""A disk that is really full, for tests: in two ways, of which the second needs no rights.

    with small_disk(kind, tmp_path) as disk:
        done = disk.run([...])      # a process on this disk
        disk.fill()                 # not one byte more, also for processes that run already
        disk.free()                 # room again

"mounted" is a small file system in memory, which takes the right to mount. "limited" is a limit on the size of files
that the operating system holds every process to (RLIMIT_FSIZE): the same writes fail in the same places, with another
error code. `KINDS` are those that this machine can do, so that nothing is skipped where one of them cannot be.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from support.forked import Forked

SIZE = 2 * 1024 * 1024


@cache
def can_mount() -> bool:
    """Whether this process may mount, tried once, in a process of its own."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
    return True


def kinds() -> list[str]:
    """What this machine can do."""
    limited = ["limited"] if sys.platform == "linux" else []
    return limited + (["mounted"] if can_mount() else [])


class Disk(ABC):
    """A small disk, with the processes that write to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: list[subprocess.Popen[str]] = []
        self._watched: list[Forked] = []

    @abstractmethod
    def fill(self) -> None:
        """Not one byte more."""

    @abstractmethod
    def free(self) -> None:
        """Room again."""

    def before_start(self) -> Callable[[], None] | None:
        """What a new process does first."""
        return None

    def watch(self, process: Forked) -> None:
        """A process that somebody else started, and ends, is on this disk too."""
        self._watched.append(process)

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
        """A process with pipes for input, output and errors."""
        pipe = subprocess.PIPE
        first = self.before_start()
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
            preexec_fn=first,
        )
        self._started.append(process)
        return process

    def coach(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One command on the data folder `data` of this disk."""
        command = [sys.executable, "-m", "coach.cli", *arguments]
        process = self.start(command, {"COACH_DATA_DIR": str(self.folder / "data"), **environment})
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(command, process.returncode, out, err)


class Mounted(Disk):
    """A tmpfs."""

    def fill(self) -> None:
        with suppress(OSError), (self.folder / "filler").open("ab", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass

    def free(self) -> None:
        (self.folder / "filler").unlink(missing_ok=True)
        self._mount("remount,size=64m")

    def _mount(self, options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)], check=True)

    def __enter__(self) -> "Mounted":
        self._mount(f"size={SIZE}")
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


class Limited(Disk):
    """A folder in which no file may grow beyond a limit, which is checked at every write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._limit = SIZE // 2

    def fill(self) -> None:
        self._set(0)

    def free(self) -> None:
        self._set(2**40)

    def before_start(self) -> Callable[[], None]:
        import resource

        limit = self._limit
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        # Python ignores the signal that goes with it, so that a write fails with EFBIG.
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))

    def watch(self, process: Forked) -> None:
        super().watch(process)
        self._set(self._limit)

    def _set(self, limit: int) -> None:
        import resource

        self._limit = limit
        for process in (*self._started, *self._watched):
            if process.poll() is None:
                hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)[1]
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, hard))


@contextmanager
def small_disk(kind: str, folder: Path) -> Iterator[Disk]:
    """A small disk at `folder`; the processes that still run on it are ended with it."""
    folder.mkdir()
    made: Disk
    if kind == "mounted":
        with Mounted(folder) as made:
            yield from _ended(made)
    else:
        yield from _ended(Limited(folder))


def _ended(disk: Disk) -> Iterator[Disk]:
    try:
        yield disk
    finally:
        for process in disk._started:
            if process.poll() is None:
                process.kill()
            with process:
                pass
