"""Planted identities: names, companies, mails, phones and handles in every field and in six languages, and none leaves.

A recording server takes the model's place. In full (`make prove`) five thousand identities, in every run a slice. Those
on record are of 26 countries, the others of the twenty whose names redaction has lists of. Rebound keeps no metrics.
"""

from collections.abc import AsyncIterator

import pytest
from support.identities import LANGUAGES
from support.planting import EACH, ROUNDS, Planting, plain
from support.traces import Seen, left

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def planting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Planting]:
    """All identities planted and all messages asked, once for every claim."""
    done = Planting(tmp_path_factory.mktemp("planted"))
    await done.run()
    yield done


async def test_no_identity_is_in_a_request(planting: Planting) -> None:
    """Nobody whom a message names is in what left of it, and nobody at all in any body, header or path."""
    assert len(planting.people) == len(planting.asked) == ROUNDS * EACH
    assert len(planting.sent) >= 0.75 * len(planting.asked)
    assert {message.language for _, message in planting.sent} == set(LANGUAGES)
    assert not [(found, text) for text, message in planting.sent if (found := left(message, text))]
    seen = Seen()
    for request in planting.requests:
        seen.add(plain(f"{request.method} {request.path} {request.headers} {request.body.decode()}"))
    found = planting.anybody(seen)
    assert not found, found


async def test_no_identity_is_in_a_masked_message(planting: Planting) -> None:
    """Messages in languages that no model is asked in are masked as well, in the preview too."""
    assert {message.language for _, message in planting.masked} == set(LANGUAGES) - {"en"}
    assert not [(found, text) for text, message in planting.masked if (found := left(message, text))]


async def test_no_identity_is_in_a_log_line(planting: Planting) -> None:
    """Of Rebound's own loggers or any library's, at every level."""
    assert len(planting.lines) >= len(planting.requests)
    seen = Seen()
    for line in (*planting.lines, *planting.events):
        seen.add(plain(line))
    found = planting.anybody(seen)
    assert not found, found


async def test_the_receipts_are_the_recorded_bytes(planting: Planting) -> None:
    """What a person can open of each call is what the server received, byte for byte."""
    assert len(planting.receipts) >= 0.75 * len(planting.asked)
    assert all(parts == bodies for parts, bodies in planting.receipts)
