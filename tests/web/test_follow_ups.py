"""The Follow-ups room and its API on a real server: who is due, one tap and back, and what bad input gets."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from markupsafe import escape
from support.rebound import Served, coach

from coach.contracts import FollowUp, FollowUpResult
from events.ids import new_id

NONE = "01890a5d-ac96-774b-bcce-b302099a8057"
"""An id that nothing has."""
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("followed")) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx2.Client]:
    with served.signed_in() as signed_in:
        yield signed_in


def said(client: httpx2.Client, contact: str, days_ago: int = 30, **outcome: Any) -> None:
    """Somebody said something, by default "not now" out of hesitation, long enough ago to be due."""
    client.post("/api/v1/entries", json={"entries": [entry(contact, days_ago, **outcome)]}).raise_for_status()


def entry(contact: str, days_ago: int, **outcome: Any) -> dict[str, Any]:
    note = outcome.pop("note", "")
    day = (date.today() - timedelta(days=days_ago)).isoformat()
    return {
        "entry_id": new_id(),
        "outcomes": [{"outcome": "soft_no", "reason": "hesitation"} | outcome],
        "prospect": {"contact": contact, "company": f"{contact} GmbH"},
        "note": note,
        "occurred_at": f"{day}T10:00:00+00:00",
    }


def of(client: httpx2.Client, contact: str) -> FollowUp:
    """The open follow-up of somebody."""
    found = msgspec.json.decode(client.get("/api/v1/follow-ups").content, type=list[FollowUp])
    return next(one for one in found if one.contact == contact)


def names(client: httpx2.Client) -> list[str]:
    return [one["contact"] for one in client.get("/api/v1/follow-ups").json()]


def part(page: str, heading: str) -> str:
    """The text of one part of the room, markup taken out."""
    found = re.search(rf">{heading}</(?:h2|summary)>(.*?)</section>", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])) if found else ""


def tap(client: httpx2.Client, one: FollowUp, **fields: str) -> httpx2.Response:
    form = {"follow_up_id": one.follow_up_id, "act_id": new_id(), **fields}
    return client.post("/follow-ups", data=form)


def test_an_empty_room_says_what_will_stand_here(tmp_path: Path) -> None:
    """And gives a way to begin."""
    with Served(tmp_path / "data") as own, own.signed_in() as client:
        page = client.get("/follow-ups").text
    assert "opens one by itself" in page
    assert re.search(r'<a [^>]*href="/log"[^>]*>Log a conversation', page)
    assert 'href="/follow-ups" aria-current="page"' in page


def test_one_tap_by_form(client: httpx2.Client) -> None:
    """Somebody is due, with why and the note; a tap, and its repeat, log one entry; the notice takes it back."""
    said(client, "Ann", note="Wants it in writing.")
    page = client.get("/follow-ups").text
    for words in ("Ann GmbH", "Not now: hesitation, 4 weeks ago", "Due since", "Wants it in writing."):
        assert words in part(page, "Due")
    before = client.get("/api/v1/stats").json()["outreach"]
    one, again = of(client, "Ann"), {"act_id": new_id(), "outcome": "progress"}
    for _ in range(2):
        answer = tap(client, one, **again)
        assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "Logged for Ann: 1 call, 1 step forward." in page
    assert client.get("/api/v1/stats").json()["outreach"] == before + 1
    assert "Ann" not in names(client)
    assert "Done today" in part(page, "Done")
    undo = {"entry_id": again["act_id"], "follow_up_id": one.follow_up_id}
    answer = client.post("/follow-ups/undo", data=undo)
    assert "Ann: on the list as before." in client.get(answer.headers["location"]).text
    assert of(client, "Ann") == one
    assert client.get("/api/v1/stats").json()["outreach"] == before


def test_another_answer_from_the_same_tap_is_a_sentence(client: httpx2.Client) -> None:
    """A page from before, and a second thought: nothing is logged twice."""
    said(client, "Second Thought")
    one, act_id = of(client, "Second Thought"), new_id()
    assert tap(client, one, act_id=act_id, outcome="won").status_code == 303
    answer = tap(client, one, act_id=act_id, outcome="soft_no")
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text and "Take that back first" in answer.text


def test_later_let_go_and_taken_back(client: httpx2.Client) -> None:
    """Each says what it did; what was let go comes back with one tap."""
    said(client, "Bob")
    one, day = of(client, "Bob"), date.today() + timedelta(days=40)
    page = client.get(tap(client, one, until=day.isoformat()).headers["location"]).text
    assert f"Bob: put off until {day:%A}, {day.day} {day:%B}" in page
    assert f"{day:%A}, {day.day} {day:%B}" in part(page, "Soon")
    page = client.get(tap(client, one, act="dropped").headers["location"]).text
    assert "Bob: let go." in page and "Let go today" in part(page, "Done")
    page = client.get(tap(client, one, act="scheduled").headers["location"]).text
    assert "Bob: on the list as before." in page and "Bob" in part(page, "Due")


def test_a_final_no_is_left_in_peace(client: httpx2.Client) -> None:
    """By a tap here, and by "Final no" of somebody who is named on the Log page: never due, and the room says why."""
    said(client, "Cleo")
    said(client, "Dana")
    page = client.get(tap(client, of(client, "Cleo"), outcome="hard_no").headers["location"]).text
    assert "From now on they are left in peace." in page
    form = {"entry_id": new_id(), "outcome": "hard_no", "contact": "Dana", "company": "Dana GmbH"}
    assert client.post("/log", data=form).status_code == 303
    page = client.get("/follow-ups").text
    peace = part(page, "Left in peace")
    assert "Cleo, Cleo GmbH" in peace and "Dana, Dana GmbH" in peace and "never suggests contacting them" in peace
    assert not {"Cleo", "Dana"} & set(names(client))
    assert "Cleo" not in part(page, "Due") + part(page, "Done")
    assert "<button" not in page[page.index("Left in peace") :]
    client.post("/log/undo", data={"entry_id": form["entry_id"]})
    assert "Dana" in names(client)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"until": "  "}, 422),
        ({"until": "soon"}, 422),
        ({"until": "2020-01-01"}, 422),
        ({"until": "9" * 10_000}, 422),
        ({"until": EVIL}, 422),
        ({"outcome": "maybe"}, 422),
        ({"outcome": EVIL}, 422),
        ({"act": "answered"}, 422),
        ({"act": "shout"}, 422),
        ({"act_id": "x", "act": "done"}, 422),
        ({"follow_up_id": "x", "act": "done"}, 422),
        ({"follow_up_id": NONE, "act": "done"}, 404),
        ({"follow_up_id": NONE, "outcome": "won"}, 404),
        ({"act": "scheduled"}, 404),
    ],
)
def test_a_bad_form_gets_a_sentence(client: httpx2.Client, fields: dict[str, str], status: int) -> None:
    """On the page, with what was typed still there as text; nothing changes."""
    if "Finn" not in names(client):
        said(client, "Finn")
    one = of(client, "Finn")
    answer = tap(client, one, **fields)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text and "Finn" in part(answer.text, "Due")
    assert "<img src=x" not in answer.text
    if typed := fields.get("until", "").strip():
        assert f'value="{escape(typed)}"' in answer.text
    assert of(client, "Finn") == one


@pytest.mark.parametrize("form", [{}, {"entry_id": "x"}, {"entry_id": NONE, "follow_up_id": NONE}])
def test_undoing_nothing_is_a_sentence(client: httpx2.Client, form: dict[str, str]) -> None:
    """Also for an id that is nobody's."""
    answer = client.post("/follow-ups/undo", data=form)
    assert answer.status_code in (404, 422)
    assert 'role="alert"' in answer.text


