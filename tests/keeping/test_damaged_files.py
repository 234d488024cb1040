"""A page of any file of the data folder that holds anything: each command gives one clear line or the right answer,
`coach verify` names the damage, and the server answers with a problem document.

In full, pages all over each file, under every command; in every run two pages, and of the commands that write one each.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.damage import PAGE, overwritten
from support.proof import FULL, in_turn
from support.rebound import Served, coach, coach_json

from events.ids import new_id

FILES = ["journal.sqlite3", "keys.sqlite3", "access.sqlite3"]
WRITING = [("rebuild",), ("log", "--outcome", "won"), ("user", "link")]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with enough entries for a snapshot, to copy."""
    folder = tmp_path_factory.mktemp("whole")
    rows = [f"2026-03-{1 + row % 28:02},call,soft_no,price,Contact {row},plumcake {row}" for row in range(400)]
    (folder / "history.csv").write_text("date,channel,outcome,reason,contact,note\n" + "\n".join(rows) + "\n")
    assert coach(folder / "data", "import", str(folder / "history.csv")).returncode == 0
    assert coach(folder / "data", "stats").returncode == 0
    return folder / "data"


@pytest.fixture(scope="module")
def right(whole: Path) -> Any:
    return coach_json(whole, "stats")


def copied(whole: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(whole, target))


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, (done.stdout, done.stderr)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "inside Rebound" not in lines[0] and "Contact" not in lines[0] and "plumcake" not in lines[0]
    return lines[0]


@pytest.mark.parametrize("name", FILES)
def test_each_command_says_which_file_or_is_right(whole: Path, tmp_path: Path, right: Any, name: str) -> None:
    """Numbers are right where they come; else the line names the file and what to do."""
    count = (whole / name).stat().st_size // PAGE
    pages = range(0, count, max(1, count // 10)) if FULL else [0, count // 2]
    for turn, page in enumerate(pages, FILES.index(name) * len(pages)):
        data = copied(whole, tmp_path / "data")
        overwritten(data / name, page * PAGE, PAGE, page)
        verified = one_line(coach(data, "verify"))
        assert name in verified or "the database file is damaged" in verified, page
        for arguments in in_turn(WRITING, turn):
            done = coach(data, *arguments)
            if done.returncode:
                assert name in one_line(done), page
        data = copied(whole, tmp_path / "data")
        overwritten(data / name, page * PAGE, PAGE, page)
        done = coach(data, "stats", "--json")
        if done.returncode:
            assert name in one_line(done), page
        else:
            assert json.loads(done.stdout) == right, page


def test_damaged_snapshots_mend_themselves(whole: Path, tmp_path: Path, right: Any) -> None:
    """The numbers are right at once, verify has nothing to say, and the file is sound again."""
    count = (whole / "snapshots.sqlite3").stat().st_size // PAGE
    for page in range(0, count, max(1, count // 10)) if FULL else [0, count // 2]:
        data = copied(whole, tmp_path / "data")
        overwritten(data / "snapshots.sqlite3", page * PAGE, PAGE, page)
        assert coach_json(data, "stats") == right, page
        assert "What was served was the same." in coach(data, "rebuild").stdout
        assert coach(data, "verify").returncode == 0


@pytest.mark.parametrize("name", ["journal.sqlite3", "keys.sqlite3"])
def test_no_backup_is_made_of_damage(whole: Path, tmp_path: Path, name: str) -> None:
    """A copy that does not verify is refused, named and taken away: it must not replace a good one."""
    data = copied(whole, tmp_path / "data")
    overwritten(data / name, 4 * PAGE, PAGE, 4)
    line = one_line(coach(data, "backup", str(tmp_path / "backup")))
    assert "damaged" in line
    assert list((tmp_path / "backup").iterdir()) == []


def test_sessions_are_made_anew_as_the_line_says(whole: Path, tmp_path: Path, right: Any) -> None:
    """The file of links and sessions may be moved away: nothing of the journal is in it."""
    data = copied(whole, tmp_path / "data")
    overwritten(data / "access.sqlite3", 0, PAGE, 1)
    assert "move it away" in one_line(coach(data, "user", "link"))
    (data / "access.sqlite3").rename(tmp_path / "away")
    assert coach(data, "user", "link").returncode == 0
    assert coach_json(data, "stats") == right


def test_the_server_answers_with_a_problem(whole: Path, tmp_path: Path) -> None:
    """The journal is damaged under a running server: 500, with the file and what to do; it goes on running."""
    data = copied(whole, tmp_path / "data")
    with Served(data) as served, served.signed_in() as client:
        journal = data / "journal.sqlite3"
        with journal.open("r+b") as file:
            for page in range(journal.stat().st_size // PAGE // 2, journal.stat().st_size // PAGE):
                file.seek(page * PAGE)
                file.write(b"\xff" * PAGE)
        answer = client.get("/api/v1/entries?limit=50")
        assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
        assert answer.json()["detail"].startswith("journal.sqlite3 is damaged. Restore it from a backup")
        entries = [{"entry_id": new_id(), "outcomes": [{"outcome": "won"}]} for _ in range(50)]
        taken = client.post("/api/v1/entries", json={"entries": entries})
        assert taken.status_code in (200, 500)
        assert client.get("/healthz").status_code == 200
