"""Several programs on one key file while its master key is changed: each goes on, or says that it cannot."""

import asyncio
import threading
from datetime import datetime
from pathlib import Path

import pytest
from support.log_files import AT, MASTER, clock
from support.rotating import KEYS, change, left_in, master_in, opened, prints, subjects, wrapped

from coach.app import open_rebound
from coach.contracts import PersonInput
from coach.keeping import backup
from coach.keeping.master_key import MASTER as MASTER_FILE
from coach.keeping.master_key import KeyFile
from coach.settings import Settings
from events.errors import MasterKeyChanged
from events.sealing import FORGOTTEN
from events.sqlite.keys import SqliteKeys
from events.wrapping import Wrapping

pytestmark = pytest.mark.anyio

NEW = MASTER[::-1]


async def test_new_keys_come_under_the_new_key(tmp_path: Path) -> None:
    """Whoever had the file open before makes keys under the master key that is in use now, not under the one that it
    knew; what it held in memory is right, and it sees what was made and destroyed meanwhile."""
    first, second, third = subjects("first"), subjects("second"), subjects("third")
    async with opened(tmp_path) as one, opened(tmp_path) as other:
        await one.ensure(first)
        before = await prints(one, first)
        old = [master_in(tmp_path), *wrapped(tmp_path)]
        assert other.rotate(NEW) == 1
        await one.ensure(second)
        await other.ensure(third)
        await other.destroy(third[0])
        assert await one.get(third) == {third[0]: FORGOTTEN}
        assert await prints(one, first) == before
        assert await prints(one, second) == await prints(other, second)
        assert one.rotate(MASTER) == 2
        assert await prints(other, first + second) == await prints(one, first + second)
        await one.sweep()
        assert left_in(tmp_path, *old, NEW) == []
    assert master_in(tmp_path) == MASTER


async def test_changed_just_before_a_key_is_made(tmp_path: Path) -> None:
    """After it was looked for and before it is written: it comes under the new master key all the same."""
    async with opened(tmp_path) as other:

        def changing_clock() -> datetime:
            other.rotate(NEW)
            return AT

        one = SqliteKeys(tmp_path / KEYS, KeyFile(tmp_path / MASTER_FILE), changing_clock)
        made = await prints(one, await one.ensure(subjects("made")))
        await one.close()
    async with opened(tmp_path, NEW) as keys:
        assert await prints(keys, made) == made


async def test_a_given_key_that_is_no_longer_in_use(tmp_path: Path) -> None:
    """Reading and making keys say so each time and write nothing; forgetting needs no key, and works."""
    known, fresh = subjects("known", "lost"), subjects("fresh")
    async with opened(tmp_path, MASTER) as one:
        await one.ensure(known)
        async with opened(tmp_path, MASTER) as other:
            other.rotate(NEW)
        stored = wrapped(tmp_path)
        for _ in range(2):
            with pytest.raises(MasterKeyChanged, match="COACH_MASTER_KEY"):
                await one.ensure(fresh)
            with pytest.raises(MasterKeyChanged):
                await one.get(known)
            with pytest.raises(MasterKeyChanged):
                one.rotate(MASTER[:16] * 2)
        assert wrapped(tmp_path) == stored
        await one.destroy(known[1])
    async with opened(tmp_path, NEW) as keys:
        assert len(await prints(keys, known[:1])) == 1
        assert await keys.get(known[1:]) == {known[1]: FORGOTTEN}


async def test_a_backup_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes the master key between the copy of the keys and that of the master key waits: the two belong
    together."""
    data, room, changes = tmp_path / "data", tmp_path / "backup" / "keys", []
    async with open_rebound(Settings(data_dir=data), clock) as rebound:
        await rebound.people.register(PersonInput(name="Ann", time_zone="Europe/Berlin"))
    before, copy = master_in(data), backup._copy

    def copy_and_change(source: Path, target: Path) -> None:
        copy(source, target)
        if source.name == KEYS:
            changes.append(threading.Thread(target=change, args=[data]))
            changes[0].start()
            changes[0].join(0.2)

    monkeypatch.setattr(backup, "_copy", copy_and_change)
    await backup.back_up(Settings(data_dir=data), tmp_path / "backup", AT)
    changes[0].join()
    assert (master_in(room), master_in(data) != before) == (before, True)
    for folder in (room, data):
        async with opened(folder) as keys:
            keys.rotate(NEW)  # it opens each of them


async def test_two_at_once(tmp_path: Path) -> None:
    """Two change the master key by turns in threads of their own while a third makes keys: never a key under another
    master key than the one in use, never one lost."""
    made: dict[str, str] = {}

    async def change_often(letter: int) -> None:
        async with opened(tmp_path) as keys:
            for number in range(25):
                keys.rotate(bytes([letter, number]) * 16)
                await asyncio.sleep(0.005)

    def changing(letter: int) -> None:
        asyncio.run(change_often(letter))

    async with opened(tmp_path) as keys:
        await keys.ensure(subjects("first"))
        changes = [asyncio.create_task(asyncio.to_thread(changing, letter)) for letter in (1, 2)]
        number = 0
        while not all(ending.done() for ending in changes):
            wanted = subjects(number)
            await keys.ensure(wanted)
            made |= await prints(keys, wanted)
            number += 1
            await asyncio.sleep(0.001)
        await asyncio.gather(*changes)
        assert await prints(keys, made) == made
    wrapping = Wrapping(master_in(tmp_path))
    async with opened(tmp_path) as keys:
        assert await prints(keys, made) == made
        assert keys._wrapping.mark == wrapping.mark
    assert not list(tmp_path.glob("*.next"))