def test_any_address_shows_the_room(client: httpx2.Client) -> None:
    """What stands behind the question mark is never believed, and never shown."""
    for query in (f"about={EVIL}", f"about={NONE}&entry={NONE}", "entry=x", "about=" + "x" * 5_000):
        answer = client.get(f"/follow-ups?{query}")
        assert answer.status_code == 200
        assert 'role="status"' not in answer.text and "<img src=x" not in answer.text


def test_another_persons_follow_up_is_not_found(served: Served, client: httpx2.Client) -> None:
    """Neither by the page nor by the API, and their names are on no page of this person's."""
    said(client, "Greta")
    one = of(client, "Greta")
    coach(served.data, "user", "add", "Somebody Else")
    with served.signed_in("Somebody Else") as other:
        assert tap(other, one, outcome="won").status_code == 404
        body = {"follow_up_id": one.follow_up_id, "act_id": new_id(), "act": "done"}
        assert other.post("/api/v1/follow-ups", json=body).status_code == 404
        assert "Greta" not in other.get(f"/follow-ups?about={one.follow_up_id}").text
    assert of(client, "Greta") == one


def test_markup_is_only_text(client: httpx2.Client) -> None:
    """In a name, a company and a note."""
    said(client, EVIL, note=EVIL)
    before, after = client.get("/follow-ups"), tap(client, of(client, EVIL), act="dropped")
    for answer in (before, client.get(after.headers["location"])):
        assert "<img src=x" not in answer.text and "<script>alert" not in answer.text
        assert "&lt;img" in answer.text


