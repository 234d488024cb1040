"""Deeds: one that is told without a number ("Mr Okafor signed", "Fernbrook passed again", "she wants a demo").

In: a clause in plain words. Out: what it gives. Words are data, one file a language. What is asked, wished, imagined,
done by colleagues, or long ago is none: a wrong draft is worse than none.
"""

import re
from functools import cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from coach.understanding.letters import worded
from coach.understanding.people import people
from coach.understanding.phrases import load
from coach.understanding.reports import compiled
from events.words import Channel

Deed = Literal["won", "hard_no", "competitor", "price", "timing", "rejections", "small_wins"]
"""The reasons are one no with that reason."""

_NEAR: Final = 3
"""So many words before it deny what somebody did."""
_NAME: Final = re.compile(r"<(\w+)>")
_IF: Final = r" (?:if|provided|on|as|so|under|assuming|wenn|falls|sofern|vorausgesetzt|unter) "

NOES: Final[frozenset[Deed]] = frozenset({"hard_no", "competitor", "price", "timing", "rejections"})


_PATTERNS: Final = ("arranged", "reached", "conditional", "taken_back", "yes_taken_back", "yes", "theirs", "never")


class Deeds(Struct, frozen=True, forbid_unknown_fields=True):
    """See `en/deeds.json`. `names` are parts of the patterns; beside a match of `never` nothing is told."""

    names: dict[str, str]
    told: dict[Deed, list[str]]
    """In the order in which they are tried."""
    arranged: str
    """A day with somebody ("meeting thursday at 10 with her"): new only beside `reached`, that they got in touch."""
    by: dict[Channel, str]
    """A pattern for how one person was in touch, for each channel."""
    reached: str
    conditional: str
    """A yes that hangs on something is a step: "he takes it, but only if we go down"."""
    taken_back: str
    """A clause in which a yes is taken back; its group is who does so."""
    yes_taken_back: str
    """Both in one clause: "said yes, then her son came out and cancelled it", "the deal fell through"."""
    yes: str
    theirs: str
    """Who takes back what was told right before: "she", "her son", "the deal"."""
    never: str


@cache
def _deeds(language: str) -> Deeds:
    held = load("deeds", Deeds, language)
    told = {deed: [_whole(pattern, held.names) for pattern in patterns] for deed, patterns in held.told.items()}
    single = {name: _whole(getattr(held, name), held.names) for name in _PATTERNS}
    return replace(held, told=told, **single)


def _whole(pattern: str, names: dict[str, str]) -> str:
    while found := _NAME.search(pattern):
        pattern = pattern.replace(found[0], names[found[1]])
    return pattern


def deed_in(words: str, language: str) -> Deed | None:
    """What padded plain `words` tell of one prospect, None where they tell of none."""
    table = _deeds(language)
    if compiled(table.never).search(words):
        return None
    told = (deed for deed, patterns in table.told.items() if any(compiled(one).search(words) for one in patterns))
    deed = next(told, None)
    if not is_taken_back(words, language):
        return deed
    return None if deed == "small_wins" else "rejections"


def arranged_in(words: str, language: str) -> Deed | None:
    """The step forward that padded plain `words` tell where somebody has just been in touch."""
    table = _deeds(language)
    told = compiled(table.arranged).search(words) and not compiled(table.never).search(words)
    return "small_wins" if told else None


def in_touch(words: str, language: str) -> bool:
    """Whether padded plain `words` tell that somebody called, wrote or answered just now."""
    found = compiled(_deeds(language).reached).search(words)
    near = [*words[: found.start()].split()[-_NEAR:], *found[0].split()] if found else []
    return bool(found) and people(language).denials.isdisjoint(near)


def touch_by(text: str, language: str) -> Channel | None:
    """How a message says that somebody was in touch ("he called me himself"); None for nothing, or several ways."""
    words = worded(text, language)
    found = [channel for channel, pattern in _deeds(language).by.items() if compiled(pattern).search(words)]
    return found[0] if len(found) == 1 else None


def conditional_in(words: str, language: str) -> tuple[str, str] | None:
    """What padded plain `words` tell of a yes that hangs on something, and the words before it."""
    table = _deeds(language)
    found = compiled(table.conditional).search(words)
    if not found or compiled(table.never).search(f" {re.split(_IF, found[0])[0]} "):
        return None
    return f" {found[0].strip()} ", words[: found.start()]


def is_taken_back(words: str, language: str) -> bool:
    """Whether padded plain `words` tell of a yes and of who took it back."""
    return bool(compiled(_deeds(language).yes_taken_back).search(words))


def takes_back(words: str, before: str, language: str) -> bool:
    """Whether padded plain `words` take back a yes that `before` tells ("signed yesterday", "backed out today")."""
    table = _deeds(language)
    found = compiled(table.taken_back).match(words)
    if not found or compiled(table.never).search(words):
        return False
    who = found[1]
    return not who or bool(compiled(table.theirs).match(who)) or set(who.split()) <= set(before.split())


def says_yes(words: str, language: str) -> bool:
    """Whether a yes is told in words, whoever gave it and however often."""
    return bool(compiled(_deeds(language).yes).search(words))
