"""The command line as a user meets it: a process, its output, its exit code."""

import json
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.rebound import coach, coach_json

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one entry, to copy."""
    folder = tmp_path_factory.mktemp("template") / "data"
    assert coach(folder, "log", "--outcome", "won", "--note", "sealed").returncode == 0
    return folder


@pytest.fixture
def logged(template: Path, data: Path) -> Path:
    return shutil.copytree(template, data)


def test_help_names_every_command_and_setting(data: Path) -> None:
    """`coach --help` is complete, and looking at it makes no data folder."""
    shown = coach(data, "--help").stdout
    for word in ("serve", "log", "undo", "import-undo", "ask", "stats", "streaks", "verify", "user", "prospects"):
        assert word in shown
    assert "rotate-key" in shown
    for setting in ("DATA_DIR", "MASTER_KEY", "NEW_MASTER_KEY", "MODEL"):
        assert f"COACH_{setting}" in shown
    for setting in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        assert setting in shown
    assert not data.exists()


def test_help_needs_no_heavy_import(data: Path) -> None:
    """Help loads neither the web framework nor the model SDK."""
    import subprocess
    import sys

    probe = (
        "import sys; from coach.cli.main import run; run(['--help']);"
        "print([m for m in ('litestar', 'openai', 'cryptography', 'granian') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_log_undo_and_stats(data: Path) -> None:
    """An entry counts at once, undo takes it back, undoing nothing is one clear line."""
    first = coach_json(data, "log", "--outcome", "soft_no", "--reason", "price", "--count", "3")
    assert first["status"] == "added"
    again = coach_json(data, "log", "--outcome", "soft_no", "--reason", "price", "--count", "3",
                       "--entry-id", first["entry_id"])  # fmt: skip
    assert again["status"] == "already"
    stats = coach_json(data, "stats")
    assert (stats["outreach"], stats["reasons"]["price"]) == (3, 3)
    assert stats["conversion"] == {"value": 0.0, "n": 3, "low": 0.0, "high": pytest.approx(0.5615, abs=1e-4)}
    assert coach(data, "undo").returncode == 0
    assert coach_json(data, "stats")["outreach"] == 0
    failed = coach(data, "undo")
    assert (failed.returncode, failed.stderr) == (1, "There is nothing to undo.\n")


def test_words_of_risk_are_answered_where_they_were_written(data: Path) -> None:
    """In a note, in the words to log, and where the words hold nothing to log."""
    said = "I am an AI tool, not a crisis service"
    assert said in coach(data, "log", "--outcome", "soft_no", "--note", "I want to die.").stdout
    assert said in coach(data, "log", "--yes", "12 calls, 9 no's. I want to die.").stdout
    assert said in coach(data, "log", "I want to die.").stdout
    noted = coach_json(data, "log", "--outcome", "soft_no", "--note", "I want to die.")
    assert noted["safety"]["level"] == 3
    assert "AI tool" not in coach(data, "log", "--outcome", "soft_no", "--note", "this client is killing me").stdout


def test_free_text_asks_before_it_logs(data: Path) -> None:
    """Words are read into a draft; a no logs nothing, `--yes` or a yes logs it."""
    assert "Nothing logged." in coach(data, "log", "12 calls, 9 no's, 6 about price", stdin="n\n").stdout
    assert coach_json(data, "stats")["outreach"] == 0
    assert coach(data, "log", "12 calls, 9 no's, 6 about price", "--yes").returncode == 0
    stats = coach_json(data, "stats")
    assert (stats["outreach"], stats["rejections"]) == (12, 9)
    assert (stats["reasons"]["price"], stats["reasons"]["unstated"]) == (6, 3)


def test_words_about_yesterday_are_logged_for_yesterday(data: Path) -> None:
    """Unless a moment is given."""
    assert "yesterday: 12 calls" in coach(data, "log", "yesterday 12 calls, 9 no's", "--yes").stdout
    assert "yesterday" not in coach(data, "log", "yesterday 5 calls", "--yes", "--at", "2026-11-02").stdout
    exported = coach(data, "export", "--csv").stdout
    yesterday = (datetime.now().astimezone() - timedelta(days=1)).date().isoformat()
    assert yesterday in exported and "2026-11-02" in exported


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["log"], 2, "Say what to log"),
        (["log", "--outcome", "perhaps"], 2, "perhaps"),
        (["log", "--outcome", "won", "--reason", "price"], 1, "Only a no has a reason"),
        (["log", "--outcome", "won", "--count", "5", "--attempts", "2"], 1, "cannot come of"),
        (["log", "--outcome", "won", "--at", "yesterday-ish"], 1, "A moment is a date"),
        (["log", "--outcome", "won", "--at", "2099-01-01"], 1, "more than a day ahead"),
        (["log", "--outcome", "won", "--confirmed"], 1, "Only a hard_no"),
        (["log", "nothing to count here", "--yes"], 1, "no count in these words"),
        (["log", "--outcome", "won", "--entry-id", "x"], 1, "UUID"),
        (["undo", "nonsense"], 1, "no such entry"),
        (["ask", "  "], 1, "Write a few words"),
        (["ask", "x" * 9000], 1, "8000"),
        (["import", "does-not-exist.csv"], 1, "does-not-exist.csv"),
        (["import-undo", "x"], 1, ""),
        (["stats", "--person", "Nobody"], 2, "nobody with this name"),
        (["user", "set", "--time-zone", "Europe/Berli"], 1, "Europe/Berlin"),
        (["user", "set", "--working-days", "someday"], 2, "mon,tue"),
        (["nonsense"], 2, "nonsense"),
        (["serve", "--port", "0"], 2, "--port"),
        (["serve", "--host", "no.such.host.invalid"], 2, "--host"),
    ],
)
def test_bad_input_is_one_clear_line(data: Path, arguments: list[str], code: int, words: str) -> None:
    """Every mistake gets one line on stderr that says what to do, the right exit code, and never a traceback."""
    done = coach(data, *arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"COACH_MASTER_KEY": "short"}, "COACH_MASTER_KEY takes 32 bytes"),
        ({"OPENAI_BASE_URL": "nonsense"}, "OPENAI_BASE_URL takes an address"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1/v1/chat/completions"}, "leave that off"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1/v1?key=1"}, "takes no query but Azure's api-version"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1/v1?api-version=1&key=1"}, "takes no query"),
        ({"COACH_MODEL_DEADLINE": "soon"}, "COACH_MODEL_DEADLINE takes a number"),
        ({"COACH_TOKENS_PER_PERSON": "many"}, "COACH_TOKENS_PER_PERSON takes a whole number"),
        ({"COACH_LOG_LEVEL": "loud"}, "COACH_LOG_LEVEL takes"),
        ({"COACH_SETTINGS": "/does/not/exist"}, "COACH_SETTINGS names"),
        ({"COACH_RESOURCES": "/does/not/exist"}, "exist"),
    ],
)
def test_bad_settings_are_named(data: Path, settings: dict[str, str], words: str) -> None:
    """A setting that does not fit is named, with what it takes."""
    done = coach(data, "stats", **settings)
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_settings_file(data: Path) -> None:
    """A settings file beside the data is read, the environment wins, and a strange line is named."""
    data.mkdir()
    (data / "settings.env").write_text("# mine\nCOACH_LOG_LEVEL=loud\n")
    assert "COACH_LOG_LEVEL" in coach(data, "stats").stderr
    assert coach(data, "stats", COACH_LOG_LEVEL="info").returncode == 0
    (data / "settings.env").write_text("NONSENSE\n")
    assert "line 1" in coach(data, "stats").stderr


def test_another_master_key_opens_nothing(logged: Path) -> None:
    """With the wrong key the data folder is refused, unchanged."""
    done = coach(logged, "stats", COACH_MASTER_KEY="ab" * 32)
    assert done.returncode == 1
    assert "master key" in done.stderr
    assert coach_json(logged, "stats")["outreach"] == 1


@pytest.mark.parametrize("kind", ["newer", "foreign", "text"])
def test_strange_databases_are_refused_unchanged(logged: Path, kind: str) -> None:
    """A newer journal, somebody else's database and a file that is none are refused in words, and not touched."""
    path = logged / "journal.sqlite3"
    for leftover in logged.glob("journal.sqlite3-*"):
        leftover.unlink()
    if kind == "text":
        path.write_text("not a database at all, but long enough to look at" * 50)
    else:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99" if kind == "newer" else "PRAGMA application_id = 7")
        connection.commit()
        connection.close()
    before = path.read_bytes()
    done = coach(logged, "stats")
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """A data folder that cannot be made is one clear line that names it."""
    (tmp_path / "file").write_text("not a folder")
    done = coach(tmp_path / "file" / "data", "log", "--outcome", "won")
    assert done.returncode == 1
    assert "COACH_DATA_DIR" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_ask_answers_as_documented(data: Path) -> None:
    """The example question: validation, reframe and action with citations, numbers as facts, a draft, no receipt."""
    coach(data, "log", "120 calls, 90 no's, 60 about price", "--yes")
    reply: dict[str, Any] = coach_json(data, "ask", TEXT)
    assert set(reply) >= {
        "reply_id", "source", "safety_level", "blocks", "facts", "cards", "draft_entries", "receipt",
    }  # fmt: skip
    assert (reply["source"], reply["safety_level"], reply["receipt"]) == ("rules", 0, None) or reply[
        "safety_level"
    ] == 1
    assert {"validation", "reframe", "action"} <= {block["kind"] for block in reply["blocks"]}
    known = {card["id"] for card in reply["cards"]}
    named = {fact["id"] for fact in reply["facts"]}
    for block in reply["blocks"]:
        assert set(block["cards"]) <= known
        assert set(block["facts"]) <= named
        assert block["kind"] != "action" or block["cards"]
    assert all(fact["label"] and fact["period"] for fact in reply["facts"])
    (draft,) = reply["draft_entries"]
    assert draft["count"] == 12
    assert sum(outcome["count"] for outcome in draft["outcomes"]) == 9
    assert draft["asks"][0]["reason"] == "price"
    assert coach_json(data, "stats")["outreach"] == 120, "a draft is not logged silently"


