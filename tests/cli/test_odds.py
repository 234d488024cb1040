"""The odds from the terminal: words and JSON, with little data and with enough."""

from pathlib import Path

import pytest
from support.rebound import coach, coach_json


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def history(folder: Path, outcomes: list[str]) -> Path:
    """A CSV with one conversation a row, all of one past day."""
    path = folder / "history.csv"
    path.write_text("date,outcome\n" + "".join(f"2026-11-02,{outcome}\n" for outcome in outcomes))
    return path


def test_too_early_is_said(data: Path) -> None:
    """An empty journal says how to begin; a few conversations are too few, for every number."""
    assert "No conversation is logged one by one yet" in coach(data, "odds").stdout
    coach(data, "log", "--outcome", "won")
    coach(data, "log", "--outcome", "soft_no")
    coach(data, "log", "--outcome", "soft_no", "--count", "40")
    found = coach_json(data, "odds")
    assert (found["run"], found["probability"], found["verdict"], found["window"]) == (1, None, "too_early", 1)
    assert found["next_yes"] == {"median": None, "p90": None, "n": 2}
    assert found["today"]["rejections"] == 41
    shown = coach(data, "odds").stdout
    assert shown.lower().count("too early to tell") == 4
    assert "%" not in shown


def test_a_run_has_its_odds(data: Path, tmp_path: Path) -> None:
    """Beside the window, the rate of the window, the pooled rate, and a range for the next yes."""
    outcomes = (["soft_no"] * 3 + ["won"]) * 15 + ["soft_no"] * 25
    assert coach(data, "import", str(history(tmp_path, outcomes))).returncode == 0
    found = coach_json(data, "odds")
    assert (found["run"], found["window"], found["verdict"]) == (25, 60, "unlucky")
    assert 0.01 < found["probability"] < 0.10
    assert found["longest"]["run"] == found["pooled"]["run"] == 25
    assert found["pooled"]["n"] == found["next_yes"]["n"] == 85
    assert found["next_yes"]["median"] <= found["next_yes"]["p90"]
    shown = coach(data, "odds").stdout
    assert "Without a yes now: 25 conversations. Unlucky" in shown
    assert "At your pooled rate of 18% (n = 85)" in shown
    assert "in nine of ten (n = 85)" in shown
    assert " due" not in shown
