"""Answers to the question whether somebody thinks of ending their life: a plain no, a yes, or one that leaves it open.

A no does not end the care: resources stay in sight. It says that a message may be answered as it stands. A yes is
explicit risk, however short, and so is an answer that leaves the question open ("sometimes", "I don't know").
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from coach.safety.normalise import normalise

_PART: Final = re.compile(r"[^,.;:!?…\n—–]*(?:[,.;:!?…\n—–]\s*)*")
"""As much of a text as ends with a mark."""

_SHORT: Final = 4
"""Words. What begins with a maybe and is no longer may be an answer, whatever the other words are."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for no, what means one (`more`), and what may only follow one; words for yes, what leaves it open, and what
    says nothing beside them. `lead`: what leaves it open, with few words behind it."""

    no: list[str]
    more: list[str]
    after: list[str]
    yes: list[str]
    lead: list[str]
    open: list[str]
    filler: list[str]


class _Answers(Struct, frozen=True):
    """The words of all languages, bare, as tuples of words."""

    no: frozenset[str]
    more: frozenset[str]
    after: frozenset[str]
    yes: frozenset[tuple[str, ...]]
    lead: frozenset[tuple[str, ...]]
    known: frozenset[tuple[str, ...]]
    filler: frozenset[tuple[str, ...]]


def denies(text: str) -> bool:
    """Whether the whole of a text is a no, in any of the seven languages."""
    return said_behind_no(text) == ""


def said_behind_no(text: str) -> str | None:
    """What a text says behind its no: nothing where it is only that, None where it does not begin with one."""
    rest = text.strip()
    while (part := _PART.match(rest)) and _is_no(_words_of(part[0])):
        rest = rest[part.end() :].strip()
    return rest if rest != text.strip() else None


def affirms(text: str) -> bool:
    """Whether a text answers with a yes, or leaves the question open; a no before it ("no, but sometimes") is none."""
    return _is_yes(_first_part(text))


def may_affirm(text: str) -> bool:
    """Whether a text begins with a yes, or is short and begins with a maybe: "yes call him" may answer, or may not."""
    words, answers = _first_part(text), _answers()
    maybe = any(words[:size] in answers.lead for size in range(1, len(words)))
    return words[:1] in answers.yes or (maybe and len(words) <= _SHORT)


def _first_part(text: str) -> tuple[str, ...]:
    """The words up to the first mark, behind a no."""
    behind = said_behind_no(text)
    part = _PART.match(text.strip() if behind is None else behind)
    return _words_of(part[0]) if part else ()


def _is_no(words: tuple[str, ...]) -> bool:
    answers = _answers()
    said = next((at for at, word in enumerate(words) if word not in answers.no), len(words))
    rest = " ".join(words[said:])
    return bool(words) and (not rest or rest in answers.more or (said > 0 and rest in answers.after))


def _is_yes(words: tuple[str, ...]) -> bool:
    """Whether words are made of yes, of what leaves it open, and of what says nothing beside them."""
    answers, at, said = _answers(), 0, False
    while at < len(words):
        sizes = range(len(words) - at, 0, -1)
        size = next((size for size in sizes if words[at : at + size] in answers.known), 0)
        said = said or bool(size)
        size = size or next((size for size in sizes if words[at : at + size] in answers.filler), 0)
        if not size:
            return False
        at += size
    return said


@cache
def _answers() -> _Answers:
    raw = (files("coach.safety") / "answers.json").read_bytes()
    held = msgspec.json.decode(raw, type=dict[str, _Words]).values()
    yes, lead, left_open, filler = (
        frozenset(_words_of(one) for words in held for one in getattr(words, name))
        for name in ("yes", "lead", "open", "filler")
    )
    no, more, after = (
        frozenset(_bare(one) for words in held for one in getattr(words, name)) for name in ("no", "more", "after")
    )
    return _Answers(no, more, after, yes, lead, yes | lead | left_open, filler)


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_bare(text).split())


def _bare(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in normalise(text)).split())
