"""Cards in other languages: data alone, the same facts, the same voice, and English where a translation is missing.

`tests/data/voice.json` holds, for each language, the words that its cards must not use. A new language adds a folder
in `prompts/cards/`, a file in `coach/insight/words/` and an entry there; nothing here names a language, but for the
checks of German grammar at the end.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from random import Random

import msgspec
import pytest

from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import PLACEHOLDER, render
from coach.contracts import Fact
from coach.evaluation.histories import fold, history
from coach.insight.asked_splits import CHANNEL_PARTS, OTHER_CHANNELS, OTHER_DAYS, WEEKDAY_PARTS
from coach.insight.facts import ALL_WORDS, IN_WORDS, WINDOW_WORDS, build_facts
from coach.insight.wording import Words, percent, words_of
from coach.journal.labels import REASON_POINTS, REASON_WORDS
from coach.understanding import understand
from prompts.card_texts import ENGLISH, ArticleTexts, CardText, languages
from prompts.cards import Card, CardError, Deck, load_deck, read_deck, translated

PARTS = (*CHANNEL_PARTS.values(), *WEEKDAY_PARTS.values(), OTHER_CHANNELS, OTHER_DAYS)
"""Channels and weekdays as an answer names them."""

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "prompts" / "cards"
VOICE = msgspec.json.decode((ROOT / "tests" / "data" / "voice.json").read_bytes(), type=dict[str, dict[str, str]])
LANGUAGES = [language for language in languages(CARDS) if language != ENGLISH]
COMPLETE = ["de"]
TODAY = date(2026, 11, 20)
SAID = [WINDOW_WORDS, ALL_WORDS, "today", "yesterday", "this week", "in what you tell", "up to today", "so far"]


def spoken(card: Card) -> Iterator[str]:
    """What of a card may be read."""
    yield from (card.title, card.paraphrase, *(line.text for line in card.lines))
    if card.script:
        yield card.script


def fact(name: str, value: float, unit: str, period: str = WINDOW_WORDS) -> Fact:
    """A fact for rendering."""
    return Fact(name, name, value, unit, period)  # type: ignore[arg-type]


# ---------------------------------------------------------------- every language


def test_english_and_german_are_there() -> None:
    """Cards are in English and in German; each other language has its voice and its words as data."""
    assert set(COMPLETE) <= set(LANGUAGES)
    assert set(LANGUAGES) == set(VOICE)
    assert {f"{language}.json" for language in LANGUAGES} <= {
        entry.name for entry in (files("coach.insight") / "words").iterdir()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_changes_words_only(language: str) -> None:
    """When a card fits, its topics, what it avoids, its kind and the patterns of its lines are the same in all."""
    for ours, theirs in zip(load_deck(), load_deck(language), strict=True):
        assert (ours.id, ours.kind, ours.when, ours.topics, ours.avoid_when) == (
            theirs.id,
            theirs.kind,
            theirs.when,
            theirs.topics,
            theirs.avoid_when,
        )
        assert [line.patterns for line in ours.lines] == [line.patterns for line in theirs.lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_state_the_same_facts(language: str) -> None:
    """Every translated line has exactly the placeholders of its original, in any order, and no other brace."""
    for ours, theirs in zip(load_deck(), load_deck(language), strict=True):
        for line, said in zip(ours.lines, theirs.lines, strict=True):
            assert Counter(PLACEHOLDER.findall(line.text)) == Counter(PLACEHOLDER.findall(said.text)), said.text
            assert not set("{}") & set(PLACEHOLDER.sub("", said.text)), said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_voice_is_ours_in_every_language(language: str) -> None:
    """Short, without exclamation marks, cheering, promises, digits or quantity words, also to the English guard."""
    rules = {name: re.compile(rule, re.IGNORECASE) for name, rule in VOICE[language].items()}
    assert set(rules) == {"quantities", "unlike_us", "promises"}
    for card in load_deck(language):
        assert len(card.title) <= 60, card.title
        for text in spoken(card):
            plain = PLACEHOLDER.sub("", text)
            assert not re.search(r"[!\d%\U0001F300-\U0001FAFF\u2600-\u27BF]", plain), text
            assert typed_quantity(text) is None, text
            for name, rule in rules.items():
                assert not rule.search(plain), (name, text)
        for line in card.lines:
            assert len(line.text.split()) <= 45 and 20 <= len(line.text) <= 330, line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_lines_open_alike_in_any_language(language: str) -> None:
    """No two lines of a language begin with the same three words, facts counting as their form."""
    seen: dict[str, str] = {}
    for card in load_deck(language):
        for line in card.lines:
            start = " ".join(re.sub(r"[^\w{}:]", "", word) for word in line.text.casefold().split()[:3])
            assert start not in seen, f"{card.id} opens like {seen[start]}: {line.text}"
            seen[start] = card.id


@pytest.mark.parametrize("language", COMPLETE)
def test_complete_languages_leave_nothing_english(language: str) -> None:
    """Each card, line, script and section has words of its own."""
    for ours, theirs in zip(load_deck(), load_deck(language), strict=True):
        assert ours.title != theirs.title and ours.paraphrase != theirs.paraphrase, ours.id
        assert not {line.text for line in ours.lines} & {line.text for line in theirs.lines}, ours.id
        assert ours.script is None or ours.script != theirs.script
        assert ours.section != theirs.section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_fact_can_be_said(language: str) -> None:
    """Units, periods and reasons that facts bring along have words in the language, whatever the history."""
    words = words_of(language)
    assert words != words_of(ENGLISH)
    assert words.units.keys() == words_of(ENGLISH).units.keys()
    assert words.names.keys() == {*REASON_WORDS.values(), *REASON_POINTS.values(), IN_WORDS, *PARTS}
    found = set(SAID)
    for seed in range(40):
        sheet = build_facts(
            fold(history(Random(seed), TODAY)), TODAY, understand("12 calls yesterday, 9 no's about price").reported
        )
        found |= {stated.period for stated in sheet.facts.values()}
        assert set(sheet.words.values()) <= words.names.keys()
    assert found <= words.periods.keys()


# ---------------------------------------------------------------- a language is data


def test_a_language_needs_no_code(tmp_path: Path) -> None:
    """A new folder with one card is a language: that card speaks it, all others are English."""
    shutil.copytree(CARDS, tmp_path / "cards")
    (tmp_path / "cards" / "eo").mkdir()
    lines = [f"Jen linio numero {letter}, sufiĉe longa." for letter in "xyzw"]
    original = read_deck(tmp_path / "cards")["C3"]
    lines[2] += " {reported_rejections:unit}"
    text = ArticleTexts({}, {"C3": CardText("Ne al la oferto", "Oni rifuzas la oferton, ne vin.", lines)})
    (tmp_path / "cards" / "eo" / "article_c.json").write_bytes(msgspec.json.encode(text))
    deck = read_deck(tmp_path / "cards", "eo")
    assert deck["C3"].title == "Ne al la oferto"
    assert [line.patterns for line in deck["C3"].lines] == [line.patterns for line in original.lines]
    assert deck["C1"] == load_deck()["C1"]
    assert deck["A1"] == load_deck()["A1"]


@pytest.mark.parametrize("language", ["xx", "", "../de", "DE", "de/.."])
def test_an_unknown_language_is_english(language: str) -> None:
    """A language without cards or words gives English, and no name of a language leaves the folder."""
    assert list(load_deck(language)) == list(load_deck())
    assert words_of(language) == words_of(ENGLISH)


def broken(deck: Deck, text: CardText, card_id: str = "C3") -> None:
    """Translate article C with one text."""
    translated(deck.articles["C"], ArticleTexts({}, {card_id: text}))


def test_a_translation_with_other_facts_is_refused() -> None:
    """A line that states a fact which its original does not is an error that names the card."""
    lines = [line.text for line in load_deck()["C3"].lines]
    with pytest.raises(CardError, match="card C3 states other facts"):
        broken(load_deck(), CardText("t", "p", [*lines[:3], "Heute {rejections:unit}, und das war es."]))
    with pytest.raises(CardError, match="card C3 has other lines"):
        broken(load_deck(), CardText("t", "p", lines[:2]))
    with pytest.raises(CardError, match="card C3 has other lines, or a script"):
        broken(load_deck(), CardText("t", "p", lines, "Sag das."))
    with pytest.raises(CardError, match="no card: C99"):
        broken(load_deck(), CardText("t", "p", lines), "C99")


# ---------------------------------------------------------------- numbers in German


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{no:unit} heute.", "Neun Absagen heute."),
        ("Das war {one_no:unit}.", "Das war eine Absage."),
        ("{no:period}: {many:unit}, davon {one_no}.", "In den letzten acht Wochen: 1.293 Gespräche, davon eine."),
        ("Also {share}.", "Also 6,1\u00a0%."),
        ("Der Grund „{reason_name}“ führt.", "Der Grund „Preis“ führt."),
        ("„Zu teuer.“ {no:unit} davon.", "„Zu teuer.“ Neun Absagen davon."),
        ("Bisher: {small:unit}.", "Bisher: zwei kleine Erfolge."),
    ],
)
def test_german_numbers_and_units(template: str, text: str) -> None:
    """Words up to twelve, the gender of one, a point for thousands, a comma for decimals, a space before percent."""
    facts = {
        "no": fact("no", 9, "no"),
        "one_no": fact("one_no", 1, "no"),
        "many": fact("many", 1293, "conversation"),
        "share": fact("share", 0.061, "share"),
        "small": fact("small", 2, "small_win"),
    }
    assert render(template, facts, {"reason_name": "price"}, "de").text == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0004, "unter 0,1\u00a0%"), (0.9999, "über 99\u00a0%"), (1.0, "100\u00a0%"), (0.06, "6\u00a0%")],
)
def test_german_percent(share: float, text: str) -> None:
    """The rules for shares are the same in every language, the marks are the language's."""
    assert percent(share, "de") == text


