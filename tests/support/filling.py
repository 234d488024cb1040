"""A journal filled over HTTP, which takes a tenth of the time that a process of the command line takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from support.rebound import Served

from coach.web.security import COOKIE
from events.ids import new_id


@contextmanager
def _mine(served: Served) -> Iterator[httpx2.Client]:
    with served.client(cookies={COOKIE: served.session()}) as client:
        yield client


def log(served: Served, *entries: dict[str, Any]) -> None:
    """Entries as the API takes them; each gets an id."""
    with _mine(served) as client:
        answer = client.post("/api/v1/entries", json={"entries": [{"entry_id": new_id(), **one} for one in entries]})
        assert {one["status"] for one in answer.json()["results"]} == {"added"}, answer.text


def log_calls(served: Served, calls: int, noes: int, about_price: int, yeses: int = 0) -> None:
    """A bulk of calls, with fewer no's, and some of those about the price."""
    parts = [("soft_no", "price", about_price), ("soft_no", "unstated", noes - about_price), ("won", None, yeses)]
    outcomes = [{"outcome": outcome, "reason": reason, "count": count} for outcome, reason, count in parts if count]
    log(served, {"count": calls, "outcomes": outcomes})


def said_no(contact: str = "", company: str = "", note: str = "", **more: Any) -> dict[str, Any]:
    """An entry of somebody who said "not now"."""
    return {
        "outcomes": [{"outcome": "soft_no", "reason": "hesitation"}],
        "prospect": {"contact": contact, "company": company},
        "note": note,
        **more,
    }


def ask(served: Served, text: str) -> None:
    """Ask, and wait until the whole reply is there."""
    with _mine(served) as client:
        reply_id = new_id()
        assert client.post("/api/v1/replies", json={"text": text, "reply_id": reply_id}).status_code == 202
        assert client.get(f"/api/v1/replies/{reply_id}").status_code == 200


def add_pitch(served: Served, words: str, title: str = "") -> None:
    """The next version of the pitch."""
    with _mine(served) as client:
        assert client.post("/pitch", data={"text": words, "title": title}).status_code == 303


def attempts(served: Served) -> int:
    """How many the journal has."""
    with _mine(served) as client:
        found: int = client.get("/api/v1/stats").json()["outreach"]
        return found
