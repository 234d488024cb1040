"""In which language a page comes: the person's, the device's, the browser's; programs are answered in English."""

from collections.abc import Iterator

import httpx2
import pytest
from support.rebound import Served, coach, coach_json

from events.ids import new_id

GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.7"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Ann, who reads German, and Bob, who never said."""
    data = tmp_path_factory.mktemp("language")
    coach(data, "user", "add", "Ann", "--time-zone", "UTC", "--language", "de")
    coach(data, "user", "add", "Bob", "--time-zone", "UTC")
    coach(data, "log", "--outcome", "soft_no", "--reason", "price", "--person", "Ann")
    with Served(data) as running:
        yield running


@pytest.fixture
def ann(served: Served) -> Iterator[httpx2.Client]:
    with served.signed_in("Ann") as signed_in:
        yield signed_in


def language_of(page: httpx2.Response) -> str:
    return page.text.partition('<html lang="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (None, "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.7", "de"),
        ("fr-CH, fr;q=0.9, de;q=0.3, *;q=0.1", "de"),
        ("en;q=0.2, de;q=0.8", "de"),
        ("en,de", "en"),
        ("fr", "en"),
        ("de;q=viel, ;;q=", "en"),
    ],
)
@pytest.mark.parametrize("path", ["/sign-in", "/offline", "/log/offline", "/nothing"])
def test_nobody_is_answered_as_their_browser_asks(served: Served, path: str, asked: str | None, language: str) -> None:
    with served.client() as nobody:
        assert language_of(nobody.get(path, headers={"Accept-Language": asked} if asked else {})) == language


def test_the_device_remembers_the_language_of_whoever_signed_in(served: Served, ann: httpx2.Client) -> None:
    """Also after signing out, and whatever the browser asks for."""
    assert ann.cookies["language"] == "de"
    ann.post("/sign-out")
    assert language_of(ann.get("/sign-in", headers={"Accept-Language": "en"})) == "de"
    assert language_of(ann.get("/nothing")) == "de"


def test_the_setting_decides_for_whoever_is_signed_in(served: Served) -> None:
    """English unless they said otherwise; a change is kept on the device too, and takes effect with the next page."""
    form = {"name": "Bob", "time_zone": "UTC", "working_days": "mon", "streaks": "on"}
    with served.signed_in("Bob") as bob:
        assert language_of(bob.get("/log", headers=GERMAN)) == "en"
        kept = bob.post("/settings/you", data={**form, "language": "de"})
        assert kept.cookies["language"] == "de"
        assert "Gespeichert: " in bob.get(kept.headers["location"]).text
        assert language_of(bob.get("/log")) == "de"
        bob.post("/settings/you", data={**form, "language": "en"})
        assert language_of(bob.get("/log", headers=GERMAN)) == "en"


def test_two_people_at_once_read_their_own_languages(served: Served, ann: httpx2.Client) -> None:
    with served.signed_in("Bob") as bob:
        for _ in range(5):
            assert (language_of(ann.get("/log")), language_of(bob.get("/log"))) == ("de", "en")


def test_programs_are_answered_in_english(served: Served, ann: httpx2.Client) -> None:
    """The API and the command line say the same to everybody; what was logged on a German page is no German label."""
    (entry,) = ann.get("/api/v1/entries", headers=GERMAN).json()
    assert entry["label"] == "1 call, 1 no about price"
    assert "1 Anruf, 1 Absage (Preis)" in ann.get("/log").text
    refused = ann.post("/api/v1/replies", json={"text": " ", "reply_id": new_id()}, headers=GERMAN).json()
    assert refused["detail"] == "Write a few words about your day first."
    assert "Schreib zuerst ein paar Worte" in ann.post("/coach", data={"text": " ", "reply_id": new_id()}).text


def test_a_reply_asked_for_on_a_german_page_is_recorded_as_any_other(served: Served, ann: httpx2.Client) -> None:
    """Its language is that of the message; its source line is kept in English and said in German."""
    reply_id = new_id()
    page = ann.post("/coach", data={"text": "9 no's today, all about price.", "reply_id": reply_id})
    assert page.status_code == 303
    reply = ann.get(f"/api/v1/replies/{reply_id}").json()
    assert reply["note"].startswith("From your journal and ")
    shown = ann.get("/coach").text
    assert "Aus deinem Journal und " in shown
    assert '<p class="text" lang="en">' in shown
    events = ann.get(f"/api/v1/replies/{reply_id}/events").text
    assert "Aus deinem Journal und " in events


def test_what_a_device_keeps_goes_with_its_language(served: Served, ann: httpx2.Client) -> None:
    """The worker is another one, so it fetches its pages anew; nothing in between may hand one to somebody else."""
    with served.client() as nobody:
        assert ann.get("/sw.js").text != nobody.get("/sw.js").text == nobody.get("/sw.js", headers={"Accept": "*"}).text
        assert nobody.get("/sw.js", headers=GERMAN).text == ann.get("/sw.js").text
    for path in ("/sw.js", "/offline", "/log/offline"):
        headers = ann.get(path).headers
        assert headers["cache-control"] == "no-cache"
        assert {"Cookie", "Accept-Language"} <= {name.strip() for name in headers["vary"].split(",")}


def test_an_installed_app_says_its_shortcuts_in_the_language_it_was_installed_in(
    served: Served, ann: httpx2.Client
) -> None:
    """Its address has the language, and all that it names is there. Bob's is English."""
    addresses = {}
    with served.signed_in("Bob") as bob:
        for client in (ann, bob):
            address = client.get("/log").text.partition('rel="manifest" href="')[2].partition('"')[0]
            with served.client() as device:
                addresses[address] = device.get(address, headers={"Accept-Language": "fr"}).json()
                for icon in addresses[address]["icons"]:
                    assert device.get(str(httpx2.URL(address).join(icon["src"]))).status_code == 200
    german, english = addresses.values()
    assert [one["name"] for one in german["shortcuts"]] == ["Absage eintragen", "Coach fragen"]
    assert [one["name"] for one in english["shortcuts"]] == ["Log a no", "Ask the coach"]
    assert {**german, "icons": [], "shortcuts": [], "description": ""} == {
        **english,
        "icons": [],
        "shortcuts": [],
        "description": "",
    }


def test_a_language_without_a_file_is_english(served: Served) -> None:
    """It is kept as it is, and offered under its code."""
    coach(served.data, "user", "add", "Cleo", "--time-zone", "UTC", "--language", "tlh")
    assert coach_json(served.data, "user", "list")[-1]["language"] == "tlh"
    with served.signed_in("Cleo") as cleo:
        page = cleo.get("/settings")
        assert language_of(page) == "en"
        assert '<option value="tlh" selected>tlh</option>' in page.text


def test_markup_in_values_comes_out_as_text_in_german(served: Served, ann: httpx2.Client) -> None:
    """A sentence may hold markup of its own, and a value none."""
    evil = "<img src=x onerror=alert(1)>%(name)s"
    coach(served.data, "log", "--outcome", "soft_no", "--contact", evil, "--at", "2026-01-15", "--person", "Ann")
    for page in (ann.get("/log"), ann.get("/follow-ups"), ann.post("/settings/prospects", data={"find": "img"})):
        assert "&lt;img src=x" in page.text
        assert "<img" not in page.text