def test_nobody_is_named_in_an_address(client: httpx2.Client) -> None:
    """Where a tap leads to holds opaque ids only."""
    said(client, "Zanzibar")
    location = tap(client, of(client, "Zanzibar"), outcome="no_answer").headers["location"]
    assert re.fullmatch(r"/follow-ups\?about=[0-9a-f-]{36}&entry=[0-9a-f-]{36}", location)
    page = client.get(location).text
    assert "Logged for Zanzibar: 1 call, 1 without an answer. It comes back on" in page


def test_two_hundred_stay_usable(tmp_path: Path) -> None:
    """Fifty are shown, those that are due the longest, and how many more there are; the API lists all."""
    with Served(tmp_path / "data") as own, own.signed_in() as client:
        entries = [entry(f"Person {number}", 300 - number) for number in range(200)]
        entries += [entry(f"Later {number}", 0) for number in range(30)]
        client.post("/api/v1/entries", json={"entries": entries}).raise_for_status()
        page = client.get("/follow-ups").text
        assert page.count("<h3>") == 50
        assert "<h3>Person 0</h3>" in page and "<h3>Person 50</h3>" not in page
        assert "And 150 more." in part(page, "Due")
        assert "And 10 later." in part(page, "Soon")
        assert len(client.get("/api/v1/follow-ups").json()) == 230


def test_somebody_forgotten_can_only_be_let_go(tmp_path: Path) -> None:
    """Their name is nowhere on the page, and there is nothing to log for them."""
    with Served(tmp_path / "data") as own, own.signed_in() as client:
        said(client, "Hidden Henry", note="Secret words")
        said(client, "Quiet Quinn", outcome="hard_no", reason=None, confirmed=True)
        assert coach(own.data, "forget", "henry", "--yes").returncode == 0
        assert coach(own.data, "forget", "quinn", "--yes").returncode == 0
        page = client.get("/follow-ups").text
    assert "Henry" not in page and "Secret" not in page and "Quinn" not in page
    assert "(forgotten)" in part(page, "Due") and "Let it go" in page and 'name="outcome"' not in page
    assert "1 without a name here" in part(page, "Left in peace")


# ---------------------------------------------------------------- the API


def test_acting_over_the_api(client: httpx2.Client) -> None:
    """An answer is logged once; the result names the entry, by which it can be taken back."""
    said(client, "Ida")
    one = of(client, "Ida")
    body = {
        "follow_up_id": one.follow_up_id,
        "act_id": new_id(),
        "act": "answered",
        "outcome": "soft_no",
        "channel": "email",
    }
    results = [
        msgspec.json.decode(client.post("/api/v1/follow-ups", json=body).content, type=FollowUpResult) for _ in range(2)
    ]
    assert [result.status for result in results] == ["added", "already"]
    assert results[0].entry_id == body["act_id"]
    assert (of(client, "Ida").status, of(client, "Ida").channel) == ("waiting", "email")
    assert client.delete(f"/api/v1/entries/{body['act_id']}").status_code == 200
    assert of(client, "Ida") == one


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"act": "shout"}, 400),
        ({"act_id": "x"}, 400),
        ({"extra": 1}, 400),
        ({"act": "answered"}, 422),
        ({"act": "snoozed"}, 422),
        ({"act": "snoozed", "until": "2020-01-01"}, 422),
        ({"act": "snoozed", "until": "never"}, 400),
        ({"follow_up_id": NONE}, 404),
        ({"follow_up_id": "x" * 10_000}, 400),
    ],
)
def test_errors_are_problem_details(client: httpx2.Client, change: dict[str, Any], status: int) -> None:
    """With a sentence that says what to do, and nothing of what was sent."""
    if "Jo" not in names(client):
        said(client, "Jo")
    body = {"follow_up_id": of(client, "Jo").follow_up_id, "act_id": new_id(), "act": "done"} | change
    answer = client.post("/api/v1/follow-ups", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["title"] and answer.json()["detail"]
    assert "Jo" in names(client)


def test_the_api_is_described(client: httpx2.Client) -> None:
    """Each operation has a summary; strangers get in nowhere."""
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/follow-ups"]
    assert described["get"]["summary"] and described["post"]["summary"]
    with httpx2.Client(base_url=client.base_url, trust_env=False) as nobody:
        assert nobody.get("/api/v1/follow-ups").status_code == 401
        assert nobody.get("/follow-ups").headers["location"] == "/sign-in"
        assert nobody.post("/follow-ups", data={}).headers["location"] == "/sign-in"
