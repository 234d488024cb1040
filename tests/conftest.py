"""Shared by all tests: no network but loopback, a data folder of their own, and what is missing on this machine."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from support.proof import FULL

from coach.coaching.service import Coach
from coach.contracts import Person, PersonInput
from coach.importing.service import Importer
from coach.journal.people import People
from coach.journal.service import Journal
from coach.safety import load_resources
from events.folds.reader import Reader
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the many processes compiles all of Rebound
os.environ.setdefault("OMP_NUM_THREADS", "1")  # tests run side by side: threads of NumPy would wait for each other

settings.register_profile("rebound", deadline=None, max_examples=100 if FULL else 40)  # no test asserts on the clock
settings.load_profile("rebound")

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
"""A Friday, late in the afternoon."""


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that tries to reach anything but this machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No test sees the settings or the data of whoever runs it."""
    for name in ("COACH_SETTINGS", "COACH_MASTER_KEY", "COACH_BASE_URL", "COACH_MODEL", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("OPENAI_API_KEY", "COACH_NEW_MASTER_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(clock: Clock) -> Journal:
    """A journal in memory."""
    keys = MemoryKeys()
    log = MemoryLog(keys, clock)
    return Journal(log, keys, Reader(log), clock)


@pytest.fixture
async def person(journal: Journal) -> Person:
    """Somebody in Berlin who works Monday to Friday."""
    return await People(journal).register(PersonInput(name="Ann", time_zone="Europe/Berlin"))


@pytest.fixture
def importer(journal: Journal) -> Importer:
    return Importer(journal)


@pytest.fixture
def coach(journal: Journal) -> Coach:
    """A coach without a model."""
    return Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), None)
