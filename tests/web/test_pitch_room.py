"""The Pitch room on a real server: versions and their numbers, a revision and what comes of it, and bad input."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from markupsafe import escape
from support.answers import error
from support.faulty import FaultyServer
from support.rebound import Served, coach
from support.revising import PITCH, SHOWN, WHY, reviser

NONE = "01890a5d-ac96-774b-bcce-b302099a8057"
"""An id that nothing has."""
EVIL = "</textarea><img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx2.Client]:
    """Somebody without a model and without a pitch."""
    with Served(tmp_path / "data") as served, served.signed_in() as signed_in:
        yield signed_in


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """Somebody with one version and no model."""
    with Served(tmp_path_factory.mktemp("begun")) as served, served.signed_in() as signed_in:
        keep(signed_in, "You lose a day.")
        yield signed_in


@pytest.fixture(scope="module")
def modelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, FaultyServer]]:
    """A server with a model, for Me, who has a pitch, and for Other."""
    data = tmp_path_factory.mktemp("pitched")
    for name in ("Me", "Other"):
        coach(data, "user", "add", name)
    with FaultyServer(reviser) as model, Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as served:
        known = ("--outcome", "soft_no", "--contact", "Maria Lopez", "--company", "Acme GmbH")
        coach(data, "log", "--person", "Me", *known)
        coach(data, "pitch", "add", PITCH, "--title", "Opener", "--person", "Me")
        yield served, model


def keep(client: httpx2.Client, text: str, **fields: str) -> str:
    """Save words by form; the page after it."""
    answer = client.post("/pitch", data={"text": text, **fields})
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def part(page: str, heading: str) -> str:
    """The text of one part of the room, markup taken out."""
    found = re.search(rf'<h2[^>]*>({heading}.*?)(?:<section class="part"|</main>)', page, flags=re.DOTALL)
    return plain(found[1]) if found else ""


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)))


def stored(client: httpx2.Client) -> list[tuple[str, str, str, bool]]:
    return [(one["name"], one["title"], one["text"], one["in_use"]) for one in client.get("/api/v1/pitches").json()]


def test_an_empty_room_has_a_field_to_begin(client: httpx2.Client) -> None:
    """It says what a pitch here is for; the first words saved are in use from today on."""
    page = client.get("/pitch").text
    assert "What do you say first?" in page and '<textarea id="text-new"' in page
    assert "What would you change?" not in page and "Other versions" not in page
    assert re.search(r'href="/pitch" aria-current="page">Pitch</a>\s*<a href="/settings"', page)
    page = keep(client, "You ship daily.\r\n\r\n  Returns cost a day.", title="Opener")
    assert "In use from now on: 1.1 Opener." in page
    assert '<p class="saying">You ship daily.\n\n  Returns cost a day.</p>' in page
    assert "In use since today" in part(page, "In use: 1.1 Opener")
    assert "No conversations with these words yet." in page
    assert stored(client) == [("1.1", "Opener", "You ship daily.\n\n  Returns cost a day.", True)]


def test_versions_with_what_changed_and_back_again(client: httpx2.Client) -> None:
    """The next version goes on under the title; the one before has its words, and a button that uses it again."""
    keep(client, "You lose a day.", title="Opener")
    page = keep(client, "You lose two days.")
    assert "In use: 1.2 Opener" in page and "What changed from 1.1" in page
    assert re.search(r"<del>.*?a day.*?</del>", page, re.DOTALL) and re.search(r"<ins>.*?two days", page, re.DOTALL)
    assert "Struck through is gone, underlined is new." in page
    assert "You lose a day." in part(page, "Other versions")
    answer = client.post("/pitch/use", data={"name": "1.1"})
    assert answer.headers["location"] == "/pitch?now=1.1"
    page = client.get("/pitch?now=1.1").text
    assert "In use from now on: 1.1 Opener." in page and "You lose two days." in part(page, "Other versions")
    page = keep(client, "By letter.", title="Letter", new="yes")
    assert "In use: 2.1 Letter" in page and "What changed" not in part(page, "In use: 2.1")
    assert [name for name, _, _, _ in stored(client)] == ["1.1", "1.2", "2.1"]


def test_numbers_with_their_range_or_that_it_is_too_early(client: httpx2.Client) -> None:
    """Few conversations have no rate; thirty have one, with its interval."""
    keep(client, "You lose a day.")

    def log(outcome: str, count: int, entry_id: str, reason: str | None = None) -> None:
        entry = {"entry_id": entry_id, "count": count, "outcomes": [{"outcome": outcome, "count": count}]}
        if reason:
            entry["outcomes"] = [{"outcome": outcome, "count": count, "reason": reason}]
        client.post("/api/v1/entries", json={"entries": [entry]}).raise_for_status()

    log("soft_no", 11, NONE, "price")
    text = part(client.get("/pitch").text, "In use: 1.1")
    assert "11 conversations are too few to give a rate." in text and "No's about: price 11." in text
    log("won", 33, NONE[:-1] + "8")
    text = part(client.get("/pitch").text, "In use: 1.1")
    assert "Conversations 44 No's 11 Yeses 33" in text
    assert "75% of your conversations ended in a yes." in text and "lies between 61% and 85%." in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Write the words first."),
        ({}, "Write the words first."),
        ({"text": " \r\n ", "title": "Kept"}, "Write the words first."),
        ({"text": "x" * 10_000, "title": "Kept"}, "A pitch has at most 8,000 characters"),
        ({"text": EVIL, "title": "x" * 10_000}, "its title 200"),
        ({"text": EVIL + "y" * 10_000, "title": EVIL, "new": "yes"}, "at most 8,000"),
        ({"text": "You lose a day."}, "These are the words in use already."),
    ],
)
def test_a_bad_form_gets_a_sentence(begun: httpx2.Client, fields: dict[str, str], sentence: str) -> None:
    """On the page, with everything typed still there as text; nothing is added."""
    answer = begun.post("/pitch", data=fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text and sentence in answer.text
    assert "<img src=x" not in answer.text and "<script>alert" not in answer.text
    for typed in (fields.get("text", "").strip(), fields.get("title", "")):
        assert str(escape(typed)) in answer.text
    assert len(stored(begun)) == 1


def test_the_first_words_are_kept_after_an_error_too(client: httpx2.Client) -> None:
    answer = client.post("/pitch", data={"text": "x" * 10_000, "title": "Opener", "new": "yes"})
    assert answer.status_code == 422
    assert "at most 8,000 characters" in answer.text and "x" * 10_000 in answer.text and 'value="Opener"' in answer.text
    assert client.post("/pitch/revisions").status_code == 404
    assert client.post("/pitch/use", data={"name": "1.1"}).status_code == 404
    assert stored(client) == []


def test_markup_is_only_text(client: httpx2.Client) -> None:
    """In words, a title, a difference and a revision."""
    keep(client, EVIL, title=EVIL)
    keep(client, EVIL + " more", title=EVIL + " more")
    for page in (client.get("/pitch").text, client.post("/pitch/revisions").text):
        assert "<img src=x" not in page and "<script>alert" not in page
        assert "&lt;img" in page


def test_what_may_be_heard_as_risk_gets_the_fixed_text(client: httpx2.Client) -> None:
    """Where it was written: after saving, after an error, and in place of a revision."""
    said = "I do not want to live any more."
    page = keep(client, said)
    assert '<div class="safety" role="alert">' in page and "In use from now on" in page
    assert 'class="safety"' not in client.get("/pitch").text
    answer = client.post("/pitch", data={"text": said + "x" * 9_000})
    assert answer.status_code == 422 and 'class="safety"' in answer.text
    answer = client.post("/pitch/revisions")
    assert answer.status_code == 200 and 'class="safety"' in answer.text
    assert "Use this version" not in answer.text


def test_without_a_model_the_numbers_and_techniques_say_something(client: httpx2.Client) -> None:
    """And the page says beforehand that nothing leaves."""
    page = keep(client, PITCH)
    assert "nothing leaves this machine" in part(page, "What would you change")
    answer = client.post("/pitch/revisions")
    assert answer.status_code == 200
    text = part(answer.text, "About 1.1")
    assert "Nothing was rewritten: no model is configured." in text and "Told in our own words." in text
    assert 'class="rating"' not in answer.text and "receipt" not in answer.text


def test_what_is_not_there_is_a_sentence(begun: httpx2.Client) -> None:
    """Versions and revisions that nobody has; and any address shows the room."""
    for name in ("9.9", "", EVIL, "1" * 10_000):
        answer = begun.post("/pitch/use", data={"name": name})
        assert answer.status_code == 404 and "not here any more" in answer.text
        assert "<img src=x" not in answer.text
    for revision_id in (NONE, "x"):
        answer = begun.post(f"/pitch/revisions/{revision_id}")
        assert answer.status_code == 404 and "not here any more" in answer.text
        assert begun.get(f"/pitch/revisions/{revision_id}/receipt").status_code == 404
    for query in (f"now={EVIL}", f"revision={EVIL}", f"revision={NONE}", "now=1.7", "revision=" + "x" * 5_000):
        page = begun.get(f"/pitch?{query}")
        assert page.status_code == 200
        assert 'role="status"' not in page.text and "<img src=x" not in page.text
    for path in ("/pitch/use", "/pitch/revisions"):
        assert begun.get(path).headers["location"] == "/pitch"
    assert len(stored(begun)) == 1


def test_a_revision_is_shown_found_again_and_accepted(modelled: tuple[Served, FaultyServer]) -> None:
    """Beside the person's words, with its reason, source line and receipt; accepted twice it is one version."""
    served, model = modelled
    with served.signed_in("Me") as client:
        before = client.get("/pitch").text
        assert "Your words go to tiny with names and sums masked" in part(before, "What would you change")
        asked = client.post("/pitch/revisions")
        assert asked.status_code == 303
        assert re.fullmatch(r"/pitch\?revision=[0-9a-f-]{36}#revision", asked.headers["location"])
        address = asked.headers["location"].partition("#")[0]
        page = client.get(address).text
        assert page == client.get(address).text
        text = part(page, "1.1, revised")
        assert WHY in text and SHOWN in text and "Written with tiny, checked." in text
        assert re.search(r"<del>.*?</del>", page, re.DOTALL) and re.search(r"<ins>.*?</ins>", page, re.DOTALL)
        revision_id = address.partition("=")[2]
        receipt = client.get(f"/pitch/revisions/{revision_id}/receipt").text
        assert "For the revision of" in receipt and "[PERSON_1]" in receipt and "Maria" not in receipt
        assert f'href="/pitch?revision={revision_id}#revision"' in receipt
        assert "Maria" not in model.requests[-1].body.decode()

        with served.signed_in("Other") as other:
            assert "revised" not in other.get(address).text
            assert other.post(f"/pitch/revisions/{revision_id}").status_code == 404
            assert other.get(f"/pitch/revisions/{revision_id}/receipt").status_code == 404

        for _ in range(2):
            accepted = client.post(f"/pitch/revisions/{revision_id}")
            assert accepted.headers["location"] == "/pitch?now=1.2"
        page = client.get("/pitch?now=1.2").text
        assert "In use from now on: 1.2 Opener." in page and "A revision that you took over" in page
        assert [text for _, _, text, _ in stored(client)] == [PITCH, SHOWN]
        assert "Use this version" not in client.get(address).text


