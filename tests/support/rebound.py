"""A real Rebound for tests: `coach serve` in a process of its own, and the command line beside it.

    with Served(tmp_path / "data") as served:
        client = served.signed_in()

It listens on a free port of loopback and is ended with the test; nothing else is touched.
"""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import httpx2
from support.forked import Forked, run_forked

from coach.web.security import COOKIE

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients that speak plain HTTP: reading the certificates of all the world takes each a tenth of a second."""

COACH = [sys.executable, "-m", "coach.cli"]


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def coach(data: Path, *arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command on a data folder, in a process of its own."""
    return run_forked(arguments, {**os.environ, "COACH_DATA_DIR": str(data), **settings}, stdin)


def coach_json(data: Path, *arguments: str, **settings: str) -> Any:
    """Run one command with --json and return its document."""
    done = coach(data, *arguments, "--json", **settings)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Served:
    """`coach serve` on a data folder."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._past = ""
        self._settings = settings
        self._process: Forked | None = None
        self._sessions: dict[str | None, str] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGKILL)  # a tidy end takes half a second, and what was answered is on disk

    @property
    def output(self) -> str:
        """What it printed up to now, over all its starts."""
        running = self._process.printed() + self._process.printed("err") if self._process else ""
        return self._past + running

    @property
    def process(self) -> Forked:
        """The one that serves."""
        assert self._process
        return self._process

    def start(self) -> None:
        """Start it and wait until it says that it is there."""
        environment = {**os.environ, "COACH_DATA_DIR": str(self.data), "PYTHONUNBUFFERED": "1", **self._settings}
        self._process = Forked(["serve", "--port", str(self.port)], environment)
        while "Stop with" not in self._process.printed():
            assert self._process.poll() is None, f"coach serve ended: {self.output}"
            time.sleep(0.01)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it and return its exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(number)
        try:
            code = self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
            code = self._process.wait()
        self._past = self.output
        self._process.close()
        self._process = None
        return code

    @property
    def link(self) -> str:
        """The one-time sign-in link that it printed."""
        found = re.search(r"http\S+/sign-in\?token=\S+", self.output)
        assert found, self.output
        return found[0]

    def client(self, **options: Any) -> httpx2.Client:
        """An HTTP client that is nobody yet."""
        return httpx2.Client(base_url=self.base_url, timeout=30, trust_env=False, verify=NO_TLS, **options)

    def session(self, person: str | None = None) -> str:
        """The token of a session, made at the first call: by the link that it printed, or for somebody named."""
        if person not in self._sessions:
            with self.client() as client:
                _enter(client, self._printed_link(person) if person else self.link)
                self._sessions[person] = client.cookies[COOKIE]
        return self._sessions[person]

    def new_link(self, person: str | None = None) -> str:
        """A new one-time link, made by the server, which takes no process; for who was signed out, by the terminal."""
        with self.client(cookies={COOKIE: self.session(person)}) as client:
            found = re.search(r"http\S+/sign-in\?token=[\w-]+", client.post("/settings/link").text)
        return found[0] if found else self._printed_link(person)

    def _printed_link(self, person: str | None) -> str:
        whose = ["--person", person] if person else []
        printed = coach(self.data, "user", "link", *whose)
        assert printed.returncode == 0, printed.stderr
        return printed.stdout.split()[0]

    @contextmanager
    def signed_in(self, person: str | None = None) -> Iterator[httpx2.Client]:
        """An HTTP client with a session of its own."""
        with self.client() as client:
            _enter(client, self.new_link(person))
            yield client


def _enter(client: httpx2.Client, link: str) -> None:
    answer = client.post("/sign-in", data={"token": link.partition("token=")[2]})
    assert answer.status_code == 303, answer.text
