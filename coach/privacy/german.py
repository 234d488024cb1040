"""German words that no list explains: where all nouns have capitals, dictionary and neighbours decide. Pure."""

from coach.privacy.evidence import Setting
from coach.privacy.finding import Doubt
from coach.privacy.lexicon import (
    EVERYDAY,
    KNOWN,
    UNKNOWN,
    commonness,
    explained_capital,
    is_bare_noun,
    is_german_noun_or_name,
    is_noun,
    is_small_word,
)
from coach.privacy.names import first_names, given, is_name, last_names
from coach.privacy.slips import hyphenated, is_slip
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, everyday, worded


def judged_german(words: Words, place: int, word: Word, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    if len(lower) == 1 or lower in every("titles"):
        return None
    if _presented(word, around):
        return None if explained_capital(lower) and not is_name(key) else "sure"
    if explained_capital(lower) or hyphenated(word, "de"):
        return None
    if around.person_before and not around.determined and lower in worded("de").names and is_small_word(lower, "de"):
        return "doubt"
    told = around.speech or (word.initial and around.person_after)
    if is_bare_noun(word.text) and not around.determined and (told or around.kin or around.title):
        return "doubt"
    if around.before in worded("de").rivals and not around.determined:
        return "doubt"
    if is_noun(word.text):
        # A compound that no dictionary has, behind "Vertrag mit", is rather a firm such as "Flyeralarm".
        return "doubt" if around.competitor_before and not is_german_noun_or_name(word.text) else None
    common = commonness(lower, "de")
    if not is_name(key):
        if common == KNOWN and told and not around.determined and not is_german_noun_or_name(word.text):
            return (
                "doubt"
                if lower not in everyday("en") and commonness(lower, "de") == KNOWN and not is_slip(lower, "de")
                else None
            )
        if common != UNKNOWN or (lower.endswith("s") and is_noun(word.text[:-1])):
            return None
        return "sure" if around.cued else "doubt"
    if word.initial and common == EVERYDAY:
        return "sure" if key in first_names() and around.speech and lower not in every("function") else None
    if common == EVERYDAY and lower in every("function"):
        return None
    noun = is_german_noun_or_name(word.text)
    if (
        noun
        and around.determined
        and not around.kin
        and not (key in first_names() and common == UNKNOWN and (around.person_after or is_bare_noun(word.text)))
        and key not in given()
    ):
        return None
    if common == EVERYDAY and lower in everyday("de") and not (around.speech or around.cued):
        return None if around.determined or (not word.initial and key not in first_names() | last_names()) else "doubt"
    return "sure" if around.cued or key in first_names() else "doubt"


def _presented(word: Word, around: Setting) -> bool:
    """Whether a title or "ihr Kollege" stands before a German word that may be a name."""
    if (
        word.lower in every("function")
        or word.lower in every("kin")
        or not (around.title or (around.kin and not around.determined))
    ):
        return False
    odd = commonness(word.lower, "de") == UNKNOWN and not is_noun(word.text)
    return around.title or is_name(word.key) or odd
