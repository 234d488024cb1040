"""Heads that were kept elsewhere tell of a lost end, which a journal that verifies cannot tell of itself."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from support.damage import frames, image, wal_of
from support.rebound import coach, coach_json

from coach.keeping.checking import read_heads
from events.ids import new_id


@pytest.fixture
def crashed(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder as a loss of power leaves it, with commits beside the journal's file, and the heads of before."""
    data = tmp_path / "data"
    coach(data, "log", "--outcome", "won")
    holder = sqlite3.connect(data / "journal.sqlite3")  # as long as it is open, the write-ahead log stays
    holder.execute("SELECT count(*) FROM events").fetchone()
    try:
        for _ in range(3):
            coach(data, "log", "--outcome", "soft_no", "--entry-id", new_id())
        heads = tmp_path / "heads.txt"
        heads.write_text(coach(data, "verify").stdout)
        after = tmp_path / "after"
        shutil.copytree(data, after, ignore=shutil.ignore_patterns("journal*"))
        image(data / "journal.sqlite3", tmp_path / "image")
    finally:
        holder.close()
    for path in (tmp_path / "image").iterdir():
        shutil.copyfile(path, after / path.name)
    return after, heads


def test_a_lost_end_is_named(crashed: tuple[Path, Path]) -> None:
    """The write-ahead log is cut in its last commit: the rest verifies, and against the kept heads it does not."""
    data, heads = crashed
    wal = wal_of(data / "journal.sqlite3")
    whole = wal.read_bytes()
    *_, (start, _, commit) = frames(whole)
    assert commit
    wal.write_bytes(whole[: start + 100])
    assert coach(data, "verify").returncode == 0
    done = coach(data, "verify", "--heads", str(heads))
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    (head,) = read_heads(heads).values()
    had, has = int(head.split(":")[0]), coach_json(data, "verify")["events"]
    assert has == had - 2
    assert f"had {had} events when the heads were kept, and has {has}: the end is lost" in line


def test_a_journal_that_went_on_holds_its_kept_heads(crashed: tuple[Path, Path], tmp_path: Path) -> None:
    """Newer rows are no fault, whether the heads come from plain output, from --json or from a backup's manifest."""
    data, heads = crashed
    (tmp_path / "heads.json").write_text(coach(data, "verify", "--json").stdout)
    assert coach(data, "backup", str(tmp_path / "backup")).returncode == 0
    assert coach(data, "log", "--outcome", "won").returncode == 0
    for kept in (heads, tmp_path / "heads.json", tmp_path / "backup" / "journal" / "manifest.json"):
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


@pytest.mark.parametrize("content", [None, "", "no heads here", "{}", '{"heads": {"x": "y"}}', '{"heads": {}}'])
def test_a_file_without_heads_is_refused(tmp_path: Path, content: str | None) -> None:
    """A wrong file must not look like a check that was passed."""
    kept = tmp_path / "kept"
    if content is not None:
        kept.write_text(content)
    done = coach(tmp_path / "data", "verify", "--heads", str(kept))
    assert done.returncode == 2
    assert "coach verify has written" in done.stderr
    assert not (tmp_path / "data").exists()