def test_people(data: Path) -> None:
    """People are added, found by name whatever its case or accents, changed; several must be told apart."""
    for name in ("Ann", "José"):
        assert coach(data, "user", "add", name, "--time-zone", "Europe/Madrid").returncode == 0
    listed = coach_json(data, "user", "list")
    assert [person["name"] for person in listed] == ["Ann", "José"]
    ambiguous = coach(data, "stats")
    assert (ambiguous.returncode, "--person" in ambiguous.stderr) == (2, True)
    coach(data, "--person", "jose", "log", "--outcome", "won")
    assert coach_json(data, "stats", "--person", "JOSE")["outreach"] == 1
    assert coach_json(data, "stats", "--person", "Ann")["outreach"] == 0
    changed = coach_json(data, "user", "set", "--person", "Ann", "--working-days", "sun,mon", "--streaks", "off")
    assert (changed["working_days"], changed["streaks"]) == (["mon", "sun"], False)
    assert "switched off" in coach(data, "streaks", "--person", "Ann").stdout


def test_prospects_are_found_and_sealed(data: Path) -> None:
    """A prospect is one, however often named; found by the start of any word; and their name is in no file."""
    for _ in range(2):
        coach(
            data, "log", "--outcome", "soft_no", "--contact", "María López", "--company", "Acme", "--note", "Zanzibar"
        )
    (found,) = coach_json(data, "prospects", "lop mar")
    assert (found["contact"], found["company"]) == ("María López", "Acme")
    assert coach_json(data, "prospects", "opez") == []
    stored = b"".join(path.read_bytes() for path in data.iterdir())
    for secret in ("María", "López", "Acme", "Zanzibar"):
        assert secret.encode() not in stored


