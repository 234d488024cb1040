"""Mood: how the person says they feel, in the moods that the cards know.

Only the person's own feelings count ("the client was furious" is not theirs), and not what they deny
("not tired"). Nothing here diagnoses anything: distress is for the safety gate, which comes first.
"""

from typing import Final

from coach.understanding.language import DEFAULT
from coach.understanding.letters import mended, worded
from coach.understanding.people import People, people
from coach.understanding.phrases import book
from prompts.cards import MOODS, Mood

_DENIES_WITHIN: Final = 3
_SUBJECT_WITHIN: Final = 6
_PUNCTUATION: Final = frozenset(",.!?;:()")


def moods_in(text: str, language: str = DEFAULT) -> list[Mood]:
    """The moods that `text` states, in the order of the cards' vocabulary; empty where it states none.

    Good and bad moods can stand together ("exhausted but proud"); `neutral` is never read from words. A phrase with a
    weight below nought speaks against its mood.
    """
    content, table = book("moods", language), people(language)
    words = mended(worded(text, language), "moods", language)
    found, against = set(), set()
    for label, weight, match in content.found(words):
        lead, matched = _lead(words[: match.start()], table), match[0].split()
        if weight < 0:
            against.add(label)
        elif not _denied(lead, matched, table) and not _about_others(lead, matched, table):
            found.add(label)
    return [mood for mood in MOODS if mood in found - against]


def _lead(before: str, table: People) -> list[str]:
    """The last words before a match, within its clause."""
    lead: list[str] = []
    for word in reversed(before.split()):
        if word in _PUNCTUATION or word in table.clause_words:
            break
        lead.insert(0, word)
    return lead


def _denied(lead: list[str], matched: list[str], table: People) -> bool:
    """ "not tired", but neither "never been so tired" nor a phrase that holds its own "not"."""
    near = lead[-_DENIES_WITHIN:]
    if table.never in near and table.stronger & {*near, *matched}:
        return False
    return bool(table.denials & set(near)) and not table.denials & set(matched)


def _about_others(lead: list[str], matched: list[str], table: People) -> bool:
    """Whether somebody else feels it: the nearest subject before the feeling is not the person."""
    if (table.self | table.insults) & set(matched):
        return False
    subjects = table.self | table.others
    nearest = next((word for word in reversed(lead[-_SUBJECT_WITHIN:]) if word in subjects), None)
    return nearest in table.others
