"""A full disk under a whole Rebound: each command says so in one line, the server in a problem document, and nothing
that was acknowledged is lost.

In full on both kinds of small disk where this machine can mount, else on the one that needs no rights; in every run
on one of them, by turns.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.proof import in_turn
from support.rebound import Served, coach, coach_json
from support.small_disk import Disk, kinds, small_disk

from events.ids import new_id

LOG = ("log", "--outcome", "soft_no", "--contact", "Zofia Zanzibar", "--note", "plumcake")
COMMANDS = [LOG, ("user", "link"), ("forget", "zofia", "--yes"), ("user", "add", "Ben")]


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one entry, to copy."""
    data = tmp_path_factory.mktemp("logged") / "data"
    assert coach(data, *LOG).returncode == 0
    return data


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with more than a full disk takes, to copy from."""
    folder = tmp_path_factory.mktemp("elsewhere")
    assert coach(folder / "data", "import", str(history(folder / "history.csv", 300))).returncode == 0
    return folder / "data"


@pytest.fixture
def disk(request: pytest.FixtureRequest, logged: Path, tmp_path: Path) -> Iterator[Disk]:
    """A small disk of this kind with a data folder that has one entry."""
    with small_disk(request.param, tmp_path / "disk") as made:
        shutil.copytree(logged, made.folder / "data")
        yield made


def on_disk(turn: int) -> pytest.MarkDecorator:
    """On which kinds of disk a test runs."""
    return pytest.mark.parametrize("disk", in_turn(kinds(), turn), indirect=True)


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed command prints."""
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "Zanzibar" not in lines[0] and "plumcake" not in lines[0]
    return lines[0]


def history(path: Path, rows: int) -> Path:
    """A file to import, larger than the disk has room for once it is in the journal."""
    lines = [f"2026-03-{1 + row % 28:02},call,soft_no,price,Contact {row},{'n' * 400}" for row in range(rows)]
    path.write_text("date,channel,outcome,reason,contact,note\n" + "\n".join(lines) + "\n")
    return path


@on_disk(1)
def test_a_command_that_writes_says_so_in_one_line(disk: Disk) -> None:
    """Exit code 1 and what to do; with room the same commands work, and nothing was half done before."""
    disk.fill()
    for arguments in COMMANDS:
        assert "disk" in one_line(disk.coach(*arguments))
    disk.free()
    data = disk.folder / "data"
    assert coach_json(data, "stats")["outreach"] == 1
    assert coach_json(data, "prospects")[0]["contact"] == "Zofia Zanzibar"
    for arguments in COMMANDS:
        assert disk.coach(*arguments).returncode == 0, arguments
    assert coach_json(data, "verify")["ok"] is True


@on_disk(0)
def test_a_first_command_on_a_full_disk(disk: Disk) -> None:
    """Where there is no room for a data folder: one line, no half of a key, and later it begins as always."""
    new = disk.folder / "new"
    disk.fill()
    line = one_line(disk.coach(*LOG, COACH_DATA_DIR=str(new)))
    assert "disk" in line or "new" in line
    disk.free()
    assert disk.coach(*LOG, COACH_DATA_DIR=str(new)).returncode == 0
    assert sorted(path.name for path in new.glob("*master*")) == ["master.key"]
    assert coach_json(new, "verify")["ok"] is True


@on_disk(1)
def test_an_import_that_fills_the_disk(disk: Disk, tmp_path: Path) -> None:
    """One line; what is in the journal by then is whole; importing the file again brings in the rest, once."""
    file = history(tmp_path / "history.csv", 2_000)
    assert "disk" in one_line(disk.coach("import", str(file)))
    disk.free()
    data = disk.folder / "data"
    before = coach_json(data, "stats")["outreach"]
    assert 1 <= before < 2_001
    assert coach_json(data, "verify")["ok"] is True
    assert disk.coach("import", str(file)).returncode == 0
    assert coach_json(data, "stats")["outreach"] == 2_001
    assert coach_json(data, "verify")["ok"] is True


