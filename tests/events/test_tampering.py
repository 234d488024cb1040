"""Tamper-evident: every flipped byte, removed row and cut tail is found and named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.log_files import ACME, ANNA, BEN, COLUMNS, new, opened, raw, weaken

from events.errors import NewerDatabase, NotOurDatabase, StorageFailed
from events.types.prospects import ProspectAdded

pytestmark = pytest.mark.anyio


def flips(value: object) -> Iterator[tuple[int, object]]:
    """A stored value with each byte flipped in turn (an integer as its eight bytes), and which byte it was."""
    if value is None:
        yield 0, b""
        return
    data = value.to_bytes(8, "big", signed=True) if isinstance(value, int) else value
    data = data.encode() if isinstance(data, str) else data
    assert isinstance(data, bytes)
    for index in range(len(data)):
        for bit in (0x01, 0x80):
            changed = data[:index] + bytes([data[index] ^ bit]) + data[index + 1 :]
            yield index, int.from_bytes(changed, "big", signed=True) if isinstance(value, int) else changed


async def problems(path: Path, position: int, column: str, bit: int) -> list[tuple[object, str | None]]:
    """What `verify` says to each flip of one bit in a column of a row."""
    found: list[tuple[object, str | None]] = []
    async with opened(path) as log:
        with raw(path) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            (value,) = connection.execute(f"SELECT {column} FROM events WHERE position = ?", (position,)).fetchone()
            cast = f"CAST(? AS {'TEXT' if isinstance(value, str) else 'BLOB'})"
            statement = f"UPDATE events SET {column} = {'?' if isinstance(value, int) else cast} WHERE position = ?"
            for number, (index, changed) in enumerate(flips(value)):
                if number % 2 != bit:
                    continue
                connection.execute(statement, (changed, position))
                found.append(((index, changed), (await log.verify()).problem))
            connection.execute(statement, (value.encode() if isinstance(value, str) else value, position))
        assert (await log.verify()).problem is None
    return found


@pytest.mark.parametrize("column", COLUMNS)
async def test_every_flipped_byte_is_found(journal: Path, column: str) -> None:
    """Whichever byte of whichever column of a row is changed, `verify` names that row."""
    weaken(journal)
    for position, version in ((1, 1), (3, 2), (5, 3)):
        for what, problem in await problems(journal, position, column, 0):
            assert problem is not None, f"{column}: {what}"
            if "CHECK constraint failed" in problem:  # a number below 1, which the table itself rules out
                continue
            assert problem.startswith(f"position {position}, version "), f"{column}: {what}: {problem}"
            if column != "version":
                assert f"version {version} of person" in problem
            if column != "person_id":
                assert problem.split("of person ")[1].startswith(ANNA.replace("-", ""))


@pytest.mark.parametrize("column", ["type", "occurred_at", "recorded_at", "body"])
async def test_text_that_is_no_longer_text_is_found(journal: Path, column: str) -> None:
    """A byte that no text may hold is a changed row as any other, not a failure to read."""
    weaken(journal)
    for _, problem in await problems(journal, 3, column, 1):
        assert problem is not None
        assert problem.startswith("position 3, version 2 of person")


async def test_bytes_that_look_like_a_replacement_character_are_found(tmp_path: Path) -> None:
    """Text that cannot be read is judged by its bytes, not by what a lenient reader would make of them."""
    path = tmp_path / "journal.sqlite3"
    async with opened(path) as log:
        await log.append(ANNA, [new(ProspectAdded(prospect_id=ACME, role="\ufffd"))])
        assert (await log.verify()).problem is None
    weaken(path)
    with raw(path) as connection:
        (body,) = connection.execute("SELECT CAST(body AS BLOB) FROM events").fetchone()
        changed = body.replace("\ufffd".encode(), b"\xff")
        assert changed != body
        connection.execute("UPDATE events SET body = CAST(? AS TEXT)", (changed,))
    async with opened(path) as log:
        problem = (await log.verify()).problem
    assert problem is not None
    assert problem.startswith("position 1, version 1 of person")


@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE events SET sealed = NULL WHERE position = 3"],
        ["UPDATE events SET type = type || substr(body, 1, 1), body = substr(body, 2) WHERE position = 3"],
        ["UPDATE events SET hash = (SELECT hash FROM events WHERE position = 1) WHERE position = 3"],
        ["DELETE FROM events WHERE position = 3"],
        ["UPDATE events SET position = 99 WHERE position = 3"],
        [
            "CREATE TEMP TABLE swap AS SELECT * FROM events WHERE position IN (3, 5)",
            "DELETE FROM events WHERE position IN (3, 5)",
            "INSERT INTO events SELECT 8 - position, person_id, 5 - version, event_id, type, schema, occurred_at,"
            " recorded_at, body, sealed, hash FROM swap",
        ],
        [
            "INSERT INTO events SELECT 99, person_id, 4, zeroblob(16), type, schema, occurred_at, recorded_at, body,"
            " sealed, hash FROM events WHERE position = 5"
        ],
    ],
    ids=["unsealed", "byte moved over", "other hash", "removed", "moved", "exchanged", "added"],
)
async def test_what_an_attacker_does_to_rows_is_found(journal: Path, statements: list[str]) -> None:
    """Removing, moving, exchanging and adding rows breaks the person's chain, and only theirs is named."""
    weaken(journal)
    with raw(journal) as connection:
        for statement in statements:
            connection.execute(statement)
    async with opened(journal) as log:
        problem = (await log.verify()).problem
    assert problem is not None
    assert ANNA.replace("-", "") in problem


async def test_a_removed_row_is_named(journal: Path) -> None:
    """By its version, at the row that stands in its place."""
    weaken(journal)
    with raw(journal) as connection:
        connection.execute("DELETE FROM events WHERE position = 3")
    async with opened(journal) as log:
        problem = (await log.verify()).problem
    person = ANNA.replace("-", "")
    assert problem == f"position 5, version 3 of person {person}: version 2 is missing before it"


async def test_a_cut_off_tail_shows_in_the_heads(journal: Path) -> None:
    """The rows that are left are a sound chain; only a head that was kept elsewhere tells that more were there."""
    async with opened(journal) as log:
        kept = (await log.verify()).heads
    weaken(journal)
    with raw(journal) as connection:
        connection.execute("DELETE FROM events WHERE position >= 4")
    async with opened(journal) as log:
        result = await log.verify()
    assert result.problem is None
    assert result.events == 3
    assert {person: head.split(":")[0] for person, head in kept.items()} == {ANNA: "3", BEN: "2"}
    assert {person: head.split(":")[0] for person, head in result.heads.items()} == {ANNA: "2", BEN: "1"}


async def test_a_damaged_file_never_passes_for_sound(journal: Path) -> None:
    """Any byte of the file may rot: it is reported or refused, or all the rows are still what they were."""
    async with opened(journal) as log:
        sound = await log.verify()
        rows = [recorded async for recorded in log.read(ANNA)]
    whole = journal.read_bytes()
    copy = journal.with_name("copy.sqlite3")
    for offset in range(0, len(whole), 61):
        for name in ("copy.sqlite3-wal", "copy.sqlite3-shm"):
            journal.with_name(name).unlink(missing_ok=True)
        copy.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0xFF]) + whole[offset + 1 :])
        try:
            async with opened(copy) as log:
                if (await log.verify()).problem is None:
                    assert await log.verify() == sound, offset
                    assert [recorded async for recorded in log.read(ANNA)] == rows, offset
        except (StorageFailed, NotOurDatabase, NewerDatabase):
            continue
