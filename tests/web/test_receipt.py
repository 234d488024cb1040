"""The receipt: whoever asked can open what left this machine, on a page, over HTTP and from the terminal."""

import base64
import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faulty import FaultyServer, ok
from support.rebound import Served, coach, coach_json

from events.ids import new_id

REPLY = new_id()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, FaultyServer]]:
    """A server whose model answered one question with <b>nothing useful</b>."""
    with FaultyServer(ok("<b>Bold</b> & useless")) as model:
        data = tmp_path_factory.mktemp("receipt")
        with Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as served:
            with served.signed_in() as client:
                client.post("/api/v1/replies", json={"text": "9 no's today.", "reply_id": REPLY})
                assert client.get(f"/api/v1/replies/{REPLY}").json()["receipt"]
            yield served, model


def test_the_page_shows_what_was_sent(asked: tuple[Served, FaultyServer]) -> None:
    """Byte for byte, as text that runs nothing; the reply links to it."""
    served, model = asked
    with served.signed_in() as client:
        page = client.get(f"/coach/{REPLY}/receipt")
        assert page.status_code == 200
        assert model.requests[0].body.decode() in html.unescape(page.text)
        assert "&lt;b&gt;Bold&lt;/b&gt;" in page.text and "<b>Bold" not in page.text
        assert model.base_url in page.text and "tiny" in page.text
        assert f"/coach/{REPLY}/receipt" in client.get("/coach").text


def test_the_api_gives_the_bytes(asked: tuple[Served, FaultyServer]) -> None:
    served, model = asked
    with served.signed_in() as client:
        (part,) = client.get(f"/api/v1/replies/{REPLY}/receipt").json()["parts"]
        assert base64.b64decode(part["request"]) == model.requests[0].body
        assert b"Bold" in base64.b64decode(part["answer"])


def test_there_is_none_of_a_reply_that_called_no_model(asked: tuple[Served, FaultyServer]) -> None:
    """Nor of one that does not exist; the page says so in a sentence."""
    served, _ = asked
    with served.signed_in() as client:
        for address in (f"/coach/{new_id()}/receipt", f"/api/v1/replies/{new_id()}/receipt"):
            answer = client.get(address)
            assert answer.status_code == 404
            assert "nothing left this machine" in answer.text


def test_the_terminal_shows_it_too(asked: tuple[Served, FaultyServer]) -> None:
    served, model = asked
    body = model.requests[0].body.decode()
    assert body in coach(served.data, "receipt", REPLY).stdout
    assert coach(served.data, "receipt", REPLY, "--raw").stdout == f"{body}\n"
    assert json.loads(coach(served.data, "receipt", REPLY, "--json").stdout)["model"] == "tiny"
    missing = coach(served.data, "receipt", new_id())
    assert missing.returncode == 1
    assert "nothing left this machine" in missing.stderr


def test_nobody_else_can_open_it(tmp_path: Path) -> None:
    """Somebody else on the same host is told that there is none."""
    with FaultyServer(ok("Useless")) as model:
        asked = coach_json(tmp_path, "ask", "9 no's today.", OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny")
    assert coach(tmp_path, "receipt", asked["reply_id"]).returncode == 0
    coach(tmp_path, "user", "add", "Other")
    other = coach(tmp_path, "receipt", asked["reply_id"], "--person", "Other")
    assert other.returncode == 1
    assert "9 no" not in other.stdout
