"""Pitch help from the terminal: a difference to read, a line that says where it came from, and a way to accept it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faulty import FaultyServer, error
from support.rebound import coach, coach_json
from support.revising import PITCH, SHOWN, reviser


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A journal with somebody in it whom the pitch names."""
    folder = tmp_path / "data"
    coach(folder, "log", "--outcome", "soft_no", "--contact", "Maria Lopez", "--company", "Acme GmbH")
    coach(folder, "pitch", "add", PITCH, "--title", "Opener")
    coach(folder, "log", "--outcome", "soft_no", "--reason", "price", "--count", "6")
    return folder


@pytest.fixture
def model() -> Iterator[FaultyServer]:
    with FaultyServer(reviser) as server:
        yield server


def settings(model: FaultyServer) -> dict[str, str]:
    return {"OPENAI_BASE_URL": model.base_url, "COACH_MODEL": "tiny"}


def test_without_a_model_it_says_what_to_try(data: Path) -> None:
    """What the numbers say, techniques that cite their cards, and why nothing was rewritten."""
    done = coach(data, "pitch", "revise")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Six conversations with this version: too early to tell" in " ".join(done.stdout.split())
    assert "price as the reason" in " ".join(done.stdout.split())
    assert "[B18]" in done.stdout
    assert done.stdout.endswith("Nothing was rewritten: no model is configured.\n")


def test_a_revision_is_read_opened_and_accepted(data: Path, model: FaultyServer) -> None:
    """Marks show what goes and what comes; the receipt opens to the bytes sent; accepting twice adds one version."""
    shown = coach(data, "pitch", "revise", **settings(model)).stdout
    assert shown.startswith("1.1, revised. [-gone-] {+new+}\n\n")
    assert "[-You-]" in shown or "[-You ship daily, and returns-]" in shown
    assert "{+Ask +}" in shown or "{+Ask+}" in shown
    assert "Written with tiny, checked." in shown
    revision = shown.split("coach pitch accept ")[1].strip()
    sent = coach(data, "receipt", revision, "--raw").stdout
    assert sent == f"{model.requests[0].body.decode()}\n"
    assert "Maria" not in sent and "Acme" not in sent
    accepted = coach(data, "pitch", "accept", revision)
    assert (accepted.returncode, "1.2 Opener" in accepted.stdout) == (0, True), accepted.stderr
    assert coach_json(data, "pitch", "accept", revision)["name"] == "1.2"
    assert [pitch["source"] for pitch in coach_json(data, "pitch")] == ["person", "coach"]
    assert coach(data, "pitch", "show").stdout == f"{SHOWN}\n"


def test_the_document_holds_the_difference(data: Path, model: FaultyServer) -> None:
    """Of any version, by its name."""
    coach(data, "pitch", "add", "Another one.", "--new")
    found = coach_json(data, "pitch", "revise", "1.1", **settings(model))
    assert (found["name"], found["source"], found["text"]) == ("1.1", "model", SHOWN)
    assert "".join(part["text"] for part in found["difference"] if part["op"] != "add") == PITCH
    assert found["receipt"]


def test_a_model_that_fails_costs_no_answer(data: Path) -> None:
    with FaultyServer(error(500)) as server:
        done = coach(data, "pitch", "revise", **settings(server))
    assert done.returncode == 0
    assert "Nothing was rewritten: tiny gave no usable answer." in done.stdout
    assert "What left this machine: coach receipt " in done.stdout


@pytest.mark.parametrize("revision", ["01890a5d-ac96-774b-bcce-b302099a8057", "1.1", "x"])
def test_an_unknown_revision_is_one_clear_line(data: Path, revision: str) -> None:
    done = coach(data, "pitch", "accept", revision)
    assert (done.returncode, done.stderr) == (1, "There is no such revision. Ask for one with coach pitch revise.\n")


def test_a_version_that_is_not_there(data: Path) -> None:
    done = coach(data, "pitch", "revise", "9")
    assert (done.returncode, "no such version" in done.stderr) == (1, True)


def test_the_words_are_sealed_and_exported(data: Path, model: FaultyServer) -> None:
    """They stand in no file; the person's own export has them, names included."""
    coach(data, "pitch", "revise", **settings(model))
    stored = b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())
    assert b"since" not in stored and b"Returns cost" not in stored
    lines = [json.loads(line) for line in coach(data, "export").stdout.splitlines()[1:]]
    (revised,) = [line for line in lines if line["type"] == "pitch_revised"]
    (text,) = [part["revision"]["text"] for part in revised["private"].values() if part["kind"] == "revision_content"]
    assert text == SHOWN
