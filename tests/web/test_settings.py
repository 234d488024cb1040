"""The Settings room over HTTP: each form, what bad input gets, and that nobody reaches anybody else's."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from support.faulty import FaultyServer
from support.rebound import Served, coach, coach_json
from support.scripted import well_behaved

from events.ids import new_id

YOU = {"name": "Ann", "time_zone": "Europe/Berlin", "working_days": ["mon", "tue"], "language": "en", "streaks": "on"}
EVIL = "<img src=x onerror=alert(1)>\"'<script>alert(2)</script>"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Ann and Bob, each with a prospect, without a model."""
    data = tmp_path_factory.mktemp("settings")
    for person, contact in (("Ann", "Maria Lopez"), ("Bob", "Boris Quendlin")):
        coach(data, "user", "add", person, "--time-zone", "Europe/Berlin")
        coach(data, "log", "--outcome", "soft_no", "--contact", contact, "--note", "likes plumcake", "--person", person)
    with Served(data) as running:
        yield running


@pytest.fixture(scope="module")
def ann(served: Served) -> Iterator[httpx2.Client]:
    with served.signed_in("Ann") as signed_in:
        yield signed_in


@pytest.fixture
def client(ann: httpx2.Client) -> httpx2.Client:
    """Ann, with her settings as they were."""
    ann.post("/settings/you", data=YOU)
    return ann


def part(page: str, name: str) -> str:
    """The text of one part of the page."""
    found = re.search(rf'<section class="part setting" id="{name}".*?</section>', page, re.DOTALL)
    assert found, page
    return found[0]


def prospect(served: Served, person: str, find: str) -> str:
    """The id of a prospect, by name."""
    (found,) = coach_json(served.data, "prospects", find, "--person", person)
    return str(found["prospect_id"])


def answered(client: httpx2.Client, path: str, form: dict[str, Any]) -> str:
    """The page that a form leads to once it was kept."""
    answer = client.post(path, data=form)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


# ---------------------------------------------------------------- you


def test_what_is_kept_is_said(client: httpx2.Client) -> None:
    """Only what changed is named; all of it stands in the form and in the API; nothing changed is said as such."""
    page = answered(client, "/settings/you", {**YOU, "time_zone": "America/Bogota"})
    assert "Kept: America/Bogota." in part(page, "you")
    changed = {"name": "", "time_zone": "UTC", "working_days": "sun", "language": "de", "streaks": "off"}
    page = answered(client, "/settings/you", changed)
    assert "Gespeichert: kein Name, UTC, So, Deutsch, Serien aus." in part(page, "you")
    person = client.get("/api/v1/person").json()
    assert {name: person[name] for name in changed} == {**changed, "working_days": ["sun"], "streaks": False}
    assert "Es wurde nichts geändert." in answered(client, "/settings/you", changed)


def test_the_name_is_in_no_address(client: httpx2.Client) -> None:
    """What leads back says which field was kept, not what stands in it."""
    location = client.post("/settings/you", data={**YOU, "name": "Hedwig Homeward"}).headers["location"]
    assert location == "/settings?kept=name#you"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"time_zone": "Mars/Olympus"}, "There is no such time zone."),
        ({"time_zone": "europe/berlin"}, "Did you mean Europe/Berlin?"),
        ({"time_zone": ""}, "There is no such time zone."),
        ({"time_zone": "x" * 10_000}, "There is no such time zone."),
        ({"time_zone": "../../etc/passwd"}, "There is no such time zone."),
        ({"working_days": []}, "Choose at least one working day."),
        ({"working_days": ["someday"]}, "Choose at least one working day."),
        ({"language": "tlh"}, "Choose one of the languages."),
        ({"streaks": "maybe"}, "Choose whether streaks are on or off."),
        ({"name": "x" * 10_000}, "A name has at most 200 characters."),
    ],
)
def test_a_bad_form_keeps_what_was_typed(client: httpx2.Client, change: dict[str, Any], says: str) -> None:
    """One sentence in its part; the rest of the form is as it was sent; nothing is recorded."""
    before = client.get("/api/v1/person").json()
    answer = client.post("/settings/you", data={**YOU, "name": "typed with cold fingers", **change})
    assert answer.status_code == 422
    shown = part(answer.text, "you")
    assert says in shown and 'role="alert"' in shown
    assert ("typed with cold fingers" in shown) == ("name" not in change)
    assert client.get("/api/v1/person").json() == before


