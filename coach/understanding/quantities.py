"""Quantities: what each count in a clause counts.

In: a clause. Out: its counts and words such as "all", "nobody", "the rest", "most", each with what it gives
(attempts, a won, a no ...) and the words behind it, which may name a reason.
"""

import re
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.reports import Reports, compiled, ends, reports, starts
from events.words import Channel

Kind = Literal["number", "all", "none", "rest", "most"]

_MARKS: Final[dict[str, Kind]] = {"ALL": "all", "NONE": "none", "REST": "rest", "MOST": "most"}


class Quantity(Struct, frozen=True):
    """A count with what it gives; `of` is the whole that it is a part of.

    `before` and `after` are the words around it, `rest` those of `after` behind what was counted.
    """

    kind: Kind
    value: int
    gives: str
    channel: Channel | None
    before: str
    after: str
    rest: str
    of: int | None = None


def quantities(words: str, language: str = DEFAULT) -> list[Quantity]:
    """Every quantity in a clause, in order."""
    table = reports(language)
    tokens = _marked(words, language).split()
    places = [place for place, token in enumerate(tokens) if token.isdigit() or token in _MARKS]
    found = []
    for place, following in zip(places, [*places, len(tokens)][1:], strict=True):
        start = max([other + 1 for other in places if other < place], default=0)
        before, after = _padded(tokens[start:place][-6:]), _padded(tokens[place + 1 : following])
        found.append(_read(tokens[place], before, after, table))
    return found


def _padded(tokens: list[str]) -> str:
    return f" {' '.join(tokens)} " if tokens else " "


@cache
def _sentinels(language: str) -> list[tuple[str, str]]:
    """Each kind with its phrases, as padded words, the longest first."""
    kinds = reports(language).sentinels.items()
    return [(kind, f" {phrase} ") for kind, phrases in kinds for phrase in sorted(phrases, key=len, reverse=True)]


def _marked(words: str, language: str) -> str:
    """The clause with "nobody", "the rest" ... as marks, "9 of 12" as one count, "got a yes" as 1."""
    table = reports(language)
    nothing_but = rf" (?:{'|'.join(table.nothing_but)}) (?=(?:{'|'.join(table.noes)}) )"
    words = compiled(nothing_but).sub(" ALL ", words)
    for kind, phrase in _sentinels(language):
        if phrase not in words:
            continue
        if phrase.strip() in table.all_before:
            words = compiled(rf"{phrase}(?=(?:{'|'.join(table.said_all)}) )").sub(" ALL ", words)
        elif kind == "none":  # "5 times nobody" counts five
            words = compiled(rf"(?<!\d {table.times}){phrase}").sub(" NONE ", words)
        else:
            words = words.replace(phrase, " 2 " if kind == "both" else f" {kind.upper()} ")
    parts = rf" (\d+) (?:{table.of}) (?:(?:{table.of_whom}) )*(\d+) "
    words = compiled(parts).sub(r" \1/\2 ", words)
    words = re.sub(r" (\d+)/(\d+) ", lambda match: f" {match[1]} of_{match[2]} ", words)
    tokens = words.split()
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ","
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in table.one.words and before in table.one.before and after in table.one.nouns:
            tokens[place] = "1"
    return f" {' '.join(tokens)} "


def _bare(after: str, table: Reports) -> str:
    """The words behind a count without those that say nothing ("of them were just a polite ...")."""
    tokens = after.split()
    while tokens and tokens[0] in table.filler:
        tokens.pop(0)
    return _padded(tokens)


def _whole(after: str) -> tuple[int | None, str]:
    first, *others = after.split() or [""]
    return (int(first[3:]), _padded(others)) if first.startswith("of_") else (None, after)


def _read(token: str, before: str, after: str, table: Reports) -> Quantity:
    kind: Kind = _MARKS.get(token, "number")
    value = int(token) if token.isdigit() else 0
    whole, after = _whole(after)
    for rule in table.rules:
        if rule.early and (left := rule.holds(before, after)) is not None:
            return Quantity(kind, value, rule.gives, rule.channel, before, after, left, whole)
    channel, rest = _attempted(before, after, table)
    if kind == "number" and channel and whole is None:
        gives = "talked" if channel == "talked" else "attempts"
        return Quantity(kind, value, gives, None if channel == "talked" else channel, before, after, rest)
    _, behind = _noun(after, table) if whole is not None else (None, after)
    for words in (behind, _bare(behind, table)):
        for rule in table.rules:
            if not rule.early and (left := rule.holds(before, words)) is not None:
                return Quantity(kind, value, rule.gives, rule.channel, before, after, left, whole)
    return Quantity(kind, value, "", None, before, after, after, whole)


def _attempted(before: str, after: str, table: Reports) -> tuple[Channel | Literal["talked"] | None, str]:
    """The channel of a count of attempts ("40 cold emails", "called 30 firms"), and what follows."""
    verbs = before
    while (last := ends(verbs, table.about)) is not None:
        verbs = verbs[: -len(last) - 1]
    people = after.split()[:1]
    to_people = not people or people[0] in table.people or people[0] in table.after_people
    if to_people and ends(verbs, table.talked_to):
        return "talked", after
    for channel, phrases in table.reached_by.items():
        nouns = table.attempts[channel]
        if ends(verbs, phrases) and (to_people or starts(after, nouns)):
            return channel, after
    return _noun(after, table)


def _noun(after: str, table: Reports) -> tuple[Channel | None, str]:
    """The channel of the noun that follows a count, and the words behind it."""
    words = after
    for _ in range(4):
        for channel, nouns in table.attempts.items():
            if noun := starts(words, nouns):
                return channel, words[len(noun) + 1 :]
        first = words.split()[:1]
        if not first or first[0] not in table.adjectives:
            break
        words = words[len(first[0]) + 1 :]
    return None, after
