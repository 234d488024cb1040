"""A file where a folder should be, and the other way round: one line that names it, and nothing is changed."""

from pathlib import Path

import pytest
from support.rebound import coach, coach_json

COMMANDS = [("log", "--outcome", "won"), ("stats",), ("verify",), ("user", "link"), ("rebuild",)]


def refused(data: Path, *arguments: str) -> str:
    """The one line of a command that fails."""
    done = coach(data, *arguments)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("arguments", [*COMMANDS, ("backup", "x"), ("restore", "x")])
def test_a_data_folder_that_is_a_file(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Or that lies in one: the setting is named, and the file stays what it was."""
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    words = [str(tmp_path / word) if word == "x" else word for word in arguments]
    for data in (file, file / "data"):
        assert str(file if words[0] != "restore" else tmp_path) in refused(data, *words)
    assert file.read_text() == "mine"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["journal.sqlite3", "keys.sqlite3", "access.sqlite3", "master.key"])
def test_a_folder_where_a_file_should_be(tmp_path: Path, name: str) -> None:
    """Each command names it; once it is moved away, everything is there again."""
    data = tmp_path / "data"
    assert coach(data, "log", "--outcome", "won", "--note", "words").returncode == 0
    (data / name).rename(tmp_path / name)
    (data / name).mkdir()
    for arguments in COMMANDS:
        assert name in refused(data, *arguments)
    assert list((data / name).iterdir()) == []
    (data / name).rmdir()
    (tmp_path / name).rename(data / name)
    assert coach_json(data, "stats")["outreach"] == 1


def test_a_folder_where_the_ledger_should_be(tmp_path: Path) -> None:
    """Nobody is forgotten without it: the key is not destroyed before the ledger knows."""
    data = tmp_path / "data"
    assert coach(data, "log", "--outcome", "won", "--contact", "Zofia").returncode == 0
    (data / "forgotten.txt").mkdir()
    assert "forgotten.txt" in refused(data, "forget", "zofia", "--yes")
    assert coach_json(data, "prospects")[0]["contact"] == "Zofia"
    (data / "forgotten.txt").rmdir()
    assert coach(data, "forget", "zofia", "--yes").returncode == 0


def test_a_line_cut_off_in_the_ledger_harms_no_other(tmp_path: Path) -> None:
    """A full disk may leave half an id there: the next stands on a line of its own, and a restore reads it."""
    data = tmp_path / "data"
    assert coach(data, "log", "--outcome", "won", "--contact", "Zofia").returncode == 0
    assert coach(data, "backup", str(tmp_path / "backup")).returncode == 0
    (data / "forgotten.txt").write_text("01a1ffaf-5a97-75")
    assert coach(data, "forget", "zofia", "--yes").returncode == 0
    again = tmp_path / "again"
    again.mkdir()
    (data / "forgotten.txt").rename(again / "forgotten.txt")
    done = coach(again, "restore", str(tmp_path / "backup"))
    assert "Forgotten again: 1 subject" in done.stdout, done.stderr
    assert coach_json(again, "prospects", "zofia") == []