def test_a_form_without_anything_is_answered(client: httpx2.Client) -> None:
    """A program that sends nothing gets a sentence, never a broken page."""
    for path in ("you", "rest", "prospects", "forget"):
        answer = client.post(f"/settings/{path}")
        assert answer.status_code == 422, path
        assert 'role="alert"' in answer.text


def test_markup_is_only_text(client: httpx2.Client) -> None:
    """In every field, kept or refused, and in the name of a prospect."""
    form = dict.fromkeys(YOU, EVIL)
    pages = [
        client.post("/settings/you", data=form).text,
        client.post("/settings/rest", data={"act": "pause", "since": EVIL, "until": EVIL}).text,
        client.post("/settings/rest", data={"act": "rest", "day": EVIL}).text,
        client.post("/settings/rest", data={"act": "back", "back": EVIL}).text,
        client.post("/settings/prospects", data={"find": EVIL}).text,
        client.post("/settings/forget", data={"word": EVIL}).text,
        client.get("/settings", params={"kept": EVIL}).text,
        answered(client, "/settings/you", {**YOU, "name": EVIL}),
    ]
    client.post("/log", data={"entry_id": new_id(), "outcome": "won", "contact": f"Evil {EVIL}", "company": EVIL})
    pages.append(client.post("/settings/prospects", data={"find": "evil"}).text)
    (address,) = re.findall(r'href="(/settings/prospects/[0-9a-f-]+)"', pages[-1])
    pages.append(client.get(address).text)
    for page in pages:
        assert "<img src=x" not in page and "<script>alert" not in page
    assert all("&lt;img" in page for page in (pages[0], *pages[4:6], *pages[7:]))


# ---------------------------------------------------------------- rest


def test_days_off_and_a_pause_show_until_they_are_over(client: httpx2.Client) -> None:
    """A day off stands there; so does a pause, which being back ends."""
    (shown,) = re.findall(r'name="day" type="date" required value="([\d-]+)"', client.get("/settings").text)
    today = date.fromisoformat(shown)
    later = today + timedelta(days=400)
    page = part(answered(client, "/settings/rest", {"act": "rest", "day": later.isoformat()}), "rest")
    words = f"{later:%A}, {later.day} {later:%B} {later.year}"
    assert f"Off: {words}." in page and f"<li><p>{words}</p>" in page
    assert "I am back" not in page
    page = part(answered(client, "/settings/rest", {"act": "work", "day": later.isoformat()}), "rest")
    assert f"Not off any more: {words}." in page and "Work after all" not in page
    again = client.post("/settings/rest", data={"act": "work", "day": later.isoformat()})
    assert again.status_code == 404 and f"{later} was not taken off." in part(again.text, "rest")
    page = part(answered(client, "/settings/rest", {"act": "pause", "since": today.isoformat()}), "rest")
    assert re.search(r"<li>Paused since .*, until you are back</li>", page)
    assert "I am back" in page
    page = part(answered(client, "/settings/rest", {"act": "back", "back": today.isoformat()}), "rest")
    assert "Back on" in page and "<li>Paused" not in page


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"act": "rest"}, "Choose a day first."),
        ({"act": "rest", "day": "tomorrow"}, "The day: give a date such as 2026-11-30."),
        ({"act": "pause", "since": "2026-11-20", "until": "2026-11-19"}, "A pause ends on or after the day it begins."),
        ({"act": "pause", "since": "2026-11-20", "until": "x" * 10_000}, "The last day: give a date"),
        ({"act": "dance", "day": "2026-11-20"}, "Choose a day off, a pause, or being back."),
    ],
)
def test_a_bad_day_is_said(client: httpx2.Client, form: dict[str, str], says: str) -> None:
    """In its part, with what was typed."""
    answer = client.post("/settings/rest", data=form)
    assert answer.status_code == 422
    shown = part(answer.text, "rest")
    assert says in shown
    assert all(form[name] in shown for name in ("day", "since", "until") if name in form)


