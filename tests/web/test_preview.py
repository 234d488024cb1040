"""The preview: what would leave is shown before it does; doubtful words are let through or kept, notes are ticked."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.faulty import FaultyServer, ok
from support.rebound import Served, coach, coach_json
from support.scripted import notes

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


def offered(page: str) -> list[str]:
    """The doubtful words that a page offers a choice for."""
    return [html.unescape(word) for word in re.findall(r'name="let" value="([^"]*)"', page)]


def hidden(page: str, name: str) -> str:
    """What a page's form carries."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_what_would_leave_is_shown_and_nothing_does(served: tuple[Served, FaultyServer]) -> None:
    """Without names; with the whole request; and no call is made for it."""
    own, model = served
    before = len(model.requests)
    with own.signed_in() as client:
        found = client.post("/api/v1/previews", json={"text": TEXT}).json()
        assert found["leaves"] is True
        assert found["text"].startswith("[PERSON_1] from [COMPANY_1] says")
        assert found["text"] in json.loads(found["messages"][1]["content"].splitlines()[-3])
        masked = [(TEXT[span["start"] : span["end"]], span["doubtful"]) for span in found["spans"]]
        assert ("Maria Lopez", False) in masked and ("Quibblex", True) in masked
        hidden = client.post("/api/v1/previews", json={"text": f"\u200b\u200b\u200b{TEXT}"}).json()
        assert hidden["doubtful"] == found["doubtful"] == ["Quibblex"]
        page = client.post("/coach/preview", data={"text": TEXT, "reply_id": new_id()}).text
        assert "Maria" not in re.sub(r'value="[^"]*"', "", page)
        assert "<b>Bold" not in page
        assert offered(page) == ["Quibblex"]
    assert len(model.requests) == before


def test_a_word_is_let_through_and_the_question_asked(served: tuple[Served, FaultyServer]) -> None:
    """What the page says is what leaves."""
    own, model = served
    with own.signed_in() as client:
        asked = {"text": TEXT, "reply_id": new_id(), "unmasked": "Maria Lopez"}
        page = client.post("/coach/preview", data={**asked, "let": "Quibblex"}).text
        assert "the Quibblex is too expensive" in page
        assert offered(page) == []
        asked["unmasked"] = hidden(page, "unmasked")
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


@pytest.mark.parametrize(("button", "mark"), [("person", "[PERSON_1]"), ("company", "[COMPANY_1]")])
def test_a_doubtful_word_joins_the_records_with_one_tap(tmp_path: Path, button: str, mark: str) -> None:
    """Masked for certain from then on, however it is spelt; pressing twice adds nobody twice; it can be forgotten."""
    text = "The Zelphine people said no. Tell me what to do tomorrow."
    again = "zelphine's answer was no, ZELPHNE is a no, and I feel tired of all of it today."
    with Served(tmp_path, OPENAI_BASE_URL="http://127.0.0.1:9", COACH_MODEL="tiny") as own, own.signed_in() as client:
        form = {"text": text, "reply_id": new_id()}
        assert offered(client.post("/coach/preview", data=form).text) == ["Zelphine"]
        for _ in range(2):
            page = client.post("/coach/preview", data={**form, button: "Zelphine"}).text
        assert "“Zelphine” is in your records now" in html.unescape(page)
        assert offered(page) == [] and f"The {mark} people said no." in page
        found = client.post("/api/v1/previews", json={"text": again}).json()
        masked = [again[span["start"] : span["end"]] for span in found["spans"]]
        assert (masked, found["doubtful"]) == (["zelphine", "ZELPHNE"], [])
        assert coach(tmp_path, "prospects", "zelph").stdout.count("Zelphine") == 1
        assert coach(tmp_path, "forget", "Zelphine", "--yes").returncode == 0
        assert "Zelphine" not in coach(tmp_path, "prospects").stdout


def test_somebody_is_added_over_the_api(served: tuple[Served, FaultyServer]) -> None:
    """Once, whatever the accents; who is known already is the answer; nobody at all is refused."""
    own, _ = served
    with own.signed_in() as client:
        first = client.post("/api/v1/prospects", json={"contact": "Ana Brühl"}).json()
        again = client.post("/api/v1/prospects", json={"contact": "ana  bruhl"}).json()
        assert first == again and first["contact"] == "Ana Brühl"
        nobody = client.post("/api/v1/prospects", json={"role": "buyer"})
        assert (nobody.status_code, nobody.headers["content-type"]) == (422, "application/problem+json")
        taken = client.post("/api/v1/prospects", json={"contact": "Otto", "prospect_id": first["prospect_id"]})
        assert taken.status_code == 409


PLAIN = "12 calls today, 9 no's, most said too expensive. I feel useless."


def log_note(own: Served, note: str, *more: str) -> str:
    """Log a no with a note; its entry's id."""
    entry_id = new_id()
    done = coach(own.data, "log", "--outcome", "soft_no", "--note", note, "--entry-id", entry_id, *more)
    assert done.returncode == 0, done.stderr
    return entry_id


