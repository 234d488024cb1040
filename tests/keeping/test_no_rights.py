"""Files and folders that may not be written or read: one line that names the file, and nothing is changed."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.log_files import listing
from support.rebound import coach, coach_json
from support.unprivileged import coach_bound, open_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no file modes here")

WRITING = ("log", "--outcome", "won", "--note", "words")
LINK = ("user", "link")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one entry, to copy."""
    data = tmp_path_factory.mktemp("made") / "data"
    assert coach(data, "log", "--outcome", "won", "--contact", "Zofia", "--note", "plumcake").returncode == 0
    return data


@pytest.fixture
def data(made: Path) -> Iterator[Path]:
    """A data folder that everybody may read and write."""
    with open_folder() as folder:
        shutil.copytree(made, folder / "data")
        change(folder / "data", 0o777, 0o666)
        yield folder / "data"


def change(data: Path, folder_mode: int, file_mode: int) -> None:
    for path in data.iterdir():
        path.chmod(file_mode)
    data.chmod(folder_mode)


def refused(data: Path, warm: Path, *arguments: str) -> str:
    """The one line of a command that fails."""
    done = coach_bound(data, warm, *arguments)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Zofia" not in done.stderr
    return done.stderr


def test_a_read_only_folder(data: Path, tmp_path: Path) -> None:
    """Nothing opens in it, and what to do is said; writable again, the commands that write work."""
    change(data, 0o555, 0o444)
    before = listing(data)
    for arguments in (WRITING, ("stats",), ("verify",), LINK):
        line = refused(data, tmp_path, *arguments)
        assert ".sqlite3: " in line and "writ" in line
        assert listing(data) == before
    change(data, 0o777, 0o666)
    for arguments in (WRITING, LINK):
        assert coach_bound(data, tmp_path, *arguments).returncode == 0


@pytest.mark.parametrize("name", ["journal.sqlite3", "keys.sqlite3", "access.sqlite3"])
def test_a_read_only_file(data: Path, tmp_path: Path, name: str) -> None:
    """It can be read; what would write to it fails in one line that names it, and changes none of the numbers."""
    (data / name).chmod(0o444)
    writing = LINK if name == "access.sqlite3" else WRITING
    line = refused(data, tmp_path, *writing)
    assert line.startswith(f"{name}: It may not be written to.")
    assert json.loads(coach_bound(data, tmp_path, "stats", "--json").stdout)["outreach"] == 1
    change(data, 0o777, 0o666)  # whoever opened them last has made them their own
    assert coach_bound(data, tmp_path, *writing).returncode == 0
    assert coach_json(data, "verify")["ok"] is True


def test_what_may_not_be_read(data: Path, tmp_path: Path) -> None:
    """A file, or the whole folder, of somebody else: one line that names it."""
    for name in ("journal.sqlite3", "keys.sqlite3", "access.sqlite3", "master.key", ""):
        (data / name).chmod(0)
        assert (name or data.name) in refused(data, tmp_path, "stats")
        (data / name).chmod(0o777)
    assert coach_bound(data, tmp_path, "stats").returncode == 0


def test_a_read_only_snapshot_file_is_done_without(data: Path, tmp_path: Path) -> None:
    """It is only there for speed."""
    for mode in (0o444, 0):
        (data / "snapshots.sqlite3").chmod(mode)
        assert coach_bound(data, tmp_path, *WRITING).returncode == 0
    assert coach_json(data, "stats")["outreach"] == 3


def test_a_backup_into_a_read_only_folder(data: Path, tmp_path: Path) -> None:
    """One line that names the folder; the data is as it was."""
    target = data.parent / "backups"
    target.mkdir(mode=0o555)
    assert str(target) in refused(data, tmp_path, "backup", str(target / "today"))
    assert coach_json(data, "verify")["ok"] is True
