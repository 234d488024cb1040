"""A clock that goes backwards: versions and chains do not care, and nothing is refused for it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from events.envelope import NewEvent
from events.errors import FutureEvent
from events.ids import new_id
from events.sealing import MemoryKeys
from events.sqlite.log import SqliteLog
from events.types.outreach import OutreachRecorded

pytestmark = pytest.mark.anyio

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"


async def test_a_clock_that_goes_backwards(tmp_path: Path) -> None:
    """Events keep the order of their appends; only what lies more than a day ahead of the new clock is refused."""
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    log = await SqliteLog.open(tmp_path / "log.sqlite3", MemoryKeys(), lambda: now)
    for step in (0, 1, -3600 * 20, -3600 * 40, 5):
        now = datetime(2026, 11, 21, 12, tzinfo=UTC) + timedelta(seconds=step)
        event = OutreachRecorded(entry_id=new_id(), channel="call")
        await log.append(ANNA, [NewEvent(new_id(), now, event)])
    now = datetime(2026, 11, 18, 12, tzinfo=UTC)
    with pytest.raises(FutureEvent):
        late = NewEvent(
            new_id(), datetime(2026, 11, 21, 12, tzinfo=UTC), OutreachRecorded(entry_id="x", channel="call")
        )
        await log.append(ANNA, [late])
    versions = [recorded.version async for recorded in log.read(ANNA)]
    assert versions == [1, 2, 3, 4, 5]
    assert (await log.verify()).problem is None
    await log.close()
