"""Pitches from the terminal: versions, what each met, and words that only the person can read."""

from pathlib import Path

import pytest
from support.rebound import COACH, coach, coach_json

FIRST, SECOND = "We save you a plumcake a day.", "Returns cost you a day each.\nWe take that day away."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_each_version_meets_its_own_outcomes(data: Path) -> None:
    """From the moment it is added or chosen; the rate has its n, and is too early to tell for a while."""
    assert "No pitch yet" in coach(data, "pitch").stdout
    first = coach_json(data, "pitch", "add", FIRST, "--title", "Opener")
    assert (first["name"], first["version"], first["title"], first["in_use"]) == ("1.1", 1, "Opener", True)
    coach(data, "log", "--outcome", "soft_no", "--reason", "price", "--count", "40")
    coach(data, "log", "--outcome", "won")
    done = coach(data, "pitch", "add", "-", stdin=SECOND + "\n")
    assert (done.returncode, "1.2 Opener" in done.stdout) == (0, True), done.stderr
    coach(data, "log", "--outcome", "progress")
    one, two = coach_json(data, "pitch")
    assert (one["outcomes"], one["reasons"], one["conversations"]) == ({"soft_no": 40, "won": 1}, {"price": 40}, 41)
    assert one["conversion"]["value"] == pytest.approx(1 / 41)
    assert (two["outcomes"], two["conversion"]["n"], two["text"]) == ({"progress": 1}, 1, SECOND)
    shown = coach(data, "pitch").stdout
    assert "2.4%  (95%" in shown
    assert "too early to tell (n = 1)" in shown
    assert "price 40" in shown
    assert "40 no's" in shown
    assert "* 1.2 Opener" in shown


def test_going_back_and_naming_another(data: Path) -> None:
    """`use` goes back, `--new` begins another pitch, and an entry may name the version that it used."""
    coach(data, "pitch", "add", FIRST)
    coach(data, "pitch", "add", SECOND)
    assert coach_json(data, "pitch", "use", "1")["name"] == "1.1"
    assert coach(data, "pitch", "show").stdout == FIRST + "\n"
    assert coach(data, "pitch", "show", "1.2").stdout == SECOND + "\n"
    other = coach_json(data, "pitch", "add", "By letter.", "--new", "--title", "Letter")
    assert (other["name"], other["version"]) == ("2.1", 1)
    assert coach(data, "log", "--outcome", "won", "--pitch", "1.2").returncode == 0
    logged = coach_json(data, "log", "--outcome", "hard_no", "--pitch", "1.2")
    corrected = coach_json(data, "correct", logged["entry_id"], "--outcome", "soft_no")
    assert corrected["status"] == "added"
    met = {pitch["name"]: pitch["outcomes"] for pitch in coach_json(data, "pitch")}
    assert met == {"1.1": {}, "1.2": {"won": 1, "soft_no": 1}, "2.1": {}}
    assert coach_json(data, "pitch", "use", "1.2")["title"] == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["pitch", "show"], 1, "no pitch yet"),
        (["pitch", "use", "1"], 1, "no pitch yet"),
        (["pitch", "add", "  "], 1, "needs words"),
        (["pitch", "add", "-"], 1, "needs words"),
        (["pitch", "add", "x" * 8_001], 1, "8,000"),
        (["pitch", "add"], 2, "TEXT"),
        (["pitch", "sing"], 2, "sing"),
        (["pitch", "--json", "show"], 2, "after show"),
        (["log", "--outcome", "won", "--pitch", "1"], 1, "no pitch yet"),
    ],
)
def test_bad_input_is_one_clear_line(data: Path, arguments: list[str], code: int, words: str) -> None:
    """With what to do, and never a word of the pitch."""
    done = coach(data, *arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_not_there_is_said(data: Path) -> None:
    """A version that was never added, and a pitch for an entry without an outcome."""
    coach(data, "pitch", "add", FIRST)
    for reference in ("7", "2.1", "1.", ".", "x", "1.1.1"):
        done = coach(data, "pitch", "use", reference)
        assert (done.returncode, "no such version" in done.stderr) == (1, True), reference
    alone = coach(data, "log", "--count", "3", "--pitch", "1")
    assert (alone.returncode, "Give an outcome too" in alone.stderr) == (1, True)


def test_words_that_are_no_text_are_refused(data: Path) -> None:
    """Bytes on standard input that are not UTF-8, in one line."""
    import os
    import subprocess

    done = subprocess.run(
        [*COACH, "pitch", "add", "-"],
        env={**os.environ, "COACH_DATA_DIR": str(data)},
        input=b"\xff\xfe\x00",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"UTF-8" in done.stderr, done.stderr.count(b"\n")) == (1, True, 1)


def test_the_words_are_sealed(data: Path) -> None:
    """They stand in no file, and are gone with the person; the counts stay."""
    coach(data, "pitch", "add", FIRST, "--title", "Zanzibar")
    stored = b"".join(path.read_bytes() for path in data.iterdir())
    for words in (b"plumcake", b"Zanzibar"):
        assert words not in stored
    coach(data, "forget", "--myself", "--yes")
    (gone,) = coach_json(data, "pitch")
    assert (gone["title"], gone["text"], gone["version"]) == ("", None, 1)
    assert coach(data, "pitch", "show").stdout == "(forgotten)\n"