@on_disk(2)
def test_a_backup_onto_a_full_disk(disk: Disk, elsewhere: Path, tmp_path: Path) -> None:
    """One line; no half of a backup is left, so the same command works with room; the data is as it was."""
    heads = coach_json(elsewhere, "verify")["heads"]
    target = disk.folder / "backup"
    disk.fill()
    line = one_line(disk.coach("backup", str(target), COACH_DATA_DIR=str(elsewhere)))
    assert str(target) in line and "disk" in line
    assert not target.exists() or not list(target.iterdir())
    disk.free()
    assert disk.coach("backup", str(target), COACH_DATA_DIR=str(elsewhere)).returncode == 0
    assert coach_json(elsewhere, "verify")["heads"] == heads
    assert coach(tmp_path / "again", "restore", str(target)).returncode == 0
    assert coach_json(tmp_path / "again", "verify")["heads"] == heads


@on_disk(3)
def test_a_restore_onto_a_full_disk(disk: Disk, elsewhere: Path, tmp_path: Path) -> None:
    """One line; no half of a journal is left, so the same command works with room."""
    coach(elsewhere, "backup", str(tmp_path / "backup"))
    again = disk.folder / "again"
    disk.fill()
    one_line(disk.coach("restore", str(tmp_path / "backup"), COACH_DATA_DIR=str(again)))
    assert not list(again.glob("*.sqlite3*"))
    disk.free()
    assert disk.coach("restore", str(tmp_path / "backup"), COACH_DATA_DIR=str(again)).returncode == 0
    assert coach_json(again, "verify")["heads"] == coach_json(elsewhere, "verify")["heads"]


@on_disk(4)
def test_snapshots_that_cannot_be_kept_cost_nothing_but_time(disk: Disk, tmp_path: Path) -> None:
    """Reading goes on without them, with the right numbers, beside a server that holds the files open."""
    data = disk.folder / "data"
    assert disk.coach("import", str(history(tmp_path / "history.csv", 400))).returncode == 0
    for leftover in data.glob("snapshots*"):
        leftover.unlink()
    with Served(data) as served, served.signed_in() as client:
        disk.watch(served.process)
        disk.fill()
        for _ in range(2):
            assert client.get("/api/v1/stats").json()["outreach"] == 401
        disk.free()
        assert client.get("/api/v1/stats").json()["outreach"] == 401
    assert coach_json(data, "stats")["outreach"] == 401


@on_disk(5)
def test_the_server_answers_with_a_problem_and_goes_on(disk: Disk) -> None:
    """503 with what to do; pages still read; with room the same entries are taken, each once."""
    data = disk.folder / "data"
    with Served(data) as served, served.signed_in() as client:
        disk.watch(served.process)
        entries = [
            {
                "entry_id": new_id(),
                "outcomes": [{"outcome": "won"}],
                "prospect": {"contact": f"New {number}"},
                "note": "n" * 500,
            }
            for number in range(100)
        ]
        assert client.post("/api/v1/entries", json={"entries": entries[:20]}).status_code == 200
        disk.fill()
        answer = client.post("/api/v1/entries", json={"entries": entries})
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == 503 and "disk" in problem["detail"]
        assert client.get("/api/v1/stats").status_code == 200
        disk.free()
        assert client.post("/api/v1/entries", json={"entries": entries}).status_code == 200
        assert client.get("/api/v1/stats").json()["outreach"] == 101
    assert coach_json(data, "verify")["ok"] is True


@on_disk(6)
def test_a_sign_in_link_is_not_used_up_by_a_full_disk(disk: Disk) -> None:
    """Where no session can be kept nobody is signed in, and the same link works afterwards."""
    data = disk.folder / "data"
    with Served(data) as served:
        disk.watch(served.process)
        token = coach(data, "user", "link").stdout.split()[0].partition("token=")[2]
        disk.fill()
        with served.client() as client:
            statuses = {client.post("/sign-in", data={"token": token}).status_code for _ in range(1)}
            if statuses == {503}:
                disk.free()
                assert client.post("/sign-in", data={"token": token}).status_code == 303
            else:  # the write-ahead log had room for one more page
                assert statuses == {303}
            assert json.loads(client.get("/api/v1/stats").text)["outreach"] == 1
