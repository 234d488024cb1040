"""What the tests of the model edge share: asyncio as the backend, and clients that are closed afterwards."""

import importlib
from collections.abc import AsyncIterator

import pytest
from support.calls import Clients


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True, scope="session")
def sdk_imported() -> None:
    """The import takes half a second, which would count against the small deadlines of the first test."""
    importlib.import_module("openai")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment would stand between client and loopback."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def clients() -> AsyncIterator[Clients]:
    factory = Clients()
    yield factory
    for client in factory.made:
        await client.aclose()
