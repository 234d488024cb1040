"""Heads that were kept elsewhere tell of a lost end, which a journal that verifies cannot tell of itself."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from support.damage import frames, image, wal_of
from support.proof import FULL, in_turn
from support.rebound import coach, coach_json

from coach.errors import UsageError
from coach.keeping.checking import read_heads
from events.ids import new_id

NO_HEADS = [None, "", "no heads here", "{}", '{"heads": {"x": "y"}}', '{"heads": {}}']


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a loss of power leaves it, with commits beside the journal's file, and the heads of before."""
    folder = tmp_path_factory.mktemp("crashed")
    data = folder / "data"
    coach(data, "log", "--outcome", "won")
    holder = sqlite3.connect(data / "journal.sqlite3")  # as long as it is open, the write-ahead log stays
    holder.execute("SELECT count(*) FROM events").fetchone()
    try:
        for _ in range(3):
            coach(data, "log", "--outcome", "soft_no", "--entry-id", new_id())
        (folder / "heads.txt").write_text(coach(data, "verify").stdout)
        shutil.copytree(data, folder / "after", ignore=shutil.ignore_patterns("journal*"))
        image(data / "journal.sqlite3", folder / "image")
    finally:
        holder.close()
    shutil.copytree(folder / "image", folder / "after", dirs_exist_ok=True)
    return folder


@pytest.fixture
def crashed(template: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The data folder after the crash, and the file of heads."""
    return shutil.copytree(template / "after", tmp_path / "after"), template / "heads.txt"


def test_a_lost_end_is_named(crashed: tuple[Path, Path]) -> None:
    """The write-ahead log is cut in its last commit: the rest verifies, and against the kept heads it does not."""
    data, heads = crashed
    wal = wal_of(data / "journal.sqlite3")
    whole = wal.read_bytes()
    *_, (start, _, commit) = frames(whole)
    assert commit
    wal.write_bytes(whole[: start + 100])
    has = coach_json(data, "verify")["events"]
    done = coach(data, "verify", "--heads", str(heads))
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    (head,) = read_heads(heads).values()
    had = int(head.split(":")[0])
    assert has == had - 2
    assert f"had {had} events when the heads were kept, and has {has}: the end is lost" in line


def test_a_journal_that_went_on_holds_its_kept_heads(crashed: tuple[Path, Path], tmp_path: Path) -> None:
    """Newer rows are no fault, whether the heads come from plain output, from --json or from a backup's manifest."""
    data, heads = crashed
    (tmp_path / "heads.json").write_text(coach(data, "verify", "--json").stdout)
    assert coach(data, "backup", str(tmp_path / "backup")).returncode == 0
    assert coach(data, "log", "--outcome", "won").returncode == 0
    every = [heads, tmp_path / "heads.json", tmp_path / "backup" / "journal" / "manifest.json"]
    assert read_heads(every[0]) == read_heads(every[1]) == read_heads(every[2])
    for kept in in_turn(every, 0):
        done = coach(data, "verify", "--heads", str(kept))
        assert done.returncode == 0, done.stderr


def test_a_journal_that_went_on_otherwise_is_named(crashed: tuple[Path, Path]) -> None:
    """The end was lost and others were logged since: as many events, but not those."""
    data, heads = crashed
    wal_of(data / "journal.sqlite3").unlink()
    for _ in range(4):
        assert coach(data, "log", "--outcome", "won").returncode == 0
    assert coach(data, "verify").returncode == 0
    done = coach(data, "verify", "--heads", str(heads))
    assert done.returncode == 1
    assert "is not the one whose head was kept" in done.stderr


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of this content, or none."""
    path = tmp_path / "kept"
    if request.param is not None:
        path.write_text(request.param)
    return path


@pytest.mark.parametrize("kept", NO_HEADS, indirect=True)
def test_a_file_without_heads_is_refused(kept: Path) -> None:
    """A wrong file must not look like a check that was passed."""
    with pytest.raises(UsageError, match="coach verify has written"):
        read_heads(kept)


@pytest.mark.parametrize("kept", NO_HEADS if FULL else NO_HEADS[:2], indirect=True)
def test_the_command_refuses_a_file_without_heads(kept: Path, tmp_path: Path) -> None:
    """And makes no data folder for it."""
    done = coach(tmp_path / "data", "verify", "--heads", str(kept))
    assert done.returncode == 2
    assert "coach verify has written" in done.stderr
    assert not (tmp_path / "data").exists()