@pytest.mark.parametrize("count", [1, 2, 9, 1293])
def test_every_german_line_can_be_rendered(count: int) -> None:
    """Each line reads as a whole for one and for many: no brace left, a capital at the start, no English unit."""
    english = {unit.other.removeprefix("{number} ") for unit in words_of(ENGLISH).units.values()}
    kept = {unit.other.removeprefix("{number} ") for unit in words_of("de").units.values()}
    units = {"won": "win", "conversations": "conversation", "attempts": "call", "days": "day", "streak": "day"}
    for card in load_deck("de"):
        for line in card.lines:
            facts = {}
            for name in line.facts - {"reason_name", "reported_reason_name"}:
                unit = next((unit for part, unit in units.items() if part in name), "no")
                facts[name] = fact(name, count, "small_win" if "small" in name else unit, "today")
            text = render(line.text, facts, {"reason_name": "price", "reported_reason_name": "timing"}, "de").text
            assert "{" not in text
            assert text[0].isupper() or text[0] in "„1", text
            assert not set(text.replace(".", " ").split()) & (english - kept - {"message"}), text


def test_words_files_say_only_what_is_known() -> None:
    """A file of words with another key is refused, so that a slip in a translation is noticed when it is read."""
    document = msgspec.json.encode(words_of("de")).replace(b'"thousands"', b'"thousand"')
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(document, type=Words)