def test_a_model_that_fails_leaves_the_help_by_rules(tmp_path: Path) -> None:
    """With why nothing was rewritten, and the receipt of what left all the same."""
    with (
        FaultyServer(error(500)) as model,
        Served(tmp_path / "data", OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as served,
        served.signed_in() as client,
    ):
        keep(client, PITCH)
        page = client.get(client.post("/pitch/revisions").headers["location"].partition("#")[0]).text
    text = part(page, "About 1.1")
    assert "Nothing was rewritten: tiny gave no usable answer." in text and "What left this machine" in text
    assert "Use this version" not in page


def test_thirty_are_listed(tmp_path: Path) -> None:
    """The newest, and how many more there are."""
    with Served(tmp_path / "data") as served, served.signed_in() as client:
        for number in range(33):
            client.post("/pitch", data={"text": f"Words, number {number}."})
        text = part(client.get("/pitch").text, "Other versions")
    assert "Words, number 31." in text and "Words, number 1." not in text and "And 2 older ones." in text


def test_strangers_are_sent_to_the_door(begun: httpx2.Client) -> None:
    with httpx2.Client(base_url=begun.base_url, trust_env=False) as nobody:
        for answer in (nobody.get("/pitch"), nobody.post("/pitch", data={}), nobody.post("/pitch/revisions")):
            assert answer.headers["location"] == "/sign-in"
