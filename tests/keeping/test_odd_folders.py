"""A file where a folder should be, and the other way round: one line that names it, and nothing is changed.

In full every command meets every file; in every run one of them, by turns.
"""

import shutil
from pathlib import Path

import pytest
from support.proof import paired
from support.rebound import coach, coach_json

COMMANDS = [("log", "--outcome", "won"), ("stats",), ("verify",), ("user", "link"), ("rebuild",)]
FILES = ["journal.sqlite3", "keys.sqlite3", "access.sqlite3", "master.key"]


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one entry, to copy."""
    data = tmp_path_factory.mktemp("logged") / "data"
    assert coach(data, "log", "--outcome", "won", "--contact", "Zofia", "--note", "words").returncode == 0
    return data


@pytest.fixture
def data(logged: Path, tmp_path: Path) -> Path:
    return shutil.copytree(logged, tmp_path / "data")


def refused(data: Path, *arguments: str) -> str:
    """The one line of a command that fails."""
    done = coach(data, *arguments)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize(("arguments", "below"), paired([*COMMANDS, ("backup", "x"), ("restore", "x")], [".", "data"]))
def test_a_data_folder_that_is_a_file(tmp_path: Path, arguments: tuple[str, ...], below: str) -> None:
    """Or that lies in one: the setting is named, and the file stays what it was."""
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    words = [str(tmp_path / word) if word == "x" else word for word in arguments]
    assert str(file if words[0] != "restore" else tmp_path) in refused(file / below, *words)
    assert file.read_text() == "mine"
    assert not (tmp_path / "x").exists()


def test_a_folder_where_a_file_should_be(data: Path, tmp_path: Path) -> None:
    """Each command names it and leaves it as it is; once they are moved away, everything is there again."""
    for arguments, name in paired(COMMANDS, FILES):
        (data / name).rename(tmp_path / name)
        (data / name).mkdir()
        assert name in refused(data, *arguments), arguments
        assert list((data / name).iterdir()) == []
        (data / name).rmdir()
        (tmp_path / name).rename(data / name)
    assert coach_json(data, "stats")["outreach"] == 1


def test_a_folder_where_the_ledger_should_be(data: Path) -> None:
    """Nobody is forgotten without it: the key is not destroyed before the ledger knows."""
    (data / "forgotten.txt").mkdir()
    assert "forgotten.txt" in refused(data, "forget", "zofia", "--yes")
    assert coach_json(data, "prospects")[0]["contact"] == "Zofia"
    (data / "forgotten.txt").rmdir()
    assert coach(data, "forget", "zofia", "--yes").returncode == 0


def test_a_line_cut_off_in_the_ledger_harms_no_other(data: Path, tmp_path: Path) -> None:
    """A full disk may leave half an id there: the next stands on a line of its own, and a restore reads it."""
    assert coach(data, "backup", str(tmp_path / "backup")).returncode == 0
    (data / "forgotten.txt").write_text("01a1ffaf-5a97-75")
    assert coach(data, "forget", "zofia", "--yes").returncode == 0
    again = tmp_path / "again"
    again.mkdir()
    (data / "forgotten.txt").rename(again / "forgotten.txt")
    done = coach(again, "restore", str(tmp_path / "backup"))
    assert "Forgotten again: 1 subject" in done.stdout, done.stderr
    assert coach_json(again, "prospects", "zofia") == []
