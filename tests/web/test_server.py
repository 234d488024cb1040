"""A real server process: signing in, the rooms, the API, and what bad input gets."""

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from support.faulty import FaultyServer, stall
from support.rebound import COACH, Served, coach, coach_json, free_port

from coach.contracts import Diagnosis, Odds
from events.ids import new_id

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx2.Client]:
    with served.signed_in() as signed_in:
        yield signed_in


def entry(**changes: Any) -> dict[str, Any]:
    return {"entry_id": new_id(), "outcomes": [{"outcome": "soft_no", "reason": "price"}], **changes}


def events_of(stream: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a server-sent stream."""
    pairs = re.findall(r"^event: (\w+)\ndata: (.*)$", stream, flags=re.MULTILINE)
    return [(name, json.loads(data)) for name, data in pairs]


# ---------------------------------------------------------------- coming in


def test_the_printed_link_signs_in_once(tmp_path: Path) -> None:
    """Opening the link shows a button; pressing it signs in; the link is then used up."""
    with Served(tmp_path / "data") as own, own.client() as client:
        token = own.link.partition("token=")[2]
        assert "Sign in on this device" in client.get("/sign-in", params={"token": token}).text
        assert client.get("/sign-in", params={"token": token}).status_code == 200, "looking does not use it up"
        first = client.post("/sign-in", data={"token": token})
        assert (first.status_code, first.headers["location"]) == (303, "/coach")
        assert client.get("/coach").status_code == 200
        with own.client() as other:
            again = other.post("/sign-in", data={"token": token})
            assert again.status_code == 400
            assert "used already or is too old" in again.text


def test_a_planted_session_is_never_adopted(served: Served) -> None:
    """Signing in gives a fresh session token, whatever cookie the browser brought, and ends the old session."""
    with served.signed_in() as client:
        before = client.cookies["rebound_session"]
        link = coach(served.data, "user", "link").stdout.split()[0]
        client.post("/sign-in", data={"token": link.partition("token=")[2]})
        after = client.cookies["rebound_session"]
        assert after != before
        with served.client(cookies={"rebound_session": before}) as old:
            assert old.get("/api/v1/stats").status_code == 401


@pytest.mark.parametrize("path", ["/coach", "/log", "/progress", "/follow-ups"])
def test_rooms_are_closed_to_strangers(served: Served, path: str) -> None:
    """Without a session a page leads to the door, and the API says 401 as a problem."""
    with served.client() as nobody:
        answer = nobody.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
        problem = nobody.get("/api/v1/stats")
        assert problem.status_code == 401
        assert problem.headers["content-type"] == "application/problem+json"


def test_signing_out_ends_the_session(served: Served) -> None:
    """After signing out the old token opens nothing."""
    with served.signed_in() as client:
        token = client.cookies["rebound_session"]
        assert client.post("/sign-out").status_code == 303
        with served.client(cookies={"rebound_session": token}) as old:
            assert old.get("/coach").status_code == 303


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}]
)
def test_another_site_cannot_make_the_browser_act(client: httpx2.Client, headers: dict[str, str]) -> None:
    """A changing request that another site sent is refused."""
    answer = client.post("/api/v1/entries", json={"entries": [entry()]}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path", ["/coach", "/log", "/progress", "/follow-ups", "/sign-in", "/nothing", "/api/v1/stats", "/healthz"]
)
def test_every_answer_carries_the_headers(client: httpx2.Client, path: str) -> None:
    """A strict content policy, no sniffing, no caching of private pages: on pages, errors and the API alike."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_pages_ask_nobody_else(client: httpx2.Client) -> None:
    """No page names another host, an inline script, an inline style or an event handler."""
    for path in ("/coach", "/log", "/progress", "/follow-ups", "/pitch", "/sign-in"):
        page = client.get(path).text
        assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page)
        assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|<[^>]*\s(?:style|on\w+)=", page)


