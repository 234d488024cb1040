"""`coach rotate-key`: every key under a new master key, in a file or from the settings, also beside a server."""

import base64
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from support.rebound import Served, coach, coach_json
from support.rotating import left_in, master_in, wrapped

from events.ids import new_id

OLD, NEW = ({"COACH_MASTER_KEY": letters * 32} for letters in ("ab", "cd"))
BOTH = OLD | {"COACH_NEW_MASTER_KEY": NEW["COACH_MASTER_KEY"]}


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two data folders in which one prospect is known and another forgotten: by a key file, and by a given key."""
    folder = tmp_path_factory.mktemp("templates")
    for name, settings in (("file", {}), ("given", OLD)):
        for contact in ("Zofia Zanzibar", "Lost Lea"):
            coach(folder / name, "log", "--outcome", "soft_no", "--contact", contact, "--note", "plumcake", **settings)
        coach(folder / name, "forget", "lea", "--yes", **settings)
    return folder


@pytest.fixture
def data(templates: Path, tmp_path: Path) -> Path:
    """A data folder whose master key is a file."""
    return shutil.copytree(templates / "file", tmp_path / "data")


@pytest.fixture
def given(templates: Path, tmp_path: Path) -> Path:
    """A data folder whose master key is in the settings."""
    return shutil.copytree(templates / "given", tmp_path / "data")


def contacts(folder: Path, **settings: str) -> list[str]:
    return sorted(prospect["contact"] for prospect in coach_json(folder, "prospects", **settings))


def log_with(client: httpx2.Client, contact: str) -> httpx2.Response:
    entry = {"entry_id": new_id(), "outcomes": [{"outcome": "won"}], "prospect": {"contact": contact}, "note": "fig"}
    return client.post("/api/v1/entries", json={"entries": [entry]})


def test_nothing_of_the_old_key_is_left(data: Path) -> None:
    """The file holds a new key; neither the old one nor a key wrapped under it is in any file; all opens as before,
    and who was forgotten stays so."""
    old_master, old_wrapped = master_in(data), wrapped(data)
    heads = coach_json(data, "verify")["heads"]
    assert left_in(data, *old_wrapped) == ["keys.sqlite3"], "the search finds what is there"
    done = coach(data, "rotate-key")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Wrapped 1 key anew")
    assert "make a new backup" in done.stdout and "COACH_MASTER_KEY" not in done.stdout
    assert master_in(data) != old_master
    assert left_in(data, old_master, *old_wrapped) == []
    assert not list(data.glob("*.next"))
    if os.name != "nt":
        assert stat.S_IMODE((data / "master.key").stat().st_mode) == 0o600
    assert contacts(data) == ["", "Zofia Zanzibar"]
    assert coach_json(data, "verify")["heads"] == heads


def test_a_key_from_the_settings(given: Path) -> None:
    """The new key is COACH_NEW_MASTER_KEY, and what to do then is said; the old one opens nothing any more."""
    old_wrapped = wrapped(given)
    done = coach(given, "rotate-key", **BOTH)
    assert done.returncode == 0, done.stderr
    assert "Wrapped 1 key anew" in done.stdout
    assert "put COACH_NEW_MASTER_KEY in the place of COACH_MASTER_KEY" in done.stdout
    assert contacts(given, **NEW) == ["", "Zofia Zanzibar"]
    refused = coach(given, "prospects", **OLD)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert "COACH_MASTER_KEY" in refused.stderr
    assert left_in(given, *old_wrapped, *(bytes.fromhex(key) for key in BOTH.values())) == []
    assert not (given / "master.key").exists()


def test_once_more_with_the_same_settings(given: Path) -> None:
    """Whoever did not see the end of it runs it again, and hears what to do."""
    coach(given, "rotate-key", **BOTH)
    again = coach(given, "rotate-key", **BOTH)
    assert again.returncode == 0, again.stderr
    assert "Wrapped 0 keys anew: all are under the new master key." in again.stdout
    assert "put COACH_NEW_MASTER_KEY in the place of COACH_MASTER_KEY" in again.stdout


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (OLD, "Set COACH_NEW_MASTER_KEY"),
        (OLD | {"COACH_NEW_MASTER_KEY": "short"}, "COACH_NEW_MASTER_KEY takes 32 bytes"),
        (OLD | {"COACH_NEW_MASTER_KEY": base64.b64encode(b"\xab" * 32).decode()}, "same as COACH_MASTER_KEY"),
        ({"COACH_NEW_MASTER_KEY": "cd" * 32}, "goes with COACH_MASTER_KEY"),
        ({"COACH_MASTER_KEY": "ef" * 32, "COACH_NEW_MASTER_KEY": "cd" * 32}, "does not open the key file"),
    ],
)
def test_settings_that_do_not_fit(given: Path, settings: dict[str, str], words: str) -> None:
    """No new key, a bad one, the same, one without the other, a wrong old one: one line, and nothing changes."""
    before = (given / "keys.sqlite3").read_bytes()
    done = coach(given, "rotate-key", **settings)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert words in done.stderr
    assert (given / "keys.sqlite3").read_bytes() == before


def test_where_there_is_nothing_to_change(tmp_path: Path) -> None:
    """No data folder is made, and it is said."""
    done = coach(tmp_path / "data", "rotate-key")
    assert (done.returncode, "nothing to change" in done.stderr) == (1, True)
    assert not (tmp_path / "data").exists()


def test_a_lost_key_file_is_said(data: Path) -> None:
    """A new one is not made in its place: that would open nothing, and stand in the way of the right one."""
    kept = (data / "master.key").read_bytes()
    (data / "master.key").unlink()
    for command in ("prospects", "rotate-key", "backup"):
        done = coach(data, command, *([str(data.parent / "backup")] if command == "backup" else []))
        assert (done.returncode, "put back the master.key" in done.stderr) == (1, True)
    assert not list(data.glob("master.key*"))
    (data / "master.key").write_bytes(kept)
    assert contacts(data) == ["", "Zofia Zanzibar"]


def test_a_damaged_key_stops_it(data: Path) -> None:
    """What cannot be opened is not thrown away: nothing changes, and it is said what to do."""
    with closing(sqlite3.connect(data / "keys.sqlite3")) as connection:
        connection.execute("UPDATE subject_keys SET secret = zeroblob(60) WHERE secret IS NOT NULL")
        connection.commit()
    before, kept = (data / "keys.sqlite3").read_bytes(), master_in(data)
    done = coach(data, "rotate-key")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "damaged" in done.stderr
    assert ((data / "keys.sqlite3").read_bytes(), master_in(data)) == (before, kept)
    assert not list(data.glob("*.next"))


def test_a_server_goes_on(data: Path) -> None:
    """Changed twice beside a running server: it takes entries about new prospects, shows the old ones, and all of it
    opens afterwards."""
    with Served(data) as served, served.signed_in() as client:
        for number in range(2):
            assert log_with(client, f"Before {number}").status_code == 200
            assert coach(data, "rotate-key").returncode == 0
            assert log_with(client, f"After {number}").status_code == 200
            assert "Zofia Zanzibar" in client.get("/api/v1/entries?limit=20").text
        old_wrapped, old_master = wrapped(data), master_in(data)
        assert coach(data, "rotate-key").returncode == 0
        assert left_in(data, old_master, *old_wrapped) == []
        assert "After 1" in client.get("/api/v1/entries?limit=20").text
    assert contacts(data) == ["", "After 0", "After 1", "Before 0", "Before 1", "Zofia Zanzibar"]


def test_a_server_with_a_given_key_says_to_start_again(given: Path) -> None:
    """It cannot know the new key: every request gets the one line that says what to do, nothing is written under the
    old key, and with the new one all is there."""
    with Served(given, **OLD) as served:
        link = coach(given, "user", "link", **OLD).stdout.split()[0]
        with served.client() as client:
            client.post("/sign-in", data={"token": link.partition("token=")[2]})
            assert log_with(client, "Before").status_code == 200
            assert coach(given, "rotate-key", **BOTH).returncode == 0
            for answer in (
                log_with(client, "After"),
                client.get("/api/v1/entries?limit=20"),
                log_with(client, "After"),
            ):
                assert answer.status_code == 503
                assert "Start this again with the new COACH_MASTER_KEY; nothing was lost." in answer.json()["detail"]
    assert contacts(given, **NEW) == ["", "Before", "Zofia Zanzibar"]
    assert coach_json(given, "verify", **NEW)["ok"] is True


def test_a_backup_from_before_opens_with_its_own_key(data: Path, tmp_path: Path) -> None:
    """In an empty folder it comes back with the master key that it was made with; where another one is, it is refused
    and that one stays."""
    backup, again = tmp_path / "backup", tmp_path / "again"
    old = master_in(data)
    coach(data, "backup", str(backup))
    coach(data, "rotate-key")
    done = coach(again, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert (contacts(again), master_in(again)) == (["", "Zofia Zanzibar"], old)
    other = tmp_path / "other"
    other.mkdir()
    (other / "master.key").write_bytes((data / "master.key").read_bytes())
    refused = coach(other, "restore", str(backup))
    assert (refused.returncode, "Restore into an empty folder" in refused.stderr) == (1, True)
    assert [path.name for path in other.iterdir()] == ["master.key"]
    assert master_in(other) == master_in(data)


def test_a_backup_from_after_opens_with_the_new_key(data: Path, tmp_path: Path) -> None:
    """And holds nothing of the old one."""
    old = [master_in(data), *wrapped(data)]
    coach(data, "rotate-key")
    assert coach(data, "backup", str(tmp_path / "backup")).returncode == 0
    assert left_in(tmp_path / "backup", *old) == []
    assert coach(tmp_path / "again", "restore", str(tmp_path / "backup")).returncode == 0
    assert contacts(tmp_path / "again") == ["", "Zofia Zanzibar"]
