"""Crash images: what would be on the disk if the power went at this very moment.

A writer process is stopped in its tracks (SIGSTOP), its files are copied as they are, and it goes on. Copying the files
of a running process would tear them for any SQLite; a stopped one leaves what a crash would leave.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.proof import FULL

from events.sealing import MemoryKeys
from events.sqlite.log import SqliteLog

pytestmark = pytest.mark.anyio

IMAGES = int(os.environ.get("REBOUND_IMAGES", "60" if FULL else "5"))

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from events.envelope import NewEvent
from events.ids import new_id
from events.sealing import MemoryKeys
from events.sqlite.log import SqliteLog
from events.types.outreach import OutreachRecorded

async def main(path):
    log = await SqliteLog.open(Path(path), MemoryKeys(), lambda: datetime.now(UTC))
    person = "01890a5d-ac96-774b-bcce-b302099a8057"
    async def writer():
        while True:
            event_id = new_id()
            event = OutreachRecorded(entry_id=event_id, channel="call")
            await log.append(person, [NewEvent(event_id, datetime.now(UTC), event)])
            print(event_id, flush=True)
    await asyncio.gather(*(writer() for _ in range(16)))

asyncio.run(main(sys.argv[1]))
"""


async def test_every_crash_image_holds_what_was_acknowledged(tmp_path: Path) -> None:
    """Each image opens, verifies, and holds every event acknowledged before the stop, exactly once."""
    moments = random.Random(20261121)
    live = tmp_path / "live"
    live.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(live / "log.sqlite3")], stdout=subprocess.PIPE, text=True
    )
    acknowledged: list[str] = []
    assert process.stdout is not None
    lines = process.stdout

    def listen() -> None:
        acknowledged.extend(line.strip() for line in iter(lines.readline, ""))

    listener = threading.Thread(target=listen)
    listener.start()
    images: list[tuple[Path, set[str]]] = []
    try:
        while len(acknowledged) < 50:
            time.sleep(0.01)
        for number in range(IMAGES):
            time.sleep(moments.uniform(0.0, 0.05))
            process.send_signal(signal.SIGSTOP)
            # What was printed before the stop is in the pipe or here; a moment lets the listener take it in.
            time.sleep(0.05)
            before = set(acknowledged[:-1])  # the last line may be half a line
            image = tmp_path / f"image{number}"
            shutil.copytree(live, image)
            process.send_signal(signal.SIGCONT)
            images.append((image, before))
    finally:
        process.kill()
        listener.join()
        process.wait()
        lines.close()
    for image, before in images:
        log = await SqliteLog.open(image / "log.sqlite3", MemoryKeys(), lambda: datetime.now(UTC))
        found = await log.verify()
        assert found.problem is None
        held = [recorded.event_id async for recorded in log.read("01890a5d-ac96-774b-bcce-b302099a8057")]
        assert len(held) == len(set(held)) == found.events
        assert before <= set(held)
        await log.close()
    assert len(images[-1][1]) > len(images[0][1]), "the writer went on between the images"