def test_static_files_last_for_ever(client: httpx2.Client) -> None:
    """Their address holds their digest, so a browser keeps them; the first page stays within its budget."""
    page = client.get("/coach", headers={"accept-encoding": "gzip"})
    size = int(page.headers["content-length"])
    for address in set(re.findall(r"/static/[\w/.-]+\.(?:css|js)", page.text)):
        answer = client.get(address, headers={"accept-encoding": "gzip"})
        assert "immutable" in answer.headers["cache-control"]
        size += int(answer.headers["content-length"])
    assert size <= 40_000
    assert client.get("/static/x/nothing.css").status_code == 404


# ---------------------------------------------------------------- the journal


def test_batch_answers_each_entry_on_its_own(client: httpx2.Client) -> None:
    """Added, already, conflict, invalid: one result an entry, in order, and the good ones are in the journal."""
    good = entry()
    before = client.get("/api/v1/stats").json()["outreach"]
    entries = [
        good,
        good,
        {**good, "outcomes": [{"outcome": "won"}]},
        entry(outcomes=[{"outcome": "maybe"}]),
        entry(count=1, outcomes=[{"outcome": "won", "count": 3}]),
        entry(occurred_at="2030-01-01T10:00:00+01:00"),
        entry(occurred_at="2026-01-01T10:00:00"),
        {"nonsense": True},
        entry(),
    ]
    results = client.post("/api/v1/entries", json={"entries": entries}).json()["results"]
    assert [result["status"] for result in results] == [
        "added", "already", "conflict", "invalid", "invalid", "invalid", "invalid", "invalid", "added",
    ]  # fmt: skip
    assert all(result.get("problem") for result in results if result["status"] in ("conflict", "invalid"))
    assert client.get("/api/v1/stats").json()["outreach"] == before + 2


def test_odds_and_diagnosis_are_resources(client: httpx2.Client) -> None:
    """Of whoever is signed in, as documents of their types."""
    odds = msgspec.json.decode(client.get("/api/v1/odds").content, type=Odds)
    assert (odds.verdict == "too_early") == (odds.probability is None)
    diagnosis = msgspec.json.decode(client.get("/api/v1/diagnosis").content, type=Diagnosis)
    assert diagnosis.person_id == odds.person_id
    assert all(baseline.source and baseline.year for baseline in diagnosis.baselines)


def test_correct_and_undo(client: httpx2.Client) -> None:
    """A corrected entry counts as corrected, an undone one not at all; undoing twice is the same."""
    first = entry()
    client.post("/api/v1/entries", json={"entries": [first]})
    before = client.get("/api/v1/stats").json()
    better = entry(outcomes=[{"outcome": "soft_no", "reason": "fit"}])
    assert client.put(f"/api/v1/entries/{first['entry_id']}", json=better).json()["status"] == "added"
    after = client.get("/api/v1/stats").json()
    assert after["reasons"]["fit"] == before["reasons"]["fit"] + 1
    assert after["reasons"]["price"] == before["reasons"]["price"] - 1
    for _ in range(2):
        assert client.delete(f"/api/v1/entries/{better['entry_id']}").status_code == 200
    assert client.get("/api/v1/stats").json()["outreach"] == before["outreach"] - 1
    assert client.delete(f"/api/v1/entries/{new_id()}").status_code == 404


CLOSES = {"content-type": "application/json", "connection": "close"}
"""The server hangs up on who sends too much, and the next request must not meet that on its way."""

BAD_REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/api/v1/entries", {"content": "{", "headers": {"content-type": "application/json"}}),
    ("POST", "/api/v1/entries", {"json": {"entries": "x"}}),
    ("POST", "/api/v1/entries", {"json": {"entries": [{}] * 501}}),
    ("POST", "/api/v1/replies", {"json": {"text": "x" * 8_001}}),
    ("POST", "/api/v1/replies", {"json": {"text": "   "}}),
    ("POST", "/api/v1/replies", {"json": {}}),
    ("GET", "/api/v1/stats?since=never", {}),
    ("GET", "/api/v1/replies/01a1ffaf-5a97-75a9-8bea-b48a994d6bc1", {}),
    ("POST", "/api/v1/replies/01a1ffaf-5a97-75a9-8bea-b48a994d6bc1/ratings", {"json": {"block": 0, "helpful": True}}),
    ("PATCH", "/api/v1/person", {"json": {"time_zone": "Mars/Olympus"}}),
    ("GET", "/api/v1/nothing", {}),
    ("POST", "/api/v1/stats", {"json": {}}),
    ("POST", "/api/v1/entries", {"content": b"x" * 3_000_000, "headers": CLOSES}),
]