def test_streaks_and_verify(data: Path) -> None:
    """The documents of streaks and verify have what they promise."""
    coach(data, "log", "--outcome", "no_answer")
    streaks = coach_json(data, "streaks")
    assert {"current", "best", "strength", "active_today"} <= set(streaks)
    report = json.loads(coach(data, "verify", "--json").stdout)
    assert report["ok"] is True
    assert len(report["heads"]) == 1


def test_verify_finds_a_changed_journal(logged: Path) -> None:
    """A row that was changed behind our back is named, and the exit code says so."""
    connection = sqlite3.connect(logged / "journal.sqlite3")
    connection.execute("DROP TRIGGER events_never_change")
    connection.execute("UPDATE events SET body = replace(body, 'won', 'wan') WHERE type = 'outcome_recorded'")
    connection.commit()
    connection.close()
    done = coach(logged, "verify")
    assert done.returncode == 1
    assert "version 3" in done.stderr


def test_import_reports_and_undoes(data: Path, tmp_path: Path) -> None:
    """An import says what it took and what it did not and why; twice adds nothing; undo takes all of it back."""
    file = tmp_path / "history.csv"
    file.write_text(
        "date,channel,outcome,reason,count,note,contact,company\n"
        "2026-03-02,call,soft_no,price,2,,Ann,Acme\n"
        "2026-03-03,call,perhaps,,1,,,\n"
        "2026-03-04,email,won,,1,,,\n"
    )
    report = coach_json(data, "import", str(file))
    assert (report["rows"], report["added"], report["refused"]) == (3, 2, 1)
    assert report["problems"][0]["line"] == 3
    assert coach_json(data, "import", str(file))["added"] == 0
    assert coach_json(data, "stats")["outreach"] == 3
    assert coach(data, "import-undo", report["batch_id"]).returncode == 0
    assert coach_json(data, "stats")["outreach"] == 0
    assert coach_json(data, "import", str(file))["added"] == 2
    assert coach_json(data, "stats")["outreach"] == 3


def test_correct_keeps_day_and_prospect(data: Path) -> None:
    """A corrected entry counts as corrected, on its old day, about its old prospect; an unknown one is refused."""
    first = coach_json(
        data, "log", "--outcome", "soft_no", "--reason", "price", "--contact", "Ann", "--at", "2026-03-02"
    )
    done = coach(data, "correct", first["entry_id"], "--outcome", "soft_no", "--reason", "fit")
    assert done.returncode == 0, done.stderr
    stats = coach_json(data, "stats", "--since", "2026-03-02", "--until", "2026-03-02")
    assert (stats["outreach"], stats["reasons"]["price"], stats["reasons"]["fit"]) == (1, 0, 1)
    assert len(coach_json(data, "prospects")) == 1
    assert coach(data, "correct", "01a1ffaf-5a97-75a9-8bea-b48a994d6bc1", "--outcome", "won").returncode == 1
    assert coach(data, "correct", first["entry_id"]).returncode == 2