def test_a_ticked_note_goes_with_the_question(served: tuple[Served, FaultyServer]) -> None:
    """The newest five with a note are offered; the ticked one is shown as it would leave, and that is what leaves."""
    own, model = served
    told = log_note(
        own, "Maria wants to see the <i>Vardo</i> sheet first.", "--contact", "Maria Lopez", "--company", "Acme"
    )
    kept = [log_note(own, f"Hung up, number {number}.") for number in range(5)]
    with own.signed_in() as client:
        form: dict[str, Any] = {"text": PLAIN, "reply_id": new_id()}
        page = client.post("/coach/preview", data=form).text
        assert re.findall(r'name="notes" value="([^"]*)"', page) == kept[::-1]
        page = client.post("/coach/preview", data={**form, "notes": told}).text
        assert re.findall(r'name="notes" value="([^"]*)"( checked)?', page)[-1] == (told, " checked")
        assert "[PERSON_1] wants to see the &lt;i&gt;[" in page and "<i>" not in page
        assert offered(page) == ["Vardo"]
        shown = client.post("/api/v1/previews", json={"text": PLAIN, "notes": [told, kept[0]]}).json()
        assert client.post("/coach", data={**form, "notes": [told, kept[0]]}).status_code == 303
        assert notes(model.requests[-1]) == shown["notes"]
        assert shown["notes"][1] == "Hung up, number 0."
        assert "Maria" not in model.requests[-1].body.decode()
        before = len(model.requests)
        assert client.post("/coach", data={"text": PLAIN, "reply_id": new_id()}).status_code == 303
        assert len(model.requests) > before and notes(model.requests[-1]) == []


def test_a_note_that_cannot_go_is_said_and_nothing_is_lost(served: tuple[Served, FaultyServer]) -> None:
    """Taken back, nobody's, too many: the page keeps the words and the ticks; nothing is asked."""
    own, model = served
    gone = log_note(own, "Wrong line.")
    coach(own.data, "undo", gone)
    four = [log_note(own, f"Note {number}.") for number in range(4)]
    before = len(model.requests)
    with own.signed_in() as client:
        for ticked, problem in ((gone, "taken back"), (new_id(), "no entry in your journal"), (four, "At most three")):
            form: dict[str, Any] = {"text": PLAIN, "reply_id": new_id(), "notes": ticked}
            page = client.post("/coach/preview", data=form)
            assert page.status_code == 200 and problem in page.text
            assert hidden(page.text, "text") == PLAIN
            asked = client.post("/coach", data=form)
            assert asked.status_code in (404, 422) and problem in asked.text
            assert PLAIN in html.unescape(asked.text.partition("<textarea")[2])
        refused = client.post("/api/v1/replies", json={"text": PLAIN, "notes": four})
        assert refused.status_code == 400 and "notes" in refused.text
    assert len(model.requests) == before


def test_a_note_of_risk_never_leaves(served: tuple[Served, FaultyServer]) -> None:
    """It is answered as if it had been said, and can be unticked on the page."""
    own, model = served
    risk = log_note(own, "hard no. honestly i want to disappear and never wake up")
    before = len(model.requests)
    with own.signed_in() as client:
        form = {"text": PLAIN, "reply_id": new_id(), "notes": risk}
        page = client.post("/coach/preview", data=form).text
        assert "answered without a model" in page and f'value="{risk}" checked' in page
        client.post("/coach", data=form)
        reply = client.get(f"/api/v1/replies/{form['reply_id']}").json()
    assert (reply["safety_level"], [block["kind"] for block in reply["blocks"]]) == (3, ["safety"])
    assert len(model.requests) == before


def test_the_terminal_does_the_same(served: tuple[Served, FaultyServer]) -> None:
    """`coach preview --note --add-person --add-company`, and `coach ask --note`."""
    own, model = served
    where = {"OPENAI_BASE_URL": model.base_url, "COACH_MODEL": "tiny"}
    entry = log_note(own, "The Umbrix sheet is missing, says Pollivar.")
    shown = coach(own.data, "preview", PLAIN, "--note", entry, **where).stdout
    assert "sheet is missing, says [" in shown and "Umbrix" in shown.rpartition("Masked because")[2]
    added = ("--add-company", "Umbrix", "--add-person", "Pollivar")
    found = coach_json(own.data, "preview", PLAIN, "--note", entry, *added, **where)
    assert found["notes"] == ["The [COMPANY_1] sheet is missing, says [PERSON_1]."] and found["doubtful"] == []
    coach_json(own.data, "ask", PLAIN, "--note", entry, **where)
    assert notes(model.requests[-1]) == found["notes"]
    wrong = coach(own.data, "ask", PLAIN, "--note", new_id(), **where)
    assert wrong.returncode == 1 and "no entry in your journal" in wrong.stderr
