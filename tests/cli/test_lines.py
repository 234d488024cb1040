"""Lines of text in, one JSON object a line out."""

import json
import subprocess
import sys
from pathlib import Path


def lines(command: str, *texts: str) -> subprocess.CompletedProcess[str]:
    """A command with these lines on its standard input, in a data folder that does not exist."""
    return subprocess.run(
        [sys.executable, "-m", "coach.cli", command],
        input="".join(f"{text}\n" for text in texts),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_each_line_gets_its_object_in_order(own_data_folder: Path) -> None:
    """Plain text and objects may be mixed, an empty line counts, and what only looks like JSON is text."""
    done = lines("triage", "a slow day", json.dumps({"text": "I want to die", "id": 7}), "", "{sigh} fine")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"level": level} for level in (0, 3, 0, 0)]
    done = lines("classify", "Your price is too high for us.", "We meet on Tuesday to sign.")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["outcome"], first["reason"]) == ("soft_no", "price")
    assert second["reason"] is None
    assert 0 <= first["confidence"] <= 1
    assert not own_data_folder.exists()


def test_an_object_without_a_text_is_named() -> None:
    """The lines before it are answered, and the error says which line and what it needs; never its words."""
    done = lines("classify", "no budget", json.dumps({"note": "secret"}))
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.startswith("Line 2:")
    assert "secret" not in done.stderr
    assert done.returncode == 2


def test_a_line_is_redacted_with_its_record(own_data_folder: Path) -> None:
    """Offsets are code points of the text given; each line numbers its own; null fields of a record are fine."""
    note = {
        "text": "🙂 Bob from acme: no at $12,400",
        "record": {"contact": "Robert Hill", "company": "Acme", "email": None},
    }
    done = lines("redact", json.dumps(note), "his wife Carla called", "")
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert first["text"] == "🙂 [PERSON_1] from [COMPANY_1]: no at [about 10,000 USD]"
    assert first["spans"][0] == {"start": 2, "end": 5, "type": "PERSON", "placeholder": "[PERSON_1]", "doubtful": False}
    assert second["text"] == "his wife [PERSON_1] called"
    assert third == {"text": "", "spans": []}
    assert not own_data_folder.exists()
