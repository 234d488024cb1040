"""Acknowledged means durable: a writer is killed with SIGKILL in the middle of its work, and its log is opened again.

Three rounds by default, a hundred with REBOUND_PROOF=full, any number with REBOUND_KILLS=n.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import crash_writer
from support.proof import FULL

import events
from events.envelope import Recorded
from events.sealing import unseal
from events.types.outreach import EntryNote, OutreachRecorded

pytestmark = pytest.mark.anyio

ROUNDS = int(os.environ.get("REBOUND_KILLS") or (100 if FULL else 3))
APPENDS = 1_000
WORKERS = 64


@contextmanager
def writer(folder: Path, seed: int) -> Iterator[subprocess.Popen[str]]:
    """A process that appends to the log in `folder`."""
    root = Path(str(events.__file__)).parents[1]
    command = [sys.executable, crash_writer.__file__, str(folder), str(seed), str(APPENDS), str(WORKERS)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root, env=environment)
    with process:
        try:
            yield process
        finally:
            process.kill()


def acknowledged(process: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """Kill the process at a moment that `chance` picks; the ids that it had acknowledged until then."""
    assert process.stdout
    enough = chance.randrange(1, APPENDS * 9 // 10)
    told = [process.stdout.readline() for _ in range(enough)]
    time.sleep(chance.random() * 0.005)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    assert process.wait() == -signal.SIGKILL, "the writer failed before it was killed"
    return [line.strip() for line in told if line.endswith("\n")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_what_was_acknowledged_outlives_the_process(tmp_path: Path, seed: int) -> None:
    """Every acknowledged append is there, whole and once; the chain holds; notes open; and a repeat adds the rest."""
    with writer(tmp_path, seed) as process:
        told = acknowledged(process, random.Random(seed))
    async with crash_writer.open_log(tmp_path) as (log, keys):
        found: dict[str, Recorded] = {}
        async for recorded in log.read(crash_writer.PERSON):
            assert recorded.event_id not in found, "an event is there twice"
            found[recorded.event_id] = recorded
        assert [recorded.version for recorded in found.values()] == list(range(1, len(found) + 1))
        assert set(told) <= set(found)
        assert len(told) == len(set(told))
        assert (await log.verify()).problem is None

        missing = 0
        for number in range(APPENDS):
            outreach, outcome = crash_writer.entry(seed, number)
            held = found.get(outreach.event_id)
            assert (held is None) == (outcome.event_id not in found), "half an append is there"
            missing += held is None
            if held:
                assert isinstance(held.event, OutreachRecorded)
                opened = await unseal(held, keys)
                assert opened == {held.event.prospect_id: EntryNote(note=crash_writer.note(seed, number))}
        assert 2 * (APPENDS - missing) == len(found)

        whole = [event for number in range(APPENDS) for event in crash_writer.entry(seed, number)]
        assert (await log.append(crash_writer.PERSON, whole)).added == 2 * missing
        assert (await log.append(crash_writer.PERSON, whole)).added == 0
        assert (await log.verify()).events == 2 * APPENDS
