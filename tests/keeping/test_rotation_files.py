"""The files of a master key that is changed: broken off at any step, from before there was a mark, with wrong keys."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import structs
from support.log_files import AT, MASTER, listing
from support.rotating import KEYS, left_in, master_in, opened, prints, subjects, wrapped

from coach.errors import SettingsError
from coach.keeping.master_key import MASTER as FILE
from coach.keeping.master_key import KeyFile
from events.errors import WrongMasterKey
from events.ids import to_bytes
from events.sealing import FORGOTTEN
from events.sqlite import database
from events.wrapping import Wrapping

pytestmark = pytest.mark.anyio

NEW = MASTER[::-1]
KEPT, LOST = subjects(*range(30)), subjects("lost")


class Watched(KeyFile):
    """Makes an image of the folder, as a kill would leave it, before and after each step."""

    def __init__(self, path: Path, image: Callable[[str], None]) -> None:
        super().__init__(path)
        self._image = image

    def prepare(self, key: bytes) -> None:
        self._image("unprepared")
        super().prepare(key)
        self._image("prepared")

    def settle(self, key: bytes) -> None:
        self._image("unsettled")
        super().settle(key)
        self._image("settled")


async def test_broken_off_at_any_step(tmp_path: Path) -> None:
    """Whatever image a kill leaves, it opens with all keys under one master key, old or new, and no other stays."""
    folder, images = tmp_path / "data", tmp_path / "images"
    folder.mkdir()

    def image(step: str) -> None:
        target = images / f"{len(list(images.glob('*'))):02}-{step}"
        shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*-shm"))
        if step == "prepared":  # killed in the middle of writing the new key
            torn = shutil.copytree(target, images / f"{len(list(images.glob('*'))):02}-torn")
            (torn / f"{FILE}.next").write_bytes((torn / f"{FILE}.next").read_bytes()[:20])

    async with opened(folder) as keys:
        await keys.ensure(KEPT + LOST)
        await keys.destroy(LOST[0])
        before = await prints(keys, KEPT + LOST)
    old = [master_in(folder), *wrapped(folder)]
    images.mkdir()
    async with opened(folder, Watched(folder / FILE, image)) as keys:
        keys.rotate(NEW)
        image("unswept")
    names = sorted(path.name[3:] for path in images.iterdir())
    assert set(names) == {"unprepared", "prepared", "torn", "unsettled", "settled", "unswept"}
    ends = set()
    for left in images.iterdir():
        async with opened(left) as keys:
            assert await prints(keys, KEPT + LOST) == before, left.name
            assert not (left / f"{FILE}.next").exists()
            await keys.ensure(subjects("new"))
            current = master_in(left)
            ends.add(current)
            if current == NEW:
                assert left_in(left, *old) == [], left.name
        async with opened(left, current) as keys:
            assert len(await prints(keys, KEPT + subjects("new"))) == 31
    assert ends == {old[0], NEW}, "some images are from before it, some from after"


async def test_it_can_go_wrong_and_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle of it: the old key stays in use, for whoever has the file open and at the next
    opening, and then it works."""
    async with opened(tmp_path) as keys:
        await keys.ensure(KEPT)
        before, old = await prints(keys, KEPT), master_in(tmp_path)
        monkeypatch.setattr(KeyFile, "_sync_folder", lambda self: (_ for _ in ()).throw(OSError(28, "No space left")))
        with pytest.raises(SettingsError, match="No space left"):
            keys.rotate(NEW)
        monkeypatch.undo()
        assert await prints(keys, KEPT) == before
        await keys.ensure(subjects("another"))
    async with opened(tmp_path) as keys:
        assert await prints(keys, KEPT) == before
        assert (master_in(tmp_path), (tmp_path / f"{FILE}.next").exists()) == (old, False)
        assert keys.rotate(NEW) == 31
        assert await prints(keys, KEPT) == before
    assert master_in(tmp_path) == NEW


