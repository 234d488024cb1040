"""The diagnosis from the terminal: words and JSON, with little data and with enough."""

from pathlib import Path

import pytest
from support.rebound import coach, coach_json


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_too_early_is_said(data: Path) -> None:
    """An empty journal has no verdict, no rate and no goal; public figures carry their source and year."""
    found = coach_json(data, "diagnose")
    assert (found["verdict"], found["reason"], found["segments"], found["pitch"]) == ("too_early", None, [], None)
    assert (found["suggestions"], found["bounce_back"]) == ([], {"median_hours": None, "n": 0})
    shown = coach(data, "diagnose").stdout
    assert shown.count("too early to tell") == 2
    assert "Keller Center, Baylor University, 2012." in shown


def test_a_reason_that_leads_points_at_the_message(data: Path) -> None:
    """With how many, and what was tried; the pitch is compared once both versions met enough."""
    coach(data, "pitch", "add", "We save you a day.")
    coach(data, "log", "--outcome", "soft_no", "--reason", "price", "--count", "40")
    coach(data, "pitch", "add", "A day a week is yours again.")
    coach(data, "log", "--outcome", "soft_no", "--reason", "timing", "--count", "8")
    found = coach_json(data, "diagnose")
    assert (found["verdict"], found["reason"], found["n"], found["prospects"]) == ("message", "price", 48, 0)
    assert (found["pitch"]["a"], found["pitch"]["b"], found["pitch"]["verdict"]) == ("1.1", "1.2", "too_early")
    coach(data, "log", "--outcome", "won", "--count", "30")
    shown = coach(data, "diagnose").stdout
    assert "Price is named most since" in shown
    assert "points at offer and message" in shown
    assert "No segment has enough prospects" in shown
    assert "1.2 does better: over 99% that its chance is the higher one, +79 points" in shown
