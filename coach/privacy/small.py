"""Words in small letters that no list explains: names as they are typed in a hurry. Pure."""

from typing import Final

from coach.privacy.evidence import Setting, named
from coach.privacy.finding import Doubt
from coach.privacy.lexicon import KNOWN, UNKNOWN, commonness, explained_capital, is_noun
from coach.privacy.names import first_names, is_name
from coach.privacy.slips import formed, is_slip
from coach.privacy.tokens import Word, Words
from coach.privacy.words_data import every, nicknames

_WITH: Final = frozenset(("with", "w", "w/", "con", "mit", "avec", "com", "med"))


def judged_small(words: Words, place: int, word: Word, language: str, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    if len(lower) < 2:
        return None
    common = commonness(lower, language)
    if common == UNKNOWN and language == "de" and is_noun(lower.capitalize()):
        common = KNOWN
    if common == UNKNOWN:
        return _small_unknown(words, word, language, around)
    if explained_capital(lower) and not around.title:
        return (
            "sure"
            if key in first_names()
            and around.speech
            and (around.opened or around.person_before)
            and named(words, place, place, language)
            else None
        )
    if any(lower in every(field) for field in ("function", "titles", "speech", "person_after")):
        return None
    if common == KNOWN and is_name(key):
        cued = (
            around.title
            or around.speech
            or (around.kin and not around.opened)
            or (around.person_before and (around.closed or around.person_after))
        )
        if (cued and not around.determined) or around.title:
            return "sure"
        placed = around.after in ("at", "from", "bei", "von", "fra", "hos", "chez")
        if key in first_names() and not around.determined and (placed or around.before in _WITH):
            return "doubt"
        subject = around.opened and (around.person_after or around.colon) and not around.determined
        return "doubt" if words.small and key in first_names() and (subject or around.person_before) else None
    if around.title and common == KNOWN:
        return "sure"
    if key in first_names() and named(words, place, place, language) and (around.speech or around.kin or around.title):
        return "sure"
    return None


def _small_unknown(words: Words, word: Word, language: str, around: Setting) -> Doubt | None:
    lower, key = word.lower, word.key
    cued = around.cued or around.speech or (word.possessive and around.opened)
    if len(lower) < 3 and not around.title:
        return None
    if key in first_names() or key in nicknames():
        return "sure"
    if not cued and not is_name(key) and (is_slip(lower, language) or formed(lower, language)):
        return None
    return "sure" if cued and (is_name(key) or around.title or around.kin) else "doubt"
