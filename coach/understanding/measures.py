"""Query numbers: a question about the person's own numbers as measure, period, split and target.

In: the messages of a conversation. Out: what the last of them asks for, None where it asks for no number. "And last
month?" goes on about the number that was asked for before, in another period. Words are data, a file for each language.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from msgspec import Struct, structs

from coach.understanding.language import DEFAULT, language_of
from coach.understanding.letters import worded
from coach.understanding.numbers import number_of
from coach.understanding.people import people
from coach.understanding.phrases import Phrase, load
from coach.understanding.plain import sentences
from coach.understanding.small_talk import without_lead
from events.words import WEEKDAYS, Channel, Weekday

Measure = Literal[
    "rate", "overview", "attempts", "conversations", "noes", "yeses", "steps", "reply_rate", "reasons", "per_yes",
    "since_yes", "since_step", "usual_day",
]  # fmt: skip
Split = Literal["channel", "weekday", "hour", "duration"]
Unit = Literal["day", "week", "month", "year"]

_GOES_ON: Final = 9
"""Words: who writes more asks something new."""

_SHORT: Final = 7
"""Words and marks: so short a question is about oneself ("pickup rate?"); a longer one says so."""

_MOST_BACK: Final = 400
_MOST_TARGET: Final = 100


class Span(Struct, frozen=True):
    """Days that somebody speaks of. `ago`: that many whole units before this one (0: this week, 1: last week).
    `last`: so many units up to today. `month`: the latest of that number. `other`: all of it, before the last break, or
    since that month."""

    unit: Unit = "day"
    ago: int = 0
    last: int | None = None
    month: int | None = None
    other: Literal["all", "break", "since"] | None = None


class Query(Struct, frozen=True):
    """What was asked for. `versus`: the period to hold `span` against, where `compares`. `target`: so many yeses.
    `channels` and `weekday` are those that were named."""

    measure: Measure
    span: Span | None = None
    versus: Span | None = None
    compares: bool = False
    split: Split | None = None
    target: int = 1
    channels: tuple[Channel, ...] = ()
    weekday: Weekday | None = None


class _Words(Struct, forbid_unknown_fields=True):
    """The words of a language. `begins`: what a question without its mark begins with. `never`: what makes a
    sentence another question. `last`: what stands before "four weeks"."""

    names: dict[str, str]
    begins: list[str]
    never: list[str]
    measures: dict[Measure, list[str]]
    splits: dict[Split, list[str]]
    against: list[str]
    """What stands before the period that another is held against; `changed` asks for it without naming one."""
    changed: list[str]
    spans: dict[str, list[str]]
    months: list[str]
    weekdays: list[list[str]]
    channels: dict[Channel, list[str]]
    last: list[str]
    units: dict[Unit, list[str]]
    yeses: str
    since: list[str]
    who: list[str]
    """Asking whom to call today."""
    bare_this: list[str]
    bare: list[str]
    """Periods whose unit was said before: "and this one?", "and the last?"."""
    steps: list[str]
    """What a question about the best day or channel means where it names this."""


@cache
def _words(language: str) -> _Words:
    return load("measures", _Words, language)


@cache
def _phrases(language: str) -> dict[str, list[Phrase]]:
    """Every list of phrases by its name."""
    words = _words(language)
    lists: dict[str, list[str]] = {}
    lists |= {f"measure {name}": texts for name, texts in words.measures.items()}
    lists |= {f"split {name}": texts for name, texts in words.splits.items()}
    lists |= {f"span {name}": texts for name, texts in words.spans.items()}
    lists |= {f"channel {name}": texts for name, texts in words.channels.items()}
    lists |= {
        "begins": words.begins,
        "never": words.never,
        "against": words.against,
        "changed": words.changed,
        "bare": words.bare,
        "bare_this": words.bare_this,
        "who": words.who,
        "steps": words.steps,
    }
    lists |= {"yeses": [words.yeses]}
    lists |= {f"month {place}": [text] for place, text in enumerate(words.months, 1)}
    lists |= {f"weekday {day}": texts for day, texts in zip(WEEKDAYS, words.weekdays, strict=True)}
    return {name: [Phrase(text, words.names) for text in texts] for name, texts in lists.items()}


def asked_number(messages: Sequence[str], usual: str = DEFAULT) -> Query | None:
    """What the last message asks for, in the light of those before it."""
    found: Query | None = None
    for message in messages:
        language = language_of(message, usual)
        found = _read(message, language) or (_gone_on(message, language, found) if found else None)
    return found


def asks_who(message: str, usual: str = DEFAULT) -> bool:
    """Whether a message asks whom to call today."""
    language = language_of(message, usual)
    return _has("who", worded(message, language), language)


def _read(message: str, language: str) -> Query | None:
    words = worded(message, language)
    if _has("never", words, language):
        return None
    for sentence, marked in sentences(words):
        bare = without_lead(sentence, language)
        if not (marked or any(phrase.starts(bare) for phrase in _phrases(language)["begins"])):
            continue
        measure = _first("measure", sentence, language)
        if measure is None:
            continue
        weekday = _weekday(words, language)
        split = _first("split", words, language) or ("weekday" if weekday else None)
        if split == "weekday" and measure == "rate" and _has("steps", words, language):
            measure = "steps"
        asked = Query(
            measure,  # type: ignore[arg-type]
            span=_span(words, language),
            compares=split is None and (_has("against", words, language) or _has("changed", words, language)),
            split=split,  # type: ignore[arg-type]
            target=_target(sentence, language),
            channels=_channels(words, language),
            weekday=weekday,
        )
        asked = _with_versus(asked, words, language)
        spoken = words.split()
        own = not people(language).self.isdisjoint(spoken) or asked.span or asked.versus or len(spoken) <= _SHORT
        of_parts = split in ("weekday", "channel") and len(spoken) <= _SHORT + 2
        if not (own or of_parts or measure == "per_yes"):
            continue
        against = _has("against", words, language) and not asked.versus
        unknown = asked.compares and against and not asked.span
        return None if unknown or (asked.measure == "overview" and not (asked.span or asked.compares)) else asked
    return None


def _with_versus(asked: Query, words: str, language: str) -> Query:
    """Of two periods that are held against each other the second is the one before."""
    if not asked.compares:
        return asked
    spans = _spans(words, language)
    if len(spans) > 1:
        return structs.replace(asked, span=spans[0], versus=spans[1])
    if spans and _has("against", words, language):
        return structs.replace(asked, span=None, versus=spans[0])
    return asked


def _gone_on(message: str, language: str, before: Query) -> Query | None:
    """The question before, in another period, split or for another target; None where this is about something else."""
    words = worded(message, language)
    if len(words.split()) > _GOES_ON + 2 or _has("never", words, language):
        return None
    span, split = _span(words, language), _first("split", words, language)
    if span is None and before.span and not before.span.month:
        if _has("bare", words, language):
            span = structs.replace(before.span, ago=before.span.ago + 1, last=None)
        elif _has("bare_this", words, language):
            span = structs.replace(before.span, ago=0, last=None)
    channels, weekday = _channels(words, language), _weekday(words, language)
    if _has("against", words, language) and span:
        return structs.replace(before, compares=True, versus=span)
    if span is not None or split is not None:
        kept = before.split if split is None else split
        return structs.replace(before, span=span or before.span, compares=False, versus=None, split=kept)
    if channels or weekday:
        split = "weekday" if weekday else "channel"
        return structs.replace(before, split=split, channels=channels, weekday=weekday)
    target = next((count for word in words.split() if (count := number_of(word, language))), None)
    if before.measure == "per_yes" and target and target <= _MOST_TARGET:
        return structs.replace(before, target=target)
    return None


def _has(name: str, words: str, language: str) -> bool:
    return any(phrase.find(words) for phrase in _phrases(language)[name])


def _first(kind: str, words: str, language: str) -> str | None:
    """The first name of a kind that has a phrase in the words."""
    names = (name for name in _phrases(language) if name.startswith(f"{kind} "))
    return next((name.partition(" ")[2] for name in names if _has(name, words, language)), None)


def _channels(words: str, language: str) -> tuple[Channel, ...]:
    held = _words(language).channels
    return tuple(channel for channel in held if _has(f"channel {channel}", words, language))


def _weekday(words: str, language: str) -> Weekday | None:
    return next((day for day in WEEKDAYS if _has(f"weekday {day}", words, language)), None)


def _target(sentence: str, language: str) -> int:
    """So many yeses: the number right before the word for them."""
    for phrase in _phrases(language)["yeses"]:
        for match in phrase.pattern.finditer(sentence):
            count = number_of(sentence[: match.start()].split()[-1], language) if match.start() > 1 else None
            if count and count <= _MOST_TARGET:
                return count
    return 1


def _span(words: str, language: str) -> Span | None:
    return next(iter(_spans(words, language)), None)


def _spans(words: str, language: str) -> list[Span]:
    """Every period that is named, in the order of the words."""
    found: dict[int, Span] = {}
    for name, texts in _words(language).spans.items():
        for phrase in _phrases(language)[f"span {name}"][: len(texts)]:
            for match in phrase.pattern.finditer(words):
                found.setdefault(match.start(), _SPANS[name])
    for month in range(1, 13):
        for phrase in _phrases(language)[f"month {month}"]:
            for match in phrase.pattern.finditer(words):
                since = words[: match.start()].split()[-1:] in [[word] for word in _words(language).since]
                found.setdefault(match.start(), Span("month", month=month, other="since" if since else None))
    return [span for _, span in sorted((found | _counted(words, language)).items())]


def _counted(words: str, language: str) -> dict[int, Span]:
    """ "The last four weeks"."""
    held = _words(language)
    units = {word: unit for unit, texts in held.units.items() for word in texts}
    found: dict[int, Span] = {}
    for match in re.finditer(rf"(?<= )(?:{'|'.join(held.last)}) (\S+) (\S+) ", words):
        count = number_of(match[1], language)
        if match[2] in units and count and count <= _MOST_BACK:
            found[match.start()] = Span(units[match[2]], last=count)
    return found


_SPANS: Final[dict[str, Span]] = {
    "today": Span("day"),
    "yesterday": Span("day", ago=1),
    "this_week": Span("week"),
    "last_week": Span("week", ago=1),
    "this_month": Span("month"),
    "last_month": Span("month", ago=1),
    "this_year": Span("year"),
    "last_year": Span("year", ago=1),
    "all": Span(other="all"),
    "break": Span(other="break"),
}