async def test_many_keys_leave_nothing_behind(tmp_path: Path) -> None:
    """Thousands of keys, made in the order of their ids and across it, some destroyed: no piece of an old one is in a
    page, a free page or the write-ahead log."""
    async with opened(tmp_path, MASTER) as keys:
        everybody = subjects(*range(3000))
        for start in range(7):
            await keys.ensure(everybody[start::7])
        for subject in everybody[:40:2]:
            await keys.destroy(subject)
        old = wrapped(tmp_path)
        before = await prints(keys, everybody)
        assert keys.rotate(NEW) == 2980
        assert await keys.sweep()
        files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert [s for s in old if any(s[at : at + 12] in files for at in (0, 24, 48))] == []
        assert MASTER not in files and NEW not in files
        assert await prints(keys, everybody) == before
    async with opened(tmp_path, NEW) as keys:
        assert await prints(keys, everybody) == before


def from_before_the_mark(folder: Path, *, live: bool) -> None:
    """A key file as the first schema had it, with a key, or only the mark of one that was destroyed."""
    first = folder / "first"
    first.mkdir()
    (first / "0001_keys.sql").write_text(database.migration_steps(database.KEYS.migrations)[0])
    subject = to_bytes(KEPT[0])
    secret = Wrapping(MASTER).wrap(subject, b"s" * 32) if live else None
    row = (subject, secret, "2026", None if live else "2026")
    with closing(database.connect(folder / KEYS, structs.replace(database.KEYS, migrations=first))) as connection:
        connection.execute("INSERT INTO subject_keys VALUES (?, ?, ?, ?)", row)
    shutil.rmtree(first)


async def test_a_file_from_before_the_mark(tmp_path: Path) -> None:
    """A wrong key leaves it byte for byte; with the right one it opens and can be put under another."""
    from_before_the_mark(tmp_path, live=True)
    before = listing(tmp_path)
    with pytest.raises(WrongMasterKey):
        async with opened(tmp_path, NEW):
            pass
    assert listing(tmp_path) == before
    async with opened(tmp_path, MASTER) as keys:
        found = await prints(keys, KEPT[:1])
        assert keys.rotate(NEW) == 1
    async with opened(tmp_path, NEW) as keys:
        assert await prints(keys, KEPT[:1]) == found


async def test_a_file_from_before_the_mark_without_live_keys(tmp_path: Path) -> None:
    """It never said whose it is, so it takes the key that it is opened with, and keeps what was destroyed."""
    from_before_the_mark(tmp_path, live=False)
    async with opened(tmp_path, NEW) as keys:
        assert await keys.ensure(KEPT[:1]) == {KEPT[0]: FORGOTTEN}
    with pytest.raises(WrongMasterKey):
        async with opened(tmp_path, MASTER):
            pass


@pytest.mark.parametrize("made", [[], LOST])
async def test_a_wrong_key_is_refused_without_live_keys(tmp_path: Path, made: list[str]) -> None:
    """A new file, or one whose keys were all destroyed, knows its master key all the same; nothing is changed."""
    async with opened(tmp_path, MASTER) as keys:
        await keys.ensure(made)
        for subject in made:
            await keys.destroy(subject)
    before = listing(tmp_path)
    with pytest.raises(WrongMasterKey):
        async with opened(tmp_path, NEW):
            pass
    assert listing(tmp_path) == before


async def test_a_damaged_key_file_is_not_replaced(tmp_path: Path) -> None:
    """It is said which file it is, and it stays as it is."""
    async with opened(tmp_path) as keys:
        await keys.ensure(KEPT)
    (tmp_path / FILE).write_text("")
    with pytest.raises(SettingsError, match=r"master\.key is empty or damaged"):
        async with opened(tmp_path):
            pass
    assert (tmp_path / FILE).read_text() == ""


async def test_a_destroyed_key_is_not_brought_back(tmp_path: Path) -> None:
    """Not by wrapping it anew, and a time is kept at which it was destroyed."""
    async with opened(tmp_path, MASTER) as keys:
        await keys.ensure(KEPT + LOST)
        await keys.destroy(LOST[0])
        assert keys.rotate(NEW) == 30
    with closing(sqlite3.connect(tmp_path / KEYS)) as connection:
        rows = connection.execute("SELECT secret, destroyed_at FROM subject_keys WHERE secret IS NULL").fetchall()
    assert rows == [(None, AT.isoformat(timespec="milliseconds"))]
