"""A disk that is really full: a clear error, nothing that was acknowledged is lost, and with room it goes on by itself.

Both kinds of small disk where this machine can mount; else the one that needs no rights.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import crash_writer, disk_writer
from support.small_disk import Disk, kinds, small_disk

import events

pytestmark = pytest.mark.anyio

ROOT = Path(str(events.__file__)).parents[1]
CALLERS = 8


@pytest.fixture(params=kinds())
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A small disk with an empty folder `log`."""
    with small_disk(request.param, tmp_path / "disk") as made:
        (made.folder / "log").mkdir()
        yield made


def writer(disk: Disk) -> tuple[subprocess.Popen[str], str]:
    """A process that writes to the log of this disk, and its first word: "ready", or what is wrong."""
    paths = f"{ROOT}:{ROOT / 'tests'}"
    process = disk.start([sys.executable, disk_writer.__file__, str(disk.folder / "log")], {"PYTHONPATH": paths})
    assert process.stdout
    return process, process.stdout.readline().strip()


def told(
    process: subprocess.Popen[str], numbers: range | list[int], size: int, sealed: bool = False
) -> dict[int, str | None]:
    """What became of these appends, all made at once: None, or the problem."""
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps({"numbers": list(numbers), "size": size, "sealed": sealed}) + "\n")
    process.stdin.flush()
    return dict(json.loads(process.stdout.readline()))


def ended(process: subprocess.Popen[str]) -> str:
    """Close the log and end; the errors that were printed."""
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return errors


async def holds(disk: Disk, numbers: set[int]) -> None:
    """The log verifies and holds exactly these appends, each once."""
    async with crash_writer.open_log(disk.folder / "log") as (log, _):
        held = [recorded.event_id async for recorded in log.read(crash_writer.PERSON)]
        assert sorted(held) == sorted(disk_writer.event_id(number) for number in numbers)
        assert (await log.verify()).problem is None


@pytest.mark.parametrize("size", [1_000, 60_000])
async def test_the_disk_fills_up_while_eight_append(disk: Disk, size: int) -> None:
    """Whoever was told yes is in the log, whoever was told no is not and may repeat; with room it goes on at once."""
    process, first = writer(disk)
    assert first == "ready"
    done: set[int] = set()
    failed: dict[int, str] = {}
    rounds = iter(range(1_000))
    per_round = CALLERS * max(1, 20_000 // size)
    while not failed:
        start = next(rounds) * per_round
        for number, problem in told(process, range(start, start + per_round), size).items():
            if problem:
                failed[number] = problem
            else:
                done.add(number)
    for problem in failed.values():
        assert problem.startswith("StorageFailed: journal.sqlite3: ")
        assert "disk space" in problem
        assert "xxx" not in problem and "INSERT" not in problem
    assert len(done) >= CALLERS
    assert set(told(process, list(failed), size).values()) != {None}, "it stays full"
    disk.free()
    assert set(told(process, list(failed), size).values()) == {None}
    assert set(told(process, sorted(done)[-CALLERS:], size).values()) == {None}, "a repeat is still recognised"
    assert ended(process) == ""
    await holds(disk, done | set(failed))


async def test_a_process_that_dies_on_a_full_disk_leaves_a_sound_log(disk: Disk) -> None:
    """Killed while nothing can be written: what was acknowledged is there when it is opened again."""
    process, _ = writer(disk)
    done = {number for number, problem in told(process, range(40), 900).items() if not problem}
    disk.fill()
    told(process, range(40, 80), 60_000)
    process.kill()
    process.wait()
    disk.free()
    async with crash_writer.open_log(disk.folder / "log") as (log, _):
        held = {recorded.event_id async for recorded in log.read(crash_writer.PERSON)}
        assert {disk_writer.event_id(number) for number in done} <= held
        assert (await log.verify()).problem is None
        again = await log.append(crash_writer.PERSON, [disk_writer.event(number, 60_000, False) for number in (40, 79)])
        assert len(again.versions) == 2


async def test_a_key_that_cannot_be_kept_seals_nothing(disk: Disk) -> None:
    """No event is written whose key is not on the disk; the error names the key file; later the same append works."""
    process, _ = writer(disk)
    assert set(told(process, range(20), 100, sealed=True).values()) == {None}
    disk.fill()
    numbers = range(20, 220)
    problems = told(process, numbers, 100, sealed=True)
    failed = [number for number, problem in problems.items() if problem]
    assert failed
    assert {(problems[number] or "").split(":")[0] for number in failed} == {"StorageFailed"}
    assert any("keys.sqlite3" in (problems[number] or "") for number in failed)
    disk.free()
    assert set(told(process, numbers, 100, sealed=True).values()) == {None}
    assert ended(process) == ""
    await holds(disk, set(range(220)))


async def test_a_log_cannot_be_opened_on_a_full_disk(disk: Disk) -> None:
    """Neither a new one nor one that is there, whose write-ahead log has no room: one error, and later it opens."""
    disk.fill()
    process, first = writer(disk)
    assert process.wait() == 1
    assert first.startswith("StorageFailed: ") and "disk" in first
    disk.free()
    process, first = writer(disk)
    assert first == "ready"
    assert set(told(process, range(5), 100).values()) == {None}
    assert ended(process) == ""
    disk.fill()
    process, first = writer(disk)
    if first == "ready":  # where the last kilobytes were enough to open, they are not enough to write
        assert any(told(process, range(5, 10), 60_000).values())
        process.communicate(timeout=60)
    else:
        assert process.wait() == 1
        assert first.startswith("StorageFailed: ") and "disk" in first
    disk.free()
    await holds(disk, set(range(5)))
