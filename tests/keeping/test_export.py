"""Export: all of a journal in lines, opened for the person, and nothing of what was forgotten."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support.rebound import COACH, coach, coach_json

from coach.contracts import ExportedEvent, ExportHeader
from coach.keeping.export import exported
from events.codec import Codec
from events.envelope import NewEvent
from events.folds.withdrawal import Withdrawn
from events.ids import new_id
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types.outreach import EntryNote, OutreachRecorded


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def lines(text: str) -> list[Any]:
    """An export as documents, each read by its type first."""
    header, *events = text.splitlines()
    assert msgspec.json.decode(header, type=ExportHeader).events == len(events)
    for line in events:
        msgspec.json.decode(line, type=ExportedEvent)
    return [json.loads(line) for line in events]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with something of everything, to copy."""
    data = tmp_path_factory.mktemp("template") / "data"
    coach(data, "log", "--outcome", "soft_no", "--reason", "timing", "--contact", "Zofia Quist", "--note", "plumcake")
    coach(data, "log", "--outcome", "won", "--contact", "Kurt", "--note", "brass band")
    coach(data, "log", "--count", "7")
    coach(data, "undo")
    coach(data, "mood", "2")
    coach(data, "goal", "calls_a_day", "20")
    coach(data, "rest", "2026-11-05")
    coach(data, "pitch", "add", "We save a day.", "--title", "Opener")
    coach(data, "ask", "A hard day. Zofia said no, Kurt was kinder.")
    return data


@pytest.fixture
def lived(template: Path, data: Path) -> Path:
    return shutil.copytree(template, data)


def test_everything_is_there_and_opened(lived: Path) -> None:
    """Every event in order, with what only the person can read; what was taken back is marked."""
    done = coach(lived, "export")
    assert (done.returncode, done.stderr) == (0, "")
    found = lines(done.stdout)
    assert [line["version"] for line in found] == [*range(1, len(found) + 1)]
    assert len(found) == coach_json(lived, "verify")["events"]
    private = [part for line in found for part in line["private"].values()]
    assert {part["kind"] for part in private} >= {
        "prospect_details", "entry_note", "mood", "pitch_text", "coaching_content", "mentions",
    }  # fmt: skip
    (said,) = [part for part in private if part["kind"] == "coaching_content"]
    assert said["message"] == "A hard day. Zofia said no, Kurt was kinder."
    assert said["reply"]["blocks"]
    assert {part["note"] for part in private if part["kind"] == "entry_note"} == {"plumcake", "brass band"}
    gone = [line for line in found if line["withdrawn"]]
    assert [(line["type"], line["fields"]["count"]) for line in gone] == [("outreach_recorded", 7)]
    assert not any(line["forgotten"] for line in found)


def test_what_was_forgotten_is_null(lived: Path) -> None:
    """The events stay, nobody's name does, and others are untouched."""
    coach(lived, "forget", "zofia", "--yes")
    text = coach(lived, "export").stdout
    for word in ("Zofia", "Quist", "plumcake"):
        assert word not in text
    lost = [line for line in lines(text) if line["forgotten"]]
    assert {line["type"] for line in lost} == {"prospect_added", "outreach_recorded", "coaching_given"}
    for line in lost:
        assert None in line["private"].values()
    (said,) = [line for line in lost if line["type"] == "coaching_given"]
    messages = [part["message"] for part in said["private"].values() if part and "message" in part]
    assert messages == ["A hard day. (forgotten) said no, Kurt was kinder."]


def test_a_file_is_the_owner_s_alone_and_never_overwritten(data: Path, tmp_path: Path) -> None:
    """Also not through a link; a folder that is not there is one clear line."""
    coach(data, "log", "--outcome", "won")
    target = tmp_path / "mine.jsonl"
    assert "Exported 3 events" in coach(data, "export", str(target)).stdout
    assert target.stat().st_mode & 0o777 == 0o600
    before = target.read_bytes()
    assert len(lines(before.decode())) == 3
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "elsewhere")
    for path, words in ((target, "there already"), (link, "there already"), (tmp_path / "no" / "x", "cannot be")):
        done = coach(data, "export", str(path))
        assert (done.returncode, words in done.stderr) == (1, True), done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert target.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(data: Path) -> None:
    """Standard output that takes no more."""
    import os
    import subprocess

    coach(data, "log", "--outcome", "won")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COACH, "export"],
            env={**os.environ, "COACH_DATA_DIR": str(data)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_half_an_export_does_not_stay(tmp_path: Path) -> None:
    """A file that could not be finished is removed: it would look like a whole journal."""
    from coach.cli.export import ExportError, _target

    with pytest.raises(ExportError, match="No space"), _target(tmp_path / "half") as out:
        out.write(b"x")
        raise OSError(28, "No space left on device")
    with pytest.raises(KeyboardInterrupt), _target(tmp_path / "half") as out:
        raise KeyboardInterrupt
    assert not (tmp_path / "half").exists()


def test_an_event_of_a_newer_program_is_exported_as_it_was_stored() -> None:
    """With its own type and schema, and its private part."""

    async def tell() -> ExportedEvent:
        from datetime import UTC, datetime

        keys, person, at = MemoryKeys(), new_id(), datetime(2026, 11, 20, 12, tzinfo=UTC)
        log = MemoryLog(keys, lambda: at)
        event = OutreachRecorded(entry_id="e", channel="call", count=3)
        await log.append(person, [NewEvent(new_id(), at, event, {person: EntryNote(note="mine")})])
        log._codec = Codec({})
        (recorded,) = [recorded async for recorded in log.read(person)]
        return await exported(recorded, keys, Withdrawn())

    found = asyncio.run(tell())
    assert (found.type, found.schema) == ("outreach_recorded", 1)
    assert found.fields == {"channel": "call", "count": 3, "entry_id": "e"}
    assert list(found.private.values()) == [{"kind": "entry_note", "note": "mine"}]
