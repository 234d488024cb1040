"""The words with which people report their day: the data behind `clauses`, `quantities` and `activity`."""

from functools import cache

from msgspec import Struct

from coach.understanding.phrases import Phrase, load
from events.words import Channel


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a count counts: `gives`, if a phrase ends `before` it and a phrase starts `after` it."""

    gives: str
    after: list[str]
    before: list[str] = []
    not_before: list[str] = []

    def holds(self, before: str, after: str) -> str | None:
        """What is left of `after` behind the match; None where the rule does not hold."""
        last = before.split()[-1:] or [""]
        if last[0] in self.not_before:
            return None
        if self.before and not any(_phrase(f"{text} $").find(before) for text in self.before):
            return None
        for text in self.after:
            if match := _phrase(text).starts(after):
                return " " + after[match.end() :]
        return None


class One(Struct, forbid_unknown_fields=True):
    """An article that counts one ("got a yes"), and the words it must stand between."""

    words: list[str]
    before: list[str]
    nouns: list[str]


class Reports(Struct, forbid_unknown_fields=True):
    """See `en/reports.json`; every list is of plain words."""

    sentinels: dict[str, list[str]]
    one: One
    filler: list[str]
    attempts: dict[Channel, list[str]]
    adjectives: list[str]
    people: list[str]
    about: list[str]
    reached_by: dict[Channel, list[str]]
    talked_to: list[str]
    unplanned_before: list[str]
    had_before: list[str]
    rules: list[Rule]
    exact_because: list[str]
    labels: dict[str, list[str]]
    wish: list[str]
    weak_wish: list[str]
    not_wish: list[str]
    fact: list[str]
    resume: list[str]
    asks: list[str]
    asks_softly: list[str]
    report_labels: list[str]
    refused_labels: list[str]
    actor_verbs: list[str]
    actors: list[str]
    others: list[str]
    mine: list[str]
    openers: list[str]
    channel_words: dict[Channel, list[str]]
    said_all: list[str]
    answered: list[str]
    bought: list[str]
    exceptions: list[str]
    reason_itself: list[str]
    they: str
    their_wish: str
    arranged: str
    later: str


@cache
def reports(language: str = "en") -> Reports:
    """The words of a language, read once."""
    return load("reports", Reports, language)


@cache
def _phrase(text: str) -> Phrase:
    return Phrase(text)


def has(words: str, phrases: list[str]) -> bool:
    """Whether padded plain `words` contain one of the phrases as whole words."""
    return any(f" {phrase} " in words for phrase in phrases)


def starts(words: str, phrases: list[str]) -> str | None:
    """The longest of the phrases that padded `words` start with."""
    return max((phrase for phrase in phrases if words.startswith(f" {phrase} ")), key=len, default=None)


def ends(words: str, phrases: list[str]) -> str | None:
    """The longest of the phrases that padded `words` end with."""
    return max((phrase for phrase in phrases if words.endswith(f" {phrase} ")), key=len, default=None)
