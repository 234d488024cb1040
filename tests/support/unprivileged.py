"""`coach` as somebody whom file modes bind: a superuser is not bound, so a process of theirs becomes another user."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534

AS_SOMEBODY_ELSE = f"""
import contextlib, io, os, sys
from coach.cli.main import run
data, arguments = sys.argv[1], sys.argv[2:]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    run(arguments)  # elsewhere and with all rights, so that everything is imported
os.environ["COACH_DATA_DIR"] = data
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
sys.exit(run(arguments))
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter (pytest's own are their owner's)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        try:
            yield folder
        finally:  # else it could not be removed
            for path in folder.iterdir():
                path.chmod(0o777)


def coach_bound(data: Path, warm: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command on a data folder as somebody without special rights; `warm` is a folder to load modules with."""
    return subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY_ELSE, str(data), *arguments],
        env={**os.environ, "COACH_DATA_DIR": str(warm)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
