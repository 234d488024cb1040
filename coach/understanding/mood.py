"""Mood: how the person says they feel, in the moods that the cards know.

Only the person's own feelings count ("the client was furious" is not theirs), and not what they deny
("not tired"). Nothing here diagnoses anything: distress is for the safety gate, which comes first.
"""

from typing import Final

from coach.understanding.people import people
from coach.understanding.phrases import book
from coach.understanding.plain import plain
from coach.understanding.spelling import mend
from prompts.cards import MOODS, Mood

_DENIES_WITHIN: Final = 3
_SUBJECT_WITHIN: Final = 6
_PUNCTUATION: Final = frozenset(",.!?;:()")


def moods_in(text: str) -> list[Mood]:
    """The moods that `text` states, in the order of the cards' vocabulary; empty where it states none.

    Good and bad moods can stand together ("exhausted but proud"); `neutral` is never read from words.
    """
    content = book("moods")
    words = mend(plain(text), content.vocabulary())
    found = set()
    for label, _, match in content.found(words):
        lead, matched = _lead(words[: match.start()]), match[0].split()
        if not _denied(lead, matched) and not _about_others(lead, matched):
            found.add(label)
    return [mood for mood in MOODS if mood in found]


def _lead(before: str) -> list[str]:
    """The last words before a match, within its clause."""
    lead: list[str] = []
    for word in reversed(before.split()):
        if word in _PUNCTUATION or word in people().clause_words:
            break
        lead.insert(0, word)
    return lead


def _denied(lead: list[str], matched: list[str]) -> bool:
    """ "not tired", but neither "never been so tired" nor a phrase that holds its own "not"."""
    near, table = lead[-_DENIES_WITHIN:], people()
    if table.never in near and table.stronger & {*near, *matched}:
        return False
    return bool(table.denials & set(near)) and not table.denials & set(matched)


def _about_others(lead: list[str], matched: list[str]) -> bool:
    """Whether somebody else feels it: the nearest subject before the feeling is not the person."""
    table = people()
    if (table.self | table.insults) & set(matched):
        return False
    subjects = table.self | table.others
    nearest = next((word for word in reversed(lead[-_SUBJECT_WITHIN:]) if word in subjects), None)
    return nearest in table.others
