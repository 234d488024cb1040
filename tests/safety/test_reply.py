"""The fixed texts: what they say, in seven languages."""

import re

import pytest

from coach.safety import Assessment, load_resources, safety_text
from coach.safety.lexicon import LANGUAGES, Kind

COUNTRY = load_resources(None).countries["DE"]
RISKS: list[tuple[int, Kind]] = [(3, "self"), (3, "others"), (2, "self"), (2, "others"), (2, "third_party")]
AI = {
    "en": "AI tool",
    "de": "KI-Werkzeug",
    "es": "herramienta de IA",
    "fr": "outil d'IA",
    "pt": "ferramenta de IA",
    "it": "strumento di IA",
    "nl": "AI-hulpmiddel",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("level", "kind", "unsure"),
    [*((*risk, False) for risk in RISKS), (1, "low", False), (2, "self", True), (2, "third_party", True)],
)
def test_each_text_names_the_line_and_says_what_speaks(language: str, level: int, kind: Kind, unsure: bool) -> None:
    """A person to talk to, an honest "AI tool", no cheer, no list, and no number that is not a phone number."""
    text = safety_text(Assessment(level, kind, language, unsure), COUNTRY)
    assert text is not None
    assert COUNTRY.line in text
    assert AI[language] in text
    assert "!" not in text
    assert re.sub(r"0800 111 0 111|\b112\b", "", text).translate(str.maketrans("", "", "0123456789")) == re.sub(
        r"0800 111 0 111|\b112\b", "", text
    )
    assert not re.search("[\U0001f300-\U0001faff]", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["self", "others"])
def test_at_level_three_the_emergency_number_comes_first(language: str, kind: Kind) -> None:
    """Before anything else to do, the number that sends somebody."""
    text = safety_text(Assessment(3, kind, language), COUNTRY) or ""
    assert text.index(COUNTRY.emergency) < text.index(COUNTRY.line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_level_two_the_question_is_asked_directly(language: str) -> None:
    """Asking plainly helps, also where the gate is not sure; the answer may be anything, and writing on is welcome."""
    for kind, unsure in (("self", False), ("self", True), ("others", False)):
        assert "?" in (safety_text(Assessment(2, kind, language, unsure), COUNTRY) or "")


def test_level_zero_needs_no_words() -> None:
    """Frustration and idioms are for the coach."""
    assert safety_text(Assessment(0, "none", "en"), COUNTRY) is None


def test_an_unknown_language_is_answered_in_english() -> None:
    """A text is never missing."""
    assert "AI tool" in (safety_text(Assessment(3, "self", "xx"), COUNTRY) or "")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_our_own_words_in_a_line_are_in_the_language_of_the_page(level: int) -> None:
    """ "Call or text" is no part of a name: a German is told in German how to reach the line."""
    for code in ("NZ", "US", "default"):
        country = load_resources(None).countries[code]
        german = safety_text(Assessment(level, "self", "de"), country) or ""
        assert "call or text" not in german and "near you" not in german
        assert country.line in (safety_text(Assessment(level, "self", "en"), country) or "")
