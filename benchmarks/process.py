"""The process as a whole: how fast help shows, how fast the server is there, how much memory it then holds."""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from msgspec import Struct

COACH = [sys.executable, "-m", "coach.cli"]

_READ_AHEAD = 12.0
"""Seconds until the texts, dictionaries and weights of a first reply are in memory."""


class Ready(Struct, frozen=True):
    """Seconds until the sign-in link is printed, and resident memory once it has read ahead what replies need."""

    seconds: float
    megabytes: float


def help_seconds() -> float:
    """Seconds of `coach --help`, median of seven."""
    times = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([*COACH, "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


@cache
def ready() -> Ready:
    """A server on an empty folder: the median of five starts, and the memory of the first."""
    seconds, megabytes = [], 0.0
    for number in range(5):
        with tempfile.TemporaryDirectory(dir=".") as folder, socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            probe.close()
            began = time.perf_counter()
            server = subprocess.Popen(
                [*COACH, "serve", "--port", str(port)],
                env={**os.environ, "COACH_DATA_DIR": folder, "PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                text=True,
            )
            assert server.stdout is not None
            for line in server.stdout:
                if line.startswith("Sign in"):
                    seconds.append(time.perf_counter() - began)
                    break
            status = Path(f"/proc/{server.pid}/status")
            if number == 0 and status.exists():
                time.sleep(_READ_AHEAD)
                resident = re.search(r"VmRSS:\s+(\d+)", status.read_text())
                megabytes = int(resident[1]) / 1024 if resident else 0.0
            server.terminate()
            server.communicate(timeout=20)
    return Ready(statistics.median(seconds), megabytes)
