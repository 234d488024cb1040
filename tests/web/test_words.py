"""The words of the pages: each can be said in every language that there is, and nothing else stands in its file."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product

import pytest
from support.messages import GAP, in_manifest, in_python, in_scripts, in_templates, phrases

from coach import words
from coach.coaching.sources import source_note
from coach.contracts import Block, CardRef
from coach.model import Standing, in_words
from coach.web.script_words import PASSED_ON
from coach.words import Plural, book, dates
from coach.words.book import SERVICES

OTHERS = [language for language in words.languages() if language != words.ENGLISH]
TOLD = (SERVICES, PASSED_ON)
PLACES = re.compile(r"%\(\w+\)s|%%|</?[^>]+>")


@pytest.fixture(autouse=True)
def english_after_all() -> Iterator[None]:
    yield
    words.use(words.ENGLISH)


def forms_of(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def places(text: str) -> list[str]:
    return sorted(PLACES.findall(text))


@pytest.mark.parametrize("language", OTHERS)
def test_whatever_a_page_says_is_there_and_nothing_else(language: str) -> None:
    """Every message of templates, Python and scripts, each once; no sentence that nobody says."""
    messages = {message[0]: where for message, where in chain(in_templates().items(), in_python().items())}
    messages |= in_scripts() | in_manifest()
    rooms = book(language).rooms
    listed = [english for name, room in rooms.items() if name not in TOLD for english in room]
    assert [f"{where}: {message}" for message, where in messages.items() if message not in listed] == []
    assert [english for english in listed if english not in messages] == []
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_places_on_both_sides(language: str) -> None:
    """Values and markup are those of the English; only the form for one may leave its number out."""
    plurals = {message[0]: message[1] for message in (*in_templates(), *in_python()) if len(message) == 2}
    for room in book(language).rooms.values():
        for english, said in room.items():
            *singular, general = forms_of(said)
            assert isinstance(said, list) == (english in plurals), english
            assert places(general) == places(plurals.get(english, english)), english
            for form in singular:
                assert set(places(form)) <= set(places(plurals[english])), english
            assert all(form.strip() and '"' not in PLACES.sub("", form) for form in forms_of(said)), english


@pytest.mark.parametrize("language", OTHERS)
def test_what_services_say_is_what_they_say(language: str) -> None:
    """Each sentence kept for a service stands in its source, with a gap for each value."""
    known = phrases()
    for english in chain.from_iterable(book(language).rooms[room] for room in TOLD):
        assert re.sub(r"%\(\w+\)s", GAP, english).strip(GAP + " ?.") in known, english


def sources() -> Iterable[str]:
    """The line below a reply, in every way that it can read."""
    written = [Block("insight", "", ["A1"], [], by) for by in ("model", "rules")]  # type: ignore[arg-type]
    cards = [CardRef(f"{article}1", "", article, "") for article in "ABC"]
    failures = (None, "restarted", "stopped", "spent", "refused")
    for blocks, count, model, tried, failure in product(
        (written[:1], written[1:], written), (1, 2, 3), ("the model", "qwen-7b"), (True, False), failures
    ):
        yield source_note(blocks, cards[:count], model, tried, failure)
    yield source_note(written, [], None, False, None)
    yield source_note([Block("notice", "", [], ["won"])], [], None, False, None)


@pytest.mark.parametrize("language", OTHERS)
def test_notes_that_were_kept_in_english_are_said_in_the_language_of_the_page(language: str) -> None:
    """No sentence of a source line or of what a model may do stays English."""
    words.use(language)
    standings = [
        in_words(Standing(power, why=why), "The model")  # type: ignore[arg-type]
        for power in ("full", "opening", "off")
        for why in ("new", "refused", "leaked", "proven", "rested", "qualified")
    ]
    for text in chain(sources(), standings):
        assert not {"the", "this", "and", "from", "was", "its"} & set(re.findall(r"\w+", words.retold(text).lower()))


def test_what_nobody_translated_stays_english() -> None:
    """A sentence that the file does not have is shown as it is; a language without a file is English."""
    words.use("de")
    assert words.retold("Something entirely new. And so on.") == "Something entirely new. And so on."
    assert words.gettext("Quite %(what)s.", what="new") == "Quite new."
    words.use("tlh")
    assert (words.language(), words.gettext("Log")) == ("en", "Log")


CASES: list[tuple[Plural, int, str]] = [
    (("call", "calls"), 0, "Anrufe"),
    (("call", "calls"), 1, "Anruf"),
    (("call", "calls"), 2, "Anrufe"),
]


@pytest.mark.parametrize(("noun", "number", "said"), CASES)
def test_the_number_decides_the_form(noun: Plural, number: int, said: str) -> None:
    words.use("de")
    assert words.ngettext(*noun, number) == said


def test_german_numbers_and_days() -> None:
    """A point in thousands, a comma in fractions, a space before the percent sign, a point after the day."""
    from datetime import date, datetime

    from coach.insight.rate_words import chance, in_percent

    words.use("de")
    day = date(2026, 3, 1)
    assert (words.count(1_234_567), in_percent(0.0729), words.percent_of("0.5")) == (
        "1.234.567",
        "7,3\xa0%",
        "0,5\xa0%",
    )
    assert dates.dated_words(day, date(2027, 1, 1)) == "Sonntag, 1.\xa0März 2026"
    assert dates.when_words(datetime(2026, 3, 1, 8, 5), date(2026, 3, 3)) == "Sonntag, 08:05 Uhr"
    assert (dates.short_day(day), dates.short_month(day), dates.lately(datetime(2026, 3, 1, 8, 5))) == (
        "1.\xa0März",
        "März 2026",
        "So 08:05",
    )
    assert (chance(1 / 1234), chance(1 / 2_500_000)) == ("1 von 1.200", "1 von 2,5 Millionen")
    words.use("en")
    assert (chance(1 / 1234), chance(1 / 2_500_000)) == ("1 in 1,200", "1 in 2.5 million")
    assert words.retold("Give a whole number up to 10,000.") == "Give a whole number up to 10,000."
