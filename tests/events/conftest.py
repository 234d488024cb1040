"""What the tests of the event store share: asyncio as the backend, and each kind of log with its key store."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.log_files import ANNA, BEN, called, opened

from events.log import Log
from events.memory import MemoryLog
from events.sealing import KeyStore, MemoryKeys
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MASTER = bytes(range(32))


def clock() -> datetime:
    return NOW


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["memory", "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kinds of log that the contract holds for."""
    return str(request.param)


@pytest.fixture
async def new_keys(kind: str, tmp_path: Path) -> AsyncIterator[Callable[[], KeyStore]]:
    """Makes empty key stores of this kind, and closes them afterwards."""
    async with AsyncExitStack() as stack:
        made: list[KeyStore] = []

        def make() -> KeyStore:
            path = tmp_path / f"keys{len(made)}.sqlite3"
            store: KeyStore = MemoryKeys() if kind == "memory" else SqliteKeys(path, MASTER, clock)
            stack.push_async_callback(store.close)
            made.append(store)
            return store

        yield make


@pytest.fixture
def keys(new_keys: Callable[[], KeyStore]) -> KeyStore:
    return new_keys()


@pytest.fixture
async def log(kind: str, keys: KeyStore, tmp_path: Path) -> AsyncIterator[Log]:
    """An empty log of this kind, whose clock stands at noon (UTC) of 2 March 2026."""
    opened: Log = MemoryLog(keys, clock)
    if kind == "sqlite":
        opened = await SqliteLog.open(tmp_path / "journal.sqlite3", keys, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def journal(tmp_path: Path) -> Path:
    """A closed log: three events of Anna, one with a sealed note, and two of Ben, by turns."""
    path = tmp_path / "journal.sqlite3"
    async with opened(path) as log:
        await log.append(ANNA, [called()])
        await log.append(BEN, [called()])
        await log.append(ANNA, [called("they moan")])
        await log.append(BEN, [called()])
        await log.append(ANNA, [called()])
    return path
