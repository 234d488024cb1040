"""The preview: what would leave is shown before it does; doubtful words can be let through, one by one."""

import html
import json
import re
from collections.abc import Iterator

import pytest
from support.faulty import FaultyServer, ok
from support.rebound import Served, coach

from events.ids import new_id

TEXT = "Maria Lopez from Acme says the Quibblex is too expensive. <b>Bold</b>"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, FaultyServer]]:
    with FaultyServer(ok("no list")) as model:
        where = tmp_path_factory.mktemp("preview")
        with Served(where, OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as running:
            coach(
                where,
                "log",
                "--outcome",
                "soft_no",
                "--reason",
                "price",
                "--contact",
                "Maria Lopez",
                "--company",
                "Acme",
            )
            yield running, model


def test_what_would_leave_is_shown_and_nothing_does(served: tuple[Served, FaultyServer]) -> None:
    """Without names; with the whole request; and no call is made for it."""
    own, model = served
    with own.signed_in() as client:
        found = client.post("/api/v1/previews", json={"text": TEXT}).json()
        assert found["leaves"] is True
        assert found["text"].startswith("[PERSON_1] from [COMPANY_1] says")
        assert found["text"] in json.loads(found["messages"][1]["content"].splitlines()[-2])
        masked = [(TEXT[span["start"] : span["end"]], span["doubtful"]) for span in found["spans"]]
        assert ("Maria Lopez", False) in masked and ("Quibblex", True) in masked
        hidden = client.post("/api/v1/previews", json={"text": f"\u200b\u200b\u200b{TEXT}"}).json()
        assert hidden["doubtful"] == found["doubtful"] == ["Quibblex"]
        page = client.post("/coach/preview", data={"text": TEXT, "reply_id": new_id()}).text
        assert "Maria" not in re.sub(r'value="[^"]*"', "", page)
        assert "<b>Bold" not in page
        assert "Let “Quibblex” through" in html.unescape(page)
    assert model.requests == []


def test_a_word_is_let_through_and_the_question_asked(served: tuple[Served, FaultyServer]) -> None:
    """What the page says is what leaves."""
    own, model = served
    with own.signed_in() as client:
        asked = {"text": TEXT, "reply_id": new_id(), "unmasked": "Quibblex\nMaria Lopez"}
        page = client.post("/coach/preview", data=asked).text
        assert "the Quibblex is too expensive" in page
        assert "Let “" not in html.unescape(page)
        assert client.post("/coach", data=asked).status_code == 303
        sent = model.requests[-1].body.decode()
        assert "the Quibblex is too expensive" in sent
        assert "Maria" not in sent and "Acme" not in sent


def test_where_nothing_leaves_it_says_so(served: tuple[Served, FaultyServer]) -> None:
    """Risk, another language, and no model."""
    own, _ = served
    for text in ("I want to kill myself.", "Ich habe heute zehn Absagen bekommen und bin müde."):
        with own.signed_in() as client:
            found = client.post("/api/v1/previews", json={"text": text}).json()
            assert (found["leaves"], found["messages"]) == (False, [])
            assert "nothing leaves" in client.post("/coach/preview", data={"text": text, "reply_id": new_id()}).text
    assert "No model is configured" in coach(own.data, "preview", TEXT).stdout


def test_the_terminal_shows_the_whole_request(served: tuple[Served, FaultyServer]) -> None:
    own, model = served
    where = {"OPENAI_BASE_URL": model.base_url, "COACH_MODEL": "tiny"}
    before = len(model.requests)
    shown = coach(own.data, "preview", TEXT, **where).stdout
    assert "--- system" in shown and "[PERSON_1] from [COMPANY_1]" in shown and "Maria" not in shown
    assert "--unmask" in shown and "Quibblex" in shown
    assert "the Quibblex is" in coach(own.data, "preview", TEXT, "--unmask", "Quibblex", **where).stdout
    assert len(model.requests) == before