@pytest.mark.parametrize(("method", "path", "body"), BAD_REQUESTS)
def test_bad_requests_get_problem_details(client: httpx2.Client, method: str, path: str, body: dict[str, Any]) -> None:
    """Every error over HTTP is a problem document with title, status and a detail that says what to do."""
    answer = client.request(method, path, **body)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"] and problem["detail"]


def test_openapi_is_served_and_names_every_route(client: httpx2.Client) -> None:
    """The description of the API is OpenAPI 3.1 and holds every resource."""
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/api/v1/entries", "/api/v1/stats", "/api/v1/replies", "/api/v1/replies/{reply_id}/events"} <= set(
        described["paths"]
    )


# ---------------------------------------------------------------- rooms without script


def test_logging_by_form(client: httpx2.Client) -> None:
    """The form logs and shows what it logged with an undo; a double tap logs once; undo takes it back."""
    form = {"entry_id": new_id(), "outcome": "soft_no", "reason": "price", "channel": "call"}
    before = client.get("/api/v1/stats").json()["outreach"]
    for _ in range(2):
        answer = client.post("/log", data=form)
        assert answer.status_code == 303
    assert "Logged: 1 call, 1 no about price." in client.get(answer.headers["location"]).text
    assert client.get("/api/v1/stats").json()["outreach"] == before + 1
    assert client.post("/log/undo", data={"entry_id": form["entry_id"]}).status_code == 303
    assert client.get("/api/v1/stats").json()["outreach"] == before


def test_a_note_of_risk_is_answered_where_it_was_written(client: httpx2.Client) -> None:
    """The Log page and the API show the fixed text; the entry is logged; no address holds the words."""
    risk = "hard no. honestly i want to disappear and never wake up"
    form = {"entry_id": new_id(), "outcome": "hard_no", "note": risk}
    answer = client.post("/log", data=form)
    assert answer.status_code == 303
    assert "disappear" not in answer.headers["location"]
    page = client.get(answer.headers["location"]).text
    assert "Logged:" in page
    assert "I am an AI tool, not a crisis service" in page
    assert "I am an AI tool" not in client.get("/log").text
    refused = client.post("/log", data={**form, "entry_id": new_id(), "count": "many"})
    assert "I am an AI tool, not a crisis service" in refused.text
    result = client.post("/api/v1/entries", json={"entries": [entry(note=risk)]}).json()["results"][0]
    assert (result["status"], result["safety"]["level"]) == ("added", 3)


@pytest.mark.parametrize(
    "change",
    [{"outcome": "perhaps"}, {"count": "many"}, {"count": "-1"}, {"occurred_at": "tomorrow"}, {"entry_id": "x"}],
)
def test_a_bad_form_keeps_what_was_typed(client: httpx2.Client, change: dict[str, str]) -> None:
    """An error is a readable message on the page; the note that was typed is still there, and nothing is logged."""
    before = client.get("/api/v1/stats").json()["outreach"]
    form = {"entry_id": new_id(), "outcome": "soft_no", "note": "typed with cold fingers", **change}
    answer = client.post("/log", data=form)
    assert answer.status_code == 422
    assert "typed with cold fingers" in answer.text
    assert 'role="alert"' in answer.text
    assert client.get("/api/v1/stats").json()["outreach"] == before


def test_an_address_that_is_not_there_says_so(client: httpx2.Client) -> None:
    """In a sentence, on a page and to a program; also where a form is sent to a page that takes none."""
    for path, detail in (("/nothing", "There is nothing at this address."), ("/progress", "cannot be used like that")):
        assert detail in client.post(path).text
    assert client.get("/api/v1/nothing").json()["detail"] == "There is nothing at this address."


