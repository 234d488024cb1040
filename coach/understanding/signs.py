"""Signs: which of the cards' patterns a message itself shows, before anybody looks at the journal.

In: the message and what it reports. Out: patterns such as `bad_day`, `rude`, `has_win`. The journal adds
the others.
"""

from typing import Final

from coach.understanding.activity import Reported
from coach.understanding.language import DEFAULT
from coach.understanding.letters import mended, worded
from coach.understanding.people import people
from coach.understanding.phrases import book
from prompts.cards import PATTERNS, Pattern

_DENIABLE: Final = frozenset(
    {"has_win", "small_wins", "bad_day", "lost_big_deal", "rude", "grief", "bereaved", "mourned"}
)
_MANY_NOES: Final = 5
_MANY_CALLS: Final = 10


def patterns_in(text: str, reported: Reported | None, language: str = DEFAULT) -> list[Pattern]:
    """The patterns visible in `text`, in the order of the cards' vocabulary; a weight below nought speaks against."""
    content, denials = book("signs", language), people(language).denials | people(language).unless
    words = mended(worded(text, language), "signs", language)
    found: set[str] = set()
    against: set[str] = set()
    for label, weight, match in content.found(words):
        denied = denials & set(words[: match.start()].split()[-2:])
        if weight < 0:
            against.add(label)
        elif not (denied and label in _DENIABLE):
            found.add(label)
    found -= against
    if reported is not None:
        found |= _in_numbers(reported)
    if "has_win" in found and reported is not None and (reported.won == 0 or _only_a_no(reported)):
        found.discard("has_win")
    return [pattern for pattern in PATTERNS if pattern in found]


def _only_a_no(reported: Reported) -> bool:
    """Whether one no is all that is told: "signed with the office next door" is no win."""
    return reported.rejections == 1 and not (reported.attempts or reported.won or reported.small_wins)


def _in_numbers(reported: Reported) -> set[Pattern]:
    """What the reported counts show by themselves."""
    found: set[Pattern] = set()
    noes, attempts = reported.rejections or 0, reported.attempts or 0
    if noes >= _MANY_NOES and not reported.won:
        found.add("bad_day")
    if reported.won:
        found.add("has_win")
    if reported.small_wins:
        found.add("small_wins")
    if reported.hard_no:
        found.add("hard_no")
    if attempts >= _MANY_CALLS and 2 * (reported.no_answer or 0) >= attempts:
        found.add("silence_often")
    top = max(reported.reasons.values(), default=0)
    if reported.leading_reason or (top >= 3 and 2 * top > noes):
        found.add("one_reason_dominates")
    return found
