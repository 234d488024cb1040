"""A program that changes the master key is killed with SIGKILL at any moment, while another makes new keys.

Six rounds by default, a hundred with REBOUND_PROOF=full, any number with REBOUND_KILLS=n.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import rotating
from support.proof import FULL
from support.rotating import left_in, master_in, opened, prints, subjects, wrapped

import events

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
]

ROUNDS = int(os.environ.get("REBOUND_KILLS") or (100 if FULL else 6))


@contextmanager
def changing(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that changes the master key of `folder` again and again."""
    root = Path(str(events.__file__)).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")])}
    command = [sys.executable, rotating.__file__, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def read_lines(process: subprocess.Popen[str], count: int) -> int:
    """Wait for so many lines of a process; how many there were until it ended."""
    assert process.stdout is not None
    return sum(bool(process.stdout.readline()) for _ in range(count))


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    """Every key opens, for whoever had the file open and for who opens it then, under the master key that is there;
    the destroyed stay so; nothing of the old ones is left, and it can be changed again."""
    chance = random.Random(seed)
    kept, lost = subjects(*range(200)), subjects("lost")
    async with opened(tmp_path) as beside:
        await beside.ensure(kept + lost)
        await beside.destroy(lost[0])
        made = await prints(beside, kept + lost)
        old = [master_in(tmp_path), *wrapped(tmp_path)]
        with changing(tmp_path) as process:
            changes = chance.randrange(1, 9)  # at least one: then nothing of the first key may be left
            reading = asyncio.create_task(asyncio.to_thread(read_lines, process, changes))
            while not reading.done():
                wanted = subjects(f"beside {len(made)}")
                await beside.ensure(wanted)
                made |= await prints(beside, wanted)
                await asyncio.sleep(0.001)
            assert await reading == changes, "it failed before it was killed"
            await asyncio.sleep(chance.random() * 0.04)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        for number in range(3):
            made |= await prints(beside, await beside.ensure(subjects(f"after {number}")))
        async with opened(tmp_path) as fresh:
            assert await prints(fresh, made) == await prints(beside, made) == made
            assert made[lost[0]] == ""
            assert not list(tmp_path.glob("*.next"))
            assert left_in(tmp_path, *old) == []
            settled = [master_in(tmp_path), *wrapped(tmp_path)]
            fresh.rotate(bytes(range(32)))
            assert await fresh.sweep()
            assert left_in(tmp_path, *settled) == []
    async with opened(tmp_path, bytes(range(32))) as keys:
        assert await prints(keys, made) == made