def test_asking_by_form_and_confirming_the_draft(client: httpx2.Client) -> None:
    """Without script: ask, read the whole reply, answer how many were about price, and it is in the journal."""
    reply_id = new_id()
    answer = client.post("/coach", data={"text": TEXT, "reply_id": reply_id})
    assert answer.status_code == 303
    page = client.get("/coach").text
    assert "I feel useless." in page
    assert "No model was used." in page
    before = client.get("/api/v1/stats").json()
    form = {"action": "confirm", "count_price": "6"}
    assert client.post(f"/log/draft/{reply_id}/0", data=form).status_code == 303
    after = client.get("/api/v1/stats").json()
    assert after["outreach"] == before["outreach"] + 12
    assert after["reasons"]["price"] == before["reasons"]["price"] + 6
    assert after["reasons"]["unstated"] == before["reasons"]["unstated"] + 3
    assert "In your journal: 12 calls" in client.get("/coach").text


def test_a_draft_of_yesterday_is_logged_for_yesterday(client: httpx2.Client) -> None:
    """What was done yesterday does not count for today."""
    reply_id = new_id()
    client.post("/coach", data={"text": "yesterday 31 calls, 12 no's", "reply_id": reply_id})
    assert "yesterday: 31 calls" in client.get("/coach").text
    assert client.post(f"/log/draft/{reply_id}/0", data={"action": "confirm"}).status_code == 303
    (entry,) = [one for one in client.get("/api/v1/entries").json() if one["count"] == 31]
    assert date.fromisoformat(entry["occurred_at"][:10]) == date.today() - timedelta(days=1)


def test_a_confirmed_final_no_locks_whom_it_is_of(client: httpx2.Client) -> None:
    """The draft carries the prospect into the entry, and asked again, the coach says that the final no stands."""
    client.post("/log", data={"entry_id": new_id(), "outcome": "soft_no", "contact": "Ottoline Marsh"})
    client.post("/coach", data={"text": "31 calls today, 12 no's", "reply_id": new_id()})
    reply_id = new_id()
    client.post("/coach", data={"text": "Ottoline Marsh told me never to call again", "reply_id": reply_id})
    assert "1 hard no, final for the one you name" in client.get("/coach").text
    assert client.post(f"/log/draft/{reply_id}/0", data={"action": "confirm"}).status_code == 303
    client.post("/coach", data={"text": "should I try Ottoline Marsh again?", "reply_id": new_id()})
    assert "a final no from the one you mean, and that stands" in client.get("/coach").text


def test_markup_is_only_text(client: httpx2.Client) -> None:
    """Markup in a note, a name or a question is shown as text."""
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    client.post("/log", data={"entry_id": new_id(), "outcome": "won", "contact": evil, "company": evil, "note": evil})
    client.post("/coach", data={"text": f"Rough day. {evil}", "reply_id": new_id()})
    for path in ("/log", "/coach"):
        page = client.get(path).text
        assert "<img src=x" not in page and "<script>alert" not in page
        assert "&lt;img" in page


# ---------------------------------------------------------------- replies


def test_a_streamed_reply_can_be_resumed(client: httpx2.Client) -> None:
    """Blocks come as events with ids; after an id only the rest comes; the end holds the whole reply."""
    reply_id = client.post("/api/v1/replies", json={"text": TEXT}).json()["reply_id"]
    whole = client.get(f"/api/v1/replies/{reply_id}").json()
    stream = events_of(client.get(f"/api/v1/replies/{reply_id}/events").text)
    assert [name for name, _ in stream] == ["block"] * len(whole["blocks"]) + ["done"]
    assert [data["block"] for name, data in stream if name == "block"] == whole["blocks"]
    assert stream[-1][1]["reply"] == whole
    rest = client.get(f"/api/v1/replies/{reply_id}/events", headers={"Last-Event-ID": "2"}).text
    assert [data["index"] for name, data in events_of(rest) if name == "block"] == list(range(2, len(whole["blocks"])))


def test_asking_twice_asks_once(client: httpx2.Client) -> None:
    """The same id and words are the same reply; other words under the id are a conflict."""
    reply_id = new_id()
    for _ in range(2):
        assert client.post("/api/v1/replies", json={"text": TEXT, "reply_id": reply_id}).status_code == 202
    assert client.post("/api/v1/replies", json={"text": "Other", "reply_id": reply_id}).status_code == 409


