"""Backup and restore: consistent while writes go on, keys apart, never over something, the forgotten stay forgotten."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.proof import FULL
from support.rebound import Served, coach, coach_json

from events.ids import new_id


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two entries, one of them about a named prospect, and a backup of it, to copy."""
    folder = tmp_path_factory.mktemp("templates")
    coach(folder / "data", "log", "--outcome", "soft_no", "--contact", "Zofia Zanzibar", "--note", "plumcake")
    coach(folder / "data", "log", "--outcome", "won")
    made = coach(folder / "data", "backup", str(folder / "backup"))
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def data(templates: Path, tmp_path: Path) -> Path:
    return shutil.copytree(templates / "data", tmp_path / "data")


@pytest.fixture
def backup(templates: Path, tmp_path: Path) -> Path:
    return shutil.copytree(templates / "backup", tmp_path / "backup")


def test_a_backup_comes_back_as_it_was(data: Path, backup: Path, tmp_path: Path) -> None:
    """Back up, restore elsewhere: same numbers, same names, same heads."""
    again = tmp_path / "again"
    done = coach(again, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert coach_json(again, "verify")["heads"] == coach_json(data, "verify")["heads"]
    assert coach_json(again, "prospects")[0]["contact"] == "Zofia Zanzibar"


def test_the_journal_part_alone_shows_no_names(data: Path, backup: Path) -> None:
    """Keys are apart: in the journal's part no private word and no key can be found."""
    journal = b"".join(p.read_bytes() for p in (backup / "journal").iterdir())
    assert b"Zanzibar" not in journal and b"plumcake" not in journal
    assert (data / "master.key").read_bytes().strip() not in journal
    assert {p.name for p in (backup / "keys").iterdir()} == {"keys.sqlite3", "master.key"}


def test_a_restore_overwrites_nothing(data: Path, backup: Path) -> None:
    """Where there is a journal, nothing is restored and nothing changes."""
    before = coach_json(data, "verify")["heads"]
    done = coach(data, "restore", str(backup))
    assert done.returncode == 1
    assert "already holds journal.sqlite3" in done.stderr
    assert coach_json(data, "verify")["heads"] == before
    assert coach(data, "backup", str(backup)).returncode == 1, "nor is a backup made over another"


@pytest.mark.parametrize("harm", ["tail", "byte", "keys", "manifest"])
def test_a_damaged_backup_is_refused_whole(backup: Path, tmp_path: Path, harm: str) -> None:
    """A cut tail, a changed byte, missing keys or no manifest: one line, and no journal is left behind."""
    journal = backup / "journal" / "journal.sqlite3"
    if harm == "keys":
        shutil.rmtree(backup / "keys")
    elif harm == "manifest":
        (backup / "journal" / "manifest.json").write_text("{")
    else:
        import sqlite3

        connection = sqlite3.connect(journal)
        connection.executescript("DROP TRIGGER events_never_change; DROP TRIGGER events_never_go;")
        change = "UPDATE events SET body = replace(body, 'won', 'wan')"
        connection.execute("DELETE FROM events WHERE position = 5" if harm == "tail" else change)
        connection.commit()
        connection.close()
    done = coach(tmp_path / "again", "restore", str(backup))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list((tmp_path / "again").glob("*.sqlite3*"))


def test_the_forgotten_stay_forgotten(data: Path, backup: Path, tmp_path: Path) -> None:
    """Restoring a backup from before a forgetting, beside the ledger, brings no name back."""
    coach(data, "forget", "zofia", "--yes")
    again = tmp_path / "again"
    again.mkdir()
    shutil.copyfile(data / "forgotten.txt", again / "forgotten.txt")
    assert "Forgotten again: 1 subject" in coach(again, "restore", str(backup)).stdout
    assert coach_json(again, "prospects", "zofia") == []
    assert not [p for p in again.iterdir() if b"Zanzibar" in p.read_bytes()]


def test_backups_while_writing(tmp_path: Path) -> None:
    """Backups while a server takes entries: each verifies and is a true beginning of the journal."""
    data, count = tmp_path / "data", 3 if FULL else 2
    with Served(data) as served, served.signed_in() as client:
        written = []
        for number in range(count):
            process = subprocess.Popen(
                [sys.executable, "-m", "coach.cli", "backup", str(tmp_path / f"backup{number}")],
                env={"COACH_DATA_DIR": str(data), "PATH": ""},
                stdout=subprocess.DEVNULL,
            )
            while process.poll() is None:
                entry = {"entry_id": new_id(), "outcomes": [{"outcome": "won"}], "note": "sealed"}
                assert client.post("/api/v1/entries", json={"entries": [entry]}).status_code == 200
                written.append(entry)
            assert process.returncode == 0
        counts = []
        for number in range(count):
            again = tmp_path / f"again{number}"
            assert coach(again, "restore", str(tmp_path / f"backup{number}")).returncode == 0
            counts.append(coach_json(again, "stats")["outreach"])
            manifest = json.loads((tmp_path / f"backup{number}" / "journal" / "manifest.json").read_text())
            assert manifest["events"] == coach_json(again, "verify")["events"]
        assert counts == sorted(counts)
        assert coach_json(data, "stats")["outreach"] == len(written)


def test_rebuild_finds_nothing_to_mend(data: Path) -> None:
    """`coach rebuild` folds everything again and says that what was served was the same."""
    for _ in range(2):
        done = coach(data, "rebuild")
        assert done.returncode == 0, done.stderr
        assert "What was served was the same." in done.stdout
