"""What the tests of importing share: asyncio as the backend, and a desk on real SQLite files."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from importing.desk import Clock, Desk

from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    keys = SqliteKeys(tmp_path / "keys.sqlite3", b"k" * 32, clock)
    log = await SqliteLog.open(tmp_path / "journal.sqlite3", keys, clock)
    yield await Desk(tmp_path, keys, log, clock).sit_down()
    await log.close()
    await keys.close()
