"""What makes Rebound an app on a phone: what a device may keep, and what other apps may share with it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from support.rebound import Served, coach, coach_json

from events.ids import new_id

NOTE = "<script>alert(1)</script> & Jo Brandt"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Somebody called Quendlin, with a note."""
    data = tmp_path_factory.mktemp("app")
    coach(data, "user", "add", "Quendlin")
    coach(data, "log", "--outcome", "soft_no", "--contact", "Jo Brandt", "--note", NOTE)
    with Served(data) as running:
        yield running


@pytest.fixture
def client(served: Served) -> Iterator[httpx2.Client]:
    with served.signed_in() as found:
        yield found


@pytest.mark.parametrize("path", ["/log/offline", "/offline", "/sw.js"])
def test_what_a_device_keeps_holds_nothing_of_anybody(client: httpx2.Client, served: Served, path: str) -> None:
    """It is the same for everybody, signed in or not."""
    page = client.get(path)
    assert page.status_code == 200
    with served.client() as nobody:
        assert nobody.get(path).text == page.text
    person = coach_json(served.data, "user", "list")[0]["person_id"]
    assert not any(word in page.text for word in ("Quendlin", "Brandt", person))
    assert "no-store" not in page.headers["cache-control"]


@pytest.mark.parametrize("path", ["/coach", "/log", "/progress", "/api/v1/entries"])
def test_pages_of_people_are_kept_nowhere(client: httpx2.Client, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"


def test_the_worker_keeps_files_that_are_there(client: httpx2.Client) -> None:
    """Else it would never be installed."""
    worker = client.get("/sw.js").text
    found = re.search(r"FILES = (\[.*?\]);", worker)
    assert found
    kept = json.loads(found[1])
    assert {path.rpartition("/")[2] for path in kept} >= {"app.css", "app.js", "log.js", "queue.js", "ids.js"}
    assert all(client.get(path).status_code == 200 for path in kept)


def test_the_manifest_names_what_is_there(client: httpx2.Client) -> None:
    """Icons of their size, and shortcuts that open."""
    address = re.search(r'href="(/static/\w+/manifest.webmanifest)"', client.get("/coach").text)
    assert address
    manifest = client.get(address[1]).json()
    folder = address[1].rpartition("/")[0]
    for icon in manifest["icons"]:
        body = client.get(f"{folder}/{icon['src']}").content
        if icon["type"] == "image/png":
            width = int.from_bytes(body[16:20])
            assert icon["sizes"] == f"{width}x{width}"
    for shortcut in manifest["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200


def test_a_shortcut_chooses_the_no(client: httpx2.Client) -> None:
    assert re.search(r'value="soft_no" required checked', client.get("/log?outcome=soft_no").text)
    assert client.get("/log?outcome=<b>").status_code == 400


def test_what_is_shared_stands_in_the_composer(client: httpx2.Client) -> None:
    """As text, and nothing is asked before the person sends it."""
    page = client.post("/share", data={"title": "No", "text": NOTE, "url": "No"})
    assert page.status_code == 200
    assert "No\n&lt;script&gt;alert(1)&lt;/script&gt; &amp; Jo Brandt</textarea>" in page.text
    assert "<script>alert" not in page.text
    assert "<article" not in client.get("/coach").text
    assert client.post("/share", data={"text": "x" * 9_000}).status_code == 400


def test_signing_out_clears_the_device(served: Served) -> None:
    with served.signed_in() as client:
        gone = client.post("/sign-out", follow_redirects=False)
        assert gone.headers["clear-site-data"] == '"cache", "storage"'


def test_a_day_that_has_not_come_is_refused(client: httpx2.Client) -> None:
    """On the page and over the API; a device whose clock is some hours ahead is believed."""
    entry = {"entry_id": new_id(), "outcomes": [{"outcome": "won"}]}
    page = client.post("/log", data={"entry_id": new_id(), "outcome": "won", "occurred_at": "2999-01-01T10:00"})
    assert page.status_code == 400 and "more than a day ahead" in page.text
    ahead = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    for moment, status in (("2999-01-01T10:00:00Z", "invalid"), (ahead, "added")):
        (result,) = client.post("/api/v1/entries", json={"entries": [entry | {"occurred_at": moment}]}).json()[
            "results"
        ]
        assert result["status"] == status