def test_there_has_to_be_a_pause_to_come_back_from(served: Served) -> None:
    """Bob never paused."""
    with served.signed_in("Bob") as bob:
        answer = bob.post("/settings/rest", data={"act": "back", "back": "2026-11-20"})
        assert (answer.status_code, "There is no pause to end." in answer.text) == (404, True)


# ---------------------------------------------------------------- the model, privacy


def test_without_a_model_nothing_leaves(client: httpx2.Client) -> None:
    """It is said, with the names of the settings."""
    shown = part(client.get("/settings").text, "model")
    assert "No model is configured." in shown and "nothing leaves it" in shown
    assert "COACH_MODEL" in shown and "OPENAI_BASE_URL" in shown


def test_with_a_model_its_name_host_standing_and_share(tmp_path: Path) -> None:
    """What it may do is what `coach qualify --show` says; what a reply took is counted; no key and no path is shown."""
    with FaultyServer(well_behaved) as model:
        settings = {"OPENAI_BASE_URL": model.base_url, "COACH_MODEL": "tiny-model", "OPENAI_API_KEY": "sk-not-shown"}
        with Served(tmp_path / "data", COACH_TOKENS_PER_PERSON="77777", **settings) as own, own.signed_in() as client:
            shown = part(client.get("/settings").text, "model")
            assert "tiny-model, at 127.0.0.1." in shown
            assert coach(own.data, "qualify", "--show", **settings).stdout.strip() in shown
            assert "took 0 of 77,777 tokens" in shown
            assert "sk-not-shown" not in shown and "/v1" not in shown
            client.post("/coach", data={"text": "9 no's today, I am tired.", "reply_id": new_id()})
            took = re.search(r"took ([\d,]+) of", part(client.get("/settings").text, "model"))
            assert took and int(took[1].replace(",", "")) > 0


