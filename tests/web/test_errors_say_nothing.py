"""Errors say what is wrong and where, and repeat nothing that was sent: it may be somebody's name.

Identities stand in every place of requests that cannot be served; neither an answer nor a line of the server has them.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from support.faulty import FaultyServer, cut, error, html, invalid_json
from support.identities import Identity, identity
from support.proof import FULL
from support.rebound import Served
from support.traces import Seen

from events.ids import new_id

PEOPLE = [identity(Random(5), number, number % 2 == 0) for number in range(100 if FULL else 8)]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server whose model endpoint fails in many ways."""
    with FaultyServer(error(400), html(), invalid_json(), cut(), error(401)) as model:
        settings = {"OPENAI_BASE_URL": model.base_url, "COACH_MODEL": "m"}
        with Served(tmp_path / "data", **settings) as running:
            yield running


@pytest.fixture
def client(served: Served) -> Iterator[httpx2.Client]:
    with served.signed_in() as found:
        yield found


def told(who: Identity) -> str:
    return f"{who.name}, {who.company}, {who.mail}, {who.phone}, {who.handle}"


def entries(words: str) -> list[dict[str, Any]]:
    """Entries with somebody where something else belongs."""
    wrong: list[dict[str, Any]] = [
        {"channel": words},
        {"count": words},
        {"note": words * 40},
        {words: 1},
        {"prospect": {words: words}},
        {"prospect": {"prospect_id": words}},
        {"prospect": words},
        {"outcomes": [{"outcome": words}]},
        {"outcomes": [{"outcome": "soft_no", "reason": words}]},
        {"outcomes": [{"outcome": "soft_no", "revisit_on": words}]},
        {"outcomes": [{"outcome": "won", words: 1}]},
        {"occurred_at": words},
        {"pitch": {"pitch_id": words, "version": 1}},
    ]
    return [{"entry_id": new_id(), **one} for one in wrong]


def answers(client: httpx2.Client, words: str) -> Iterator[httpx2.Response]:
    """What comes back for requests with these words in a wrong place."""
    yield client.post("/api/v1/entries", json={"entries": entries(words)})
    for entry in entries(words):
        yield client.put(f"/api/v1/entries/{new_id()}", json=entry)
    for path in ("replies", "previews"):
        for body in ({words: 1}, {"text": {words: 1}}, {"text": "x", "reply_id": words}, [words], words):
            yield client.post(f"/api/v1/{path}", json=body)
        for body in ({"text": words * 200}, {"text": "x", "unmasked": [words * 2]}, {"text": "x", "unmasked": words}):
            yield client.post(f"/api/v1/{path}", json=body)
        whole = f'{{"text": "{words}'
        yield client.post(f"/api/v1/{path}", content=whole, headers={"Content-Type": "application/json"})
    for change in ({"time_zone": words}, {"working_days": [words]}, {words: words}, {"name": words * 9}):
        yield client.patch("/api/v1/person", json=change)
    there = quote(words, safe="")
    for path in ("replies/{}", "replies/{}/events", "replies/{}/receipt", "{}", "stats?since={}", "entries?limit={}"):
        yield client.get(f"/api/v1/{path.format(there)}")
    for path in ("/{}", "/coach/{}/receipt", "/static/{}"):
        yield client.get(path.format(there))
    yield client.delete(f"/api/v1/entries/{there}")
    yield client.post(f"/api/v1/replies/{there}/ratings", json={"block": 0, "helpful": True})
    yield client.post("/sign-in", data={"token": words})


def test_no_answer_repeats_anybody(client: httpx2.Client) -> None:
    """Every one of them is refused, with a reason, and without a trace of whoever was in it."""
    for who in PEOPLE:
        for answer in answers(client, told(who)):
            refused = answer.status_code >= 400 or '"status":"invalid"' in answer.text
            assert refused and answer.status_code < 500, (answer.request.method, answer.request.url.path)
            found = Seen().add(answer.text).found([(who, who.name)], ["en"])
            assert not found, (found, answer.text[:400])


def test_a_failing_model_gives_nobody_away(client: httpx2.Client, served: Served) -> None:
    """The reply is whole all the same, and its stream has no error. In the end the server's lines have nobody."""
    for who in PEOPLE[:8]:
        reply = client.post(
            "/api/v1/replies", json={"text": f"9 no's today. {told(who)} was the worst.", "reply_id": new_id()}
        ).json()["reply_id"]
        assert "event: error" not in client.get(f"/api/v1/replies/{reply}/events").text
        assert client.get(f"/api/v1/replies/{reply}").json()["blocks"]
    served.stop()
    assert not Seen().add(served.output).found(((who, who.name) for who in PEOPLE), ["en"])
