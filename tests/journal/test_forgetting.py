"""Forgetting: nothing that was private to a subject can be found anywhere afterwards, and the log stays whole."""

from pathlib import Path

import pytest
from support.rebound import coach, coach_json

from coach.contracts import EntryInput, Person, ProspectInput
from coach.errors import NotFound
from coach.journal.forgetting import Forgetting, Ledger, replay
from coach.journal.service import Journal
from events.errors import SubjectForgotten
from events.ids import new_id
from events.types.privacy import ForgettingDone, ForgettingRequested

NAME, COMPANY, NOTE = "Zofia Zanzibar", "Quuxwerke", "likes plumcake"


def files_with(folder: Path, words: bytes) -> list[str]:
    """Names of the files below a folder in which these bytes stand, whatever their case."""
    return [p.name for p in folder.rglob("*") if p.is_file() and words.lower() in p.read_bytes().lower()]


def wrapped_key(data: Path, prospect_id: str) -> bytes:
    """The stored key of a prospect."""
    import sqlite3

    with sqlite3.connect(data / "keys.sqlite3") as connection:
        raw = bytes.fromhex(prospect_id.replace("-", ""))
        (secret,) = connection.execute("SELECT secret FROM subject_keys WHERE subject_id = ?", (raw,)).fetchone()
    connection.close()
    return secret  # type: ignore[no-any-return]


def test_a_forgotten_prospect_is_nowhere(tmp_path: Path) -> None:
    """Log, ask about, export to the screen, then forget by name: no file holds a word or the key, counts stay."""
    data = tmp_path / "data"
    coach(data, "log", "--outcome", "soft_no", "--contact", NAME, "--company", COMPANY, "--note", NOTE)
    coach(data, "log", "--outcome", "won", "--contact", "Kept Kurt", "--note", "stays here")
    coach(data, "ask", f"I'm tired. zofia from {COMPANY} said no, Kurt was kinder.")
    (found,) = coach_json(data, "prospects", "zof")
    key = wrapped_key(data, found["prospect_id"])
    assert files_with(data, key) == ["keys.sqlite3"]

    done = coach(data, "forget", "zofia", "--yes")
    assert done.returncode == 0, done.stderr
    for words in (NAME.encode(), b"zofia", COMPANY.encode(), NOTE.encode(), key):
        assert files_with(data, words) == []
    assert coach_json(data, "prospects", "zof") == []
    assert coach_json(data, "prospects", "kurt")[0]["contact"] == "Kept Kurt"
    assert coach_json(data, "stats")["outreach"] == 2
    assert coach_json(data, "verify")["ok"] is True
    (lost,) = [p for p in coach_json(data, "prospects") if p["forgotten"]]
    assert (lost["contact"], lost["company"]) == ("", "")
    assert (data / "forgotten.txt").read_text().split() == [found["prospect_id"]]


def test_forgetting_asks_first_and_names_what_is_unclear(tmp_path: Path) -> None:
    """Without a yes nothing is forgotten; a name that finds several, or none, is refused."""
    data = tmp_path / "data"
    for name in ("Ann Alpha", "Ann Beta"):
        coach(data, "log", "--outcome", "won", "--contact", name)
    assert "Several prospects" in coach(data, "forget", "ann", "--yes").stderr
    assert "No prospect" in coach(data, "forget", "nobody", "--yes").stderr
    assert coach(data, "forget", "alpha", stdin="n\n").stdout == "Nothing was forgotten.\n"
    assert coach(data, "forget").returncode == 2
    assert len(coach_json(data, "prospects", "ann")) == 2


def test_a_forgotten_person(tmp_path: Path) -> None:
    """After `--myself` no name, note or chat of theirs can be read, and the counts remain."""
    data = tmp_path / "data"
    coach(data, "user", "add", "Ann")
    coach(data, "log", "--outcome", "won", "--contact", NAME, "--note", NOTE)
    coach(data, "ask", "That was a hard day.")
    assert coach(data, "forget", "--myself", "--yes").returncode == 0
    assert coach_json(data, "user", "list")[0]["name"] == ""
    assert coach_json(data, "stats")["outreach"] == 1
    assert coach_json(data, "verify")["ok"] is True


pytestmark = pytest.mark.anyio


async def logged(journal: Journal, person: Person, **changes: object) -> str:
    """Log an entry with a prospect and return the prospect's id."""
    entry = EntryInput(entry_id=new_id(), prospect=ProspectInput(contact=NAME), **changes)  # type: ignore[arg-type]
    await journal.log_entry(person.person_id, entry)
    return next(iter((await journal.states(person.person_id)).prospects.prospects))


async def test_forgetting_twice_is_forgetting_once(journal: Journal, person: Person, tmp_path: Path) -> None:
    """Request and end are recorded once each; nothing new can be logged about the forgotten."""
    forgetting = Forgetting(journal, Ledger(tmp_path / "ledger"))
    prospect_id = await logged(journal, person)
    for _ in range(2):
        await forgetting.prospect(person.person_id, prospect_id)
    events = [recorded.event async for recorded in journal.log.read(person.person_id)]
    assert sum(isinstance(event, ForgettingRequested) for event in events) == 1
    assert sum(isinstance(event, ForgettingDone) for event in events) == 1
    entry = EntryInput(entry_id=new_id(), note="more", prospect=ProspectInput(prospect_id=prospect_id))
    with pytest.raises(SubjectForgotten):
        await journal.log_entry(person.person_id, entry)


async def test_a_forgotten_person_is_signed_out_last(journal: Journal, person: Person, tmp_path: Path) -> None:
    """Their sessions end once every key is gone: interrupted before that, they can still finish it themselves."""
    ended: list[tuple[str, bool]] = []
    ledger = Ledger(tmp_path / "ledger")
    prospect_id = await logged(journal, person)
    forgetting = Forgetting(journal, ledger, lambda who: ended.append((who, who in ledger.subjects())))
    await forgetting.prospect(person.person_id, prospect_id)
    assert ended == []
    await forgetting.person(person.person_id)
    assert ended == [(person.person_id, True)]


async def test_a_resent_entry_of_a_forgotten_prospect_is_already_there(
    journal: Journal, person: Person, tmp_path: Path
) -> None:
    """A phone may resend its queue for ever, also about somebody who was forgotten meanwhile."""
    entry = EntryInput(entry_id=new_id(), note=NOTE, prospect=ProspectInput(contact=NAME))
    await journal.log_entry(person.person_id, entry)
    prospect_id = next(iter((await journal.states(person.person_id)).prospects.prospects))
    by_id = EntryInput(entry_id=entry.entry_id, note=NOTE, prospect=ProspectInput(prospect_id=prospect_id))
    await Forgetting(journal, Ledger(tmp_path / "ledger")).prospect(person.person_id, prospect_id)
    assert (await journal.log_entry(person.person_id, by_id)).status == "already"


async def test_the_ledger_is_replayed(journal: Journal, person: Person, tmp_path: Path) -> None:
    """A key that a restored backup brought back is destroyed again."""
    ledger = Ledger(tmp_path / "ledger")
    prospect_id = await logged(journal, person)
    ledger.add(prospect_id)
    assert await replay(ledger, journal.keys) == 1
    prospect = await journal.prospect(person.person_id, prospect_id)
    assert prospect is not None and prospect.forgotten


async def test_an_unknown_prospect_is_not_forgotten(journal: Journal, person: Person, tmp_path: Path) -> None:
    """There has to be one."""
    with pytest.raises(NotFound):
        await Forgetting(journal, Ledger(tmp_path / "ledger")).prospect(person.person_id, new_id())
