"""The Progress room on a real server: every part with its table, private words as text, and what a bad period gets."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from markupsafe import escape
from support.rebound import Served, coach

from events.ids import new_id

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"
WEEKS = 5


def entry(days_ago: int, outcome: str, **fields: Any) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(days=days_ago)
    return {"entry_id": new_id(), "outcomes": [{"outcome": outcome, **fields.pop("of", {})}], **fields} | {
        "occurred_at": at.isoformat()
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("progressed")) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx2.Client]:
    """Somebody with five weeks, in which price is what most no's are about."""
    evil = {"prospect": {"contact": EVIL, "company": EVIL}, "note": EVIL}
    story = [entry(ago, "soft_no", of={"reason": "price"}) for ago in range(7 * WEEKS)]
    story += [entry(ago, "progress") for ago in range(0, 7 * WEEKS, 2)]
    story += [entry(1, "won", **evil), entry(0, "soft_no", of={"reason": "timing"})]
    with served.signed_in() as signed_in:
        signed_in.post("/api/v1/entries", json={"entries": story}).raise_for_status()
        yield signed_in


def test_every_part_has_its_table(client: httpx2.Client) -> None:
    """In their order: what you did, what came back, what it says; in each period."""
    for period in ("4w", "8w", "all"):
        page = client.get("/progress", params={"period": period}).text
        assert re.findall(r"<h2>(.*?)</h2>", page) == ["What you did", "What came back", "What it says"]
        tables = re.findall(r'aria-label="Numbers: (.*?)"', page)
        assert tables == [
            "what you did",
            "best weeks",
            "streak",
            "from attempts to yeses",
            "what came back",
            "is this run ordinary",
            "reasons",
            "yes, by month",
        ]
        assert page.count("<table>") == len(tables)
        assert "Price is named most" in page
        assert len(re.findall(r'<li><i class="\w+">', page)) == 7


def test_private_words_are_text_and_the_latest_wins_are_there(client: httpx2.Client) -> None:
    """Twelve wins, the newest first, with name and note; markup in them opens nothing."""
    page = client.get("/progress").text
    wall = page[page.index('<ul class="wins">') :]
    wall = wall[: wall.index("</ul>")]
    assert wall.count("<li>") == 12
    assert str(escape(EVIL)) in wall
    assert "<img" not in page and "<script>" not in page
    assert "&lt;script&gt;" in wall[wall.index("<q>") :]


def test_a_win_that_was_taken_back_is_gone(client: httpx2.Client) -> None:
    """The wall is of what stands in the journal."""
    one = entry(0, "won", prospect={"contact": "Undone Person"})
    client.post("/api/v1/entries", json={"entries": [one]}).raise_for_status()
    assert "Undone Person" in client.get("/progress").text
    client.post("/log/undo", data={"entry_id": one["entry_id"]})
    assert "Undone Person" not in client.get("/progress").text


def test_a_forgotten_name_is_not_on_the_wall(served: Served, client: httpx2.Client) -> None:
    """The win stays, without name and note."""
    one = entry(0, "won", prospect={"contact": "Gone Person"}, note="Likes tea.")
    client.post("/api/v1/entries", json={"entries": [one]}).raise_for_status()
    assert "Likes tea." in client.get("/progress").text
    assert coach(served.data, "forget", "Gone Person", "--yes").returncode == 0
    page = client.get("/progress").text
    assert "Gone Person" not in page and "Likes tea." not in page
    assert "Yes: (forgotten)" in page


def test_streaks_that_are_off_show_nowhere(served: Served, client: httpx2.Client) -> None:
    """No streak, no marks, no strength."""
    assert coach(served.data, "user", "set", "--streaks", "off").returncode == 0
    page = client.get("/progress").text
    assert not re.search("streak|Strength|week-marks", page)
    assert coach(served.data, "user", "set", "--streaks", "on").returncode == 0
    assert "week-marks" in client.get("/progress").text


def test_the_page_stays_small_and_private(client: httpx2.Client) -> None:
    """With its style and script under 40 kB compressed; never stored."""
    answer = client.get("/progress")
    assert answer.headers["cache-control"] == "no-store"
    assets = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"', answer.text)
    assert assets
    parts = [answer.content, *(client.get(path).content for path in assets)]
    assert sum(len(gzip.compress(part)) for part in parts) < 40_000


def test_a_period_that_is_none_is_refused(client: httpx2.Client) -> None:
    """As bad input, without a trace of a program."""
    answer = client.get("/progress", params={"period": "<b>"})
    assert answer.status_code in (400, 422)
    assert "<b>" not in answer.text and "Traceback" not in answer.text


def test_an_empty_room_says_what_will_stand_here(tmp_path: Path) -> None:
    """And gives a way to begin; one wrong number alone is no conversation, and says so."""
    with Served(tmp_path / "data") as own, own.signed_in() as client:
        assert "This page fills by itself" in client.get("/progress").text
        client.post("/api/v1/entries", json={"entries": [entry(0, "unreachable")]}).raise_for_status()
        page = client.get("/progress").text
    assert "1 attempt, and no conversation yet." in page
    assert "No conversation is logged one by one yet." in page
    assert "None yet. Each step forward counts here" in page
