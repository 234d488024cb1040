"""Private: what is sealed is in no file in the clear, and gone once its key is."""

import asyncio
import os
import stat
from pathlib import Path

import pytest
from msgspec import Raw
from support import crash_writer
from support.log_files import ACME, ANNA, AT, MASTER, called, clock, listing, new, raw

from events.errors import WrongMasterKey
from events.ids import dated, to_text
from events.sealing import FORGOTTEN
from events.sqlite.keys import SqliteKeys
from events.types.coaching import CoachingContent, CoachingGiven
from events.types.imports import ImportSource, ImportStarted
from events.types.person import PersonName, PersonRegistered
from events.types.prospects import ProspectAdded, ProspectDetails

pytestmark = pytest.mark.anyio


async def test_private_words_are_in_no_file(tmp_path: Path) -> None:
    """Names, companies, contact data, notes, chat text and file names are sealed in every file that SQLite writes."""
    person = PersonRegistered(time_zone="Europe/Berlin", working_days=["mon"], language="de")
    details = ProspectDetails(contact="Zoë Quill", company="Quillworks", email="zoe@quill.test", phone="+49305550100")
    content = CoachingContent(message="I cried in the car", reply=Raw(b'{"blocks": ["breathe out"]}'))
    given = CoachingGiven(reply_id="reply", conversation_id="talk", mode="chat", source="rules")
    source = ImportStarted(batch_id="batch", source="0123", generation=1, format="csv")
    secrets = ["Anna Bold", "Zoë", "Quill", "+4930555", "moaned", "in the car", "breathe", "leads-2026.csv"]
    async with crash_writer.open_log(tmp_path) as (log, _):
        await log.append(ANNA, [new(person, anna=PersonName(name="Anna Bold"))])
        await log.append(ANNA, [new(ProspectAdded(prospect_id=ACME), acme=details), called("they moaned")])
        await log.append(ANNA, [new(given, anna=content), new(source, anna=ImportSource(name="leads-2026.csv"))])
        running = listing(tmp_path)
    closed = listing(tmp_path)
    assert {"journal.sqlite3-wal", "keys.sqlite3-wal"} <= set(running)
    assert any(b"outreach_recorded" in data for data in running.values()), "the search finds what is in the clear"
    for files in (running, closed):
        for name, data in files.items():
            for secret in secrets:
                assert secret.encode() not in data, f"{secret} in {name}"
            assert MASTER not in data


async def test_a_destroyed_key_is_in_no_file(tmp_path: Path) -> None:
    """Not even a piece of it: it is overwritten, in the log of the key file too, so nobody can ever open what it
    sealed."""

    def left(wrapped: bytes) -> bool:
        files = b"".join(listing(tmp_path).values())
        return any(wrapped[start : start + 8] in files for start in range(len(wrapped) - 8))

    subjects = [dated(AT, str(number)) for number in range(40)]
    async with crash_writer.open_log(tmp_path) as (_, keys):
        await keys.ensure(subjects)
        with raw(tmp_path / "keys.sqlite3") as connection:
            rows = connection.execute("SELECT subject_id, secret FROM subject_keys").fetchall()
        wrapped = {to_text(subject): secret for subject, secret in rows}
        assert all(left(secret) for secret in wrapped.values())
        for number, subject in enumerate(subjects):
            if number % 2:
                await keys.destroy(subject)
        assert [left(wrapped[subject]) for subject in subjects] == [True, False] * 20
    assert [left(wrapped[subject]) for subject in subjects] == [True, False] * 20


async def test_new_keys_can_be_made_right_after_one_was_destroyed(tmp_path: Path) -> None:
    """Forgetting somebody leaves no lock behind that would hold up the next new prospect."""
    async with crash_writer.open_log(tmp_path) as (_, keys):
        for number in range(20):
            subject, following = dated(AT, str(number)), dated(AT, str(number), "next")
            await keys.ensure([subject])
            await keys.destroy(subject)
            assert (await keys.ensure([subject, following]))[subject] == FORGOTTEN


async def test_a_key_that_another_process_destroyed_is_forgotten(tmp_path: Path) -> None:
    """It does not live on in the memory of this one."""
    async with crash_writer.open_log(tmp_path) as (_, keys), crash_writer.open_log(tmp_path) as (_, others):
        await keys.ensure([ACME])
        assert await keys.get([ACME]) != {ACME: FORGOTTEN}
        await others.destroy(ACME)
        assert await keys.get([ACME]) == {ACME: FORGOTTEN}


async def test_a_key_is_forgotten_while_others_ask_for_it(tmp_path: Path) -> None:
    """Also by those who then give up: nothing brings a destroyed key back into memory."""
    async with crash_writer.open_log(tmp_path) as (_, keys):
        for number in range(20):
            subject, another = dated(AT, str(number)), dated(AT, str(number), "another")
            await keys.ensure([subject])
            asking = [asyncio.create_task(keys.ensure([subject, another])) for _ in range(4)]
            forgetting = asyncio.create_task(keys.destroy(subject))
            for _ in range(number % 4):
                await asyncio.sleep(0)
            for task in asking[::2]:
                task.cancel()
            await asyncio.gather(*asking, forgetting, return_exceptions=True)
            assert await keys.get([subject]) == {subject: FORGOTTEN}


@pytest.mark.skipif(os.name == "nt", reason="no file modes here")
async def test_the_files_are_their_owners_alone(tmp_path: Path) -> None:
    """Whatever the mask of whoever starts the program, and also what SQLite puts beside a file."""
    mask = os.umask(0o022)
    try:
        async with crash_writer.open_log(tmp_path) as (log, _):
            await log.append(ANNA, [called("they moan")])
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert len(modes) == 6
        assert set(modes.values()) == {0o600}, modes
        for path in tmp_path.iterdir():
            path.chmod(0o644)
        async with crash_writer.open_log(tmp_path):
            assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*.sqlite3")} == {0o600}
    finally:
        os.umask(mask)


async def test_a_wrong_master_key_is_refused(tmp_path: Path) -> None:
    """At opening, before anything is sealed under keys that nobody can open later; the right one still works."""
    path = tmp_path / "keys.sqlite3"
    keys = SqliteKeys(path, MASTER, clock)
    await keys.ensure([ACME])
    await keys.close()
    before = path.read_bytes()
    with pytest.raises(WrongMasterKey, match="COACH_MASTER_KEY"):
        SqliteKeys(path, MASTER[::-1], clock)
    assert path.read_bytes() == before
    keys = SqliteKeys(path, MASTER, clock)
    assert set(await keys.get([ACME])) == {ACME}
    await keys.close()


async def test_a_wrapped_key_cannot_be_moved_to_another_subject(tmp_path: Path) -> None:
    """Each is bound to its subject, so nobody can bring a forgotten one back under another name."""
    path = tmp_path / "keys.sqlite3"
    keys = SqliteKeys(path, MASTER, clock)
    await keys.ensure([ACME, ANNA])
    await keys.close()
    first, second = sorted((ACME, ANNA))
    with raw(path) as connection:
        rows = dict(connection.execute("SELECT subject_id, secret FROM subject_keys").fetchall())
        donor = rows[next(subject for subject in rows if to_text(subject) == first)]
        moved = next(subject for subject in rows if to_text(subject) == second)
        connection.execute("UPDATE subject_keys SET secret = ? WHERE subject_id = ?", (donor, moved))
    keys = SqliteKeys(path, MASTER, clock)
    with pytest.raises(WrongMasterKey):
        await keys.get([second])
    await keys.close()