def test_everything_can_be_downloaded(client: httpx2.Client, served: Served) -> None:
    """What the commands export, of this person only, never kept by a browser's cache."""
    everything = client.post("/settings/export")
    assert everything.status_code == 200
    assert re.fullmatch(r'attachment; filename="rebound-[\d-]+\.jsonl"', everything.headers["content-disposition"])
    assert everything.headers["cache-control"] == "no-store"
    lines = [json.loads(line) for line in everything.text.splitlines()]
    assert lines[0]["format"] == "rebound-journal" and len(lines) == lines[0]["events"] + 1
    assert "likes plumcake" in everything.text and "Maria Lopez" in everything.text
    assert "Quendlin" not in everything.text
    entries = client.post("/settings/export", data={"format": "csv"})
    assert entries.headers["content-disposition"].endswith('.csv"')
    assert entries.text == coach(served.data, "export", "--csv", "--person", "Ann").stdout
    with served.client() as nobody:
        assert nobody.post("/settings/export").headers["location"] == "/sign-in"
    assert client.post("/settings/export", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


# ---------------------------------------------------------------- prospects


def test_somebody_is_found_and_forgotten(client: httpx2.Client) -> None:
    """By the beginning of a name; the page before says what goes; afterwards nobody finds them, and the counts stay."""
    entry = {"entry_id": new_id(), "outcome": "soft_no", "contact": "Zofia Zanzibar", "company": "Quuxwerke"}
    client.post("/log", data=entry)
    client.post("/log", data={**entry, "entry_id": new_id(), "outcome": "progress"})
    before = client.get("/api/v1/stats").json()["outreach"]
    shown = part(client.post("/settings/prospects", data={"find": "zof qu"}).text, "prospects")
    assert "Found 1 prospect." in shown
    assert "Zofia Zanzibar, Quuxwerke" in shown and "2 entries, last outcome: Step forward" in shown
    assert "final no" not in shown
    (address,) = re.findall(r'href="(/settings/prospects/[0-9a-f-]+)"', shown)
    asked = client.get(address).text
    assert "What goes for ever" in asked and "Forget Zofia Zanzibar, Quuxwerke for ever" in asked
    page = answered(client, address, {})
    assert "Forgotten." in part(page, "prospects")
    assert "Zofia" not in client.post("/settings/export").text
    assert "Nobody is called that." in client.post("/settings/prospects", data={"find": "zofia"}).text
    assert client.get("/api/v1/stats").json()["outreach"] == before
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 303, "a second tap changes nothing"


def test_a_final_no_is_on_record(client: httpx2.Client) -> None:
    """A confirmed one shows with its prospect, and what forgetting means for it is said before."""
    outcome = {"outcome": "hard_no", "confirmed": True}
    client.post(
        "/api/v1/entries",
        json={"entries": [{"entry_id": new_id(), "outcomes": [outcome], "prospect": {"contact": "Gero Grimm"}}]},
    )
    shown = part(client.post("/settings/prospects", data={"find": "grimm"}).text, "prospects")
    assert "A final no is on record." in shown
    (address,) = re.findall(r'href="(/settings/prospects/[0-9a-f-]+)"', shown)
    assert "if you name them again, they are somebody new" in client.get(address).text


def test_many_are_not_all_shown(client: httpx2.Client) -> None:
    """Twenty of them, and how many there are."""
    entries = [
        {"entry_id": new_id(), "outcomes": [{"outcome": "won"}], "prospect": {"contact": f"Manifold {number}"}}
        for number in range(25)
    ]
    client.post("/api/v1/entries", json={"entries": entries})
    shown = part(client.post("/settings/prospects", data={"find": "manifold"}).text, "prospects")
    assert "These are 20 of 25." in shown and shown.count("<li>") == 20


@pytest.mark.parametrize("find", ["", "   ", "x" * 10_000])
def test_a_search_for_nothing(client: httpx2.Client, find: str) -> None:
    """Is refused in a sentence; what was typed is still there."""
    answer = client.post("/settings/prospects", data={"find": find})
    assert answer.status_code == 422
    assert "Write a name or the beginning of one" in part(answer.text, "prospects")
    assert f'value="{find.strip()}"' in answer.text


def test_nobody_reaches_somebody_elses_prospects(client: httpx2.Client, served: Served) -> None:
    """Ann neither finds, sees nor forgets Bob's; an unknown or odd id is the same."""
    assert "Quendlin" not in client.post("/settings/prospects", data={"find": "boris"}).text
    for prospect_id in (prospect(served, "Bob", "boris"), new_id(), "x"):
        address = f"/settings/prospects/{prospect_id}"
        assert client.get(address).status_code == client.post(address).status_code == 404
    assert prospect(served, "Bob", "boris")


# ---------------------------------------------------------------- devices, leaving


def test_another_device_gets_a_link_once(client: httpx2.Client, served: Served) -> None:
    """The link signs in as the same person; the code is a plain picture; each time it is another one."""
    page = client.post("/settings/link")
    assert page.headers["cache-control"] == "no-store"
    (link,) = re.findall(rf"{served.base_url}/sign-in\?token=[\w-]+", page.text)
    assert '<svg viewBox="0 0 ' in page.text and 'class="code"' in page.text
    assert "from this machine only" in page.text
    with served.client() as phone:
        answer = phone.post("/sign-in", data={"token": link.partition("token=")[2]})
        assert answer.status_code == 303
        assert phone.get("/api/v1/person").json() == client.get("/api/v1/person").json()
    assert link not in client.post("/settings/link").text
    assert client.get("/settings/link").headers["location"] == "/settings"


def test_signing_out_everywhere(served: Served) -> None:
    """All sessions of Bob end, this one too; Ann stays."""
    with served.signed_in("Bob") as phone, served.signed_in("Bob") as laptop:
        answer = phone.post("/sign-out/everywhere")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
        for device in (phone, laptop):
            assert device.get("/api/v1/stats").status_code == 401


def test_forgetting_oneself_takes_the_word(tmp_path: Path) -> None:
    """Without the word nothing happens; with it nothing can be read any more, and every device is signed out."""
    data = tmp_path / "data"
    coach(data, "user", "add", "Zofia")
    coach(data, "log", "--outcome", "won", "--contact", "Maria Lopez", "--note", "likes plumcake")
    with Served(data) as own, own.signed_in() as phone, own.signed_in() as laptop:
        assert "What stays" in phone.get("/settings/forget").text
        for word in ("", "forget", "x" * 10_000):
            refused = phone.post("/settings/forget", data={"word": word})
            assert (refused.status_code, "Nothing was forgotten." in refused.text) == (422, True)
            assert f'value="{word}"' in refused.text
        assert coach_json(data, "user", "list")[0]["name"] == "Zofia"
        done = phone.post("/settings/forget", data={"word": "FORGET"})
        assert done.status_code == 200 and "cannot be read any more" in done.text
        assert 'class="nav"' not in done.text
        assert "rebound_session" not in phone.cookies
        assert laptop.get("/api/v1/stats").status_code == 401
    exported = coach(data, "export").stdout
    assert not re.search("Zofia|Maria|plumcake", exported)
    assert coach_json(data, "stats")["outreach"] == 1


# ---------------------------------------------------------------- the room


def test_the_room_is_closed_strict_and_in_the_menu(client: httpx2.Client, served: Served) -> None:
    """Strangers are led to the door; no page of it has inline script or style, or names another host."""
    with served.client() as nobody:
        for path in ("/settings", "/settings/forget", f"/settings/prospects/{new_id()}"):
            assert nobody.get(path).headers["location"] == "/sign-in"
        for path in ("you", "rest", "prospects", "link", "forget", "export"):
            assert nobody.post(f"/settings/{path}").headers["location"] == "/sign-in"
    assert '<a href="/settings">Settings</a>' in client.get("/coach").text
    for page in (client.get("/settings").text, client.get("/settings/forget").text, client.post("/settings/link").text):
        assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page)
        assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|<[^>]*\s(?:style|on\w+)=", page)


def test_the_theme_leads_back(client: httpx2.Client, served: Served) -> None:
    """To every room of the menu, also from a page below it; from anywhere else to the first."""

    def led(referer: str) -> str:
        answer = client.post("/theme", data={"theme": "dark"}, headers={"referer": referer})
        return answer.headers["location"]

    rooms = set(re.findall(r'<a (?:class="to-[\w-]+" )?href="/([\w-]+)"', client.get("/coach").text))
    assert rooms >= {"coach", "log", "progress", "follow-ups", "pitch", "settings"}
    for room in rooms - {"settings"}:
        assert {led(f"{served.base_url}/{room}{rest}") for rest in ("", "?x=1", "/more")} == {f"/{room}"}
    for path in ("/settings?kept=you", "/settings/prospects"):
        assert led(served.base_url + path) == "/settings#theme"
    for other in ("", "nonsense", f"{served.base_url}/theme", "https://elsewhere.example//log", "https://x/%2F%2Fx"):
        assert led(other) == "/coach"
    assert 'data-theme="dark"' in client.get("/settings").text
