"""Follow-ups, rest, goals and mood from the terminal."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from support.rebound import coach, coach_json


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_not_now_comes_back(data: Path) -> None:
    """A soft no about a named prospect opens a follow-up by its reason; it can be put off, done, and is then gone."""
    coach(data, "log", "--outcome", "soft_no", "--reason", "timing", "--contact", "Ann", "--at", "2026-10-01")
    coach(data, "log", "--outcome", "soft_no", "--reason", "fit", "--contact", "Bob")
    (found,) = coach_json(data, "follow-ups")
    assert (found["contact"], found["reason"], found["due_on"], found["status"]) == (
        "Ann", "timing", "2026-11-12", "due",
    )  # fmt: skip
    later = (date.today() + timedelta(days=9)).isoformat()
    (put_off,) = coach_json(data, "follow-ups", "--snooze", found["follow_up_id"], "--until", later)
    assert (put_off["due_on"], put_off["status"]) == (later, "snoozed")
    assert coach_json(data, "follow-ups", "--done", found["follow_up_id"]) == []
    assert coach(data, "follow-ups", "--drop", found["follow_up_id"]).returncode == 1


def test_a_final_no_closes_the_door(data: Path) -> None:
    """After a confirmed hard no there is nobody to come back to."""
    coach(data, "log", "--outcome", "soft_no", "--reason", "price", "--contact", "Ann")
    assert len(coach_json(data, "follow-ups")) == 1
    coach(data, "log", "--outcome", "hard_no", "--confirmed", "--contact", "Ann")
    assert coach_json(data, "follow-ups") == []


def test_rest_and_pauses_freeze_a_streak(data: Path) -> None:
    """Two missed working days end a streak, unless they were off; being back ends the pause."""
    days = [date(2026, 11, 2) + timedelta(days=n) for n in range(3)]  # Monday to Wednesday
    for day in days:
        coach(data, "log", "--outcome", "no_answer", "--at", day.isoformat())
    assert coach(data, "rest", "2026-11-05", "2026-11-06").returncode == 0
    assert coach(data, "rest", "--pause-from", "2026-11-09").returncode == 0
    assert coach_json(data, "streaks")["current"] == 3
    assert coach(data, "rest", "--back", "2026-11-10").returncode == 0
    assert coach_json(data, "streaks")["current"] == 0
    assert coach(data, "rest", "--back", "2026-11-10").returncode == 1
    assert coach(data, "rest", "--until", "2026-11-10").returncode == 2
    assert coach(data, "rest", "--work", "2026-11-06").stdout == "Not off any more: 2026-11-06.\n"
    assert coach(data, "rest", "--work", "2026-11-06").returncode == 1


def test_goals_are_counted_from_the_journal(data: Path) -> None:
    """A goal shows how far it is; setting it again changes the target; dropping lets it go."""
    coach(data, "log", "--count", "12")
    coach(data, "goal", "calls_a_day", "20")
    (goal,) = coach_json(data, "goal", "calls_a_day", "30")
    assert (goal["done"], goal["target"], goal["horizon"]) == (12, 30, "short")
    assert coach_json(data, "goal", "--drop", goal["goal_id"]) == []
    assert coach(data, "goal", "calls_a_day").returncode == 2


def test_mood_is_sealed(data: Path) -> None:
    """That there was a report can be seen in the file, how it felt cannot."""
    assert coach(data, "mood", "2").returncode == 0
    assert coach(data, "mood", "9").returncode == 2
    assert b'"level"' not in b"".join(path.read_bytes() for path in data.iterdir())