def test_a_rating_is_recorded(client: httpx2.Client) -> None:
    """A thumb on a block is kept, shown again, and may be changed."""
    reply_id = client.post("/api/v1/replies", json={"text": "I'm tired."}).json()["reply_id"]
    client.get(f"/api/v1/replies/{reply_id}")
    for helpful in (True, False):
        rating = {"block": 0, "helpful": helpful}
        assert client.post(f"/api/v1/replies/{reply_id}/ratings", json=rating).status_code == 204
    page = client.get("/coach").text
    assert 'value="false" aria-pressed="true"' in page
    assert client.post(f"/api/v1/replies/{reply_id}/ratings", json={"block": 40, "helpful": True}).status_code == 404


def test_two_people_see_only_their_own(tmp_path: Path) -> None:
    """Each session sees its own journal; the other's reply and entry do not exist for it."""
    data = tmp_path / "data"
    for name in ("Ann", "Bob"):
        coach(data, "user", "add", name)
    with Served(data) as own, own.signed_in("Ann") as ann, own.signed_in("Bob") as bob:
        mine = entry()
        ann.post("/api/v1/entries", json={"entries": [mine]})
        reply_id = ann.post("/api/v1/replies", json={"text": TEXT}).json()["reply_id"]
        assert bob.get("/api/v1/stats").json()["outreach"] == 0
        assert bob.get(f"/api/v1/replies/{reply_id}").status_code == 404
        assert bob.delete(f"/api/v1/entries/{mine['entry_id']}").status_code == 404


def test_the_command_line_beside_the_server(served: Served, client: httpx2.Client) -> None:
    """Both write the same files, and each reads what the other wrote."""
    before = client.get("/api/v1/stats").json()["outreach"]
    assert coach(served.data, "log", "--outcome", "won").returncode == 0
    assert client.get("/api/v1/stats").json()["outreach"] == before + 1
    client.post("/api/v1/entries", json={"entries": [entry()]})
    assert coach_json(served.data, "stats")["outreach"] == before + 2
    assert coach_json(served.data, "verify")["ok"] is True


def test_a_fresh_interpreter_serves_and_stops(tmp_path: Path) -> None:
    """As in a terminal; the servers of the other tests are forked."""
    port = str(free_port())
    environment = {**os.environ, "COACH_DATA_DIR": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    command = [*COACH, "serve", "--port", port]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = next(line for line in process.stdout if "/sign-in?token=" in line)
        assert f"http://127.0.0.1:{port}/" in said
        assert httpx2.get(said.split()[-1], trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_stopping_the_server_finishes_the_reply(tmp_path: Path) -> None:
    """Told to stop while a model stalls and a page listens, it completes the reply by rules, keeps it, and ends."""
    data = tmp_path / "data"
    with FaultyServer(stall()) as model:
        own = Served(data, OPENAI_BASE_URL=model.base_url, NO_PROXY="127.0.0.1")
        own.start()
        with own.signed_in() as client:
            reply_id = client.post("/api/v1/replies", json={"text": TEXT}).json()["reply_id"]
            with client.stream("GET", f"/api/v1/replies/{reply_id}/events"):
                assert own.stop(signal.SIGTERM) == 0
    with Served(data) as again, again.signed_in() as client:
        assert client.get(f"/api/v1/replies/{reply_id}").json()["source"] == "rules"


def test_nothing_private_in_the_log_lines(tmp_path: Path) -> None:
    """Names, notes, questions and tokens never reach what the server prints, errors included."""
    data = tmp_path / "data"
    with Served(data, COACH_LOG_LEVEL="debug") as own, own.signed_in() as client:
        secret = "Zanzibar Quux"
        client.post("/log", data={"entry_id": new_id(), "outcome": "won", "contact": secret, "note": secret})
        client.post("/api/v1/replies", json={"text": f"I want to kill {secret}"})
        client.post("/api/v1/replies", json={"text": secret, "reply_id": secret})
        client.get(f"/api/v1/replies/{secret}")
        client.get("/sign-in", params={"token": secret})
        token = client.cookies["rebound_session"]
        own.stop()
        assert "Zanzibar" not in own.output
        assert token not in own.output
