"""Query numbers: a question about the person's own numbers as measure, period, split and target.

In: the messages of a conversation. Out: what the last of them asks for, None where it asks for no number. "And last
month?" goes on about the number that was asked for before, in another period. Words are data, a file for each language.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from coach.understanding.language import DEFAULT, language_of
from coach.understanding.letters import worded
from coach.understanding.measure_words import Measure, Split, first, has, phrases_of, words_of
from coach.understanding.numbers import number_of
from coach.understanding.people import people
from coach.understanding.plain import sentences
from coach.understanding.small_talk import without_lead
from coach.understanding.spans import Span, spans_in
from events.words import WEEKDAYS, Channel, Weekday

__all__ = ["Measure", "Query", "Span", "Split", "asked_number", "asks_who", "query_for"]

_GOES_ON: Final = 9
"""Words: who writes more asks something new."""

_SHORT: Final = 7
"""Words and marks: so short a question is about oneself ("pickup rate?"); a longer one says so."""

_MOST_TARGET: Final = 100


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
    return has("who", worded(message, language), language)


def _read(message: str, language: str) -> Query | None:
    words = worded(message, language)
    if has("never", words, language):
        return None
    for sentence, marked in sentences(words):
        bare = without_lead(sentence, language)
        if not (marked or any(phrase.starts(bare) for phrase in phrases_of(language)["begins"])):
            continue
        measure = first("measure", sentence, language)
        if measure is None:
            continue
        asked = query_for(measure, None, message, language)  # type: ignore[arg-type]
        spoken = words.split()
        own = not people(language).self.isdisjoint(spoken) or asked.span or asked.versus or len(spoken) <= _SHORT
        of_parts = asked.split in ("weekday", "channel") and len(spoken) <= _SHORT + 2
        if not (own or of_parts or asked.measure == "per_yes"):
            continue
        against = has("against", words, language) and not asked.versus
        unknown = asked.compares and against and not asked.span
        return None if unknown or (asked.measure == "overview" and not (asked.span or asked.compares)) else asked
    return None


def query_for(measure: Measure, split: Split | None, message: str, language: str) -> Query:
    """A measure as a message asks for it, with what its words say of periods, target, channels and weekday. Where no
    `split` is given, the words say that too."""
    words = worded(message, language)
    weekday = _weekday(words, language)
    split = split or first("split", words, language) or ("weekday" if weekday else None)  # type: ignore[assignment]
    if split == "weekday" and measure == "rate" and has("steps", words, language):
        measure = "steps"
    asked = Query(
        measure,
        span=_span(words, language),
        compares=split is None and (has("against", words, language) or has("changed", words, language)),
        split=split,
        target=_target(words, language),
        channels=_channels(words, language),
        weekday=weekday,
    )
    return _with_versus(asked, words, language)


def _with_versus(asked: Query, words: str, language: str) -> Query:
    """Of two periods that are held against each other the second is the one before."""
    if not asked.compares:
        return asked
    spans = spans_in(words, language)
    if len(spans) > 1:
        return structs.replace(asked, span=spans[0], versus=spans[1])
    if spans and has("against", words, language):
        return structs.replace(asked, span=None, versus=spans[0])
    return asked


def _gone_on(message: str, language: str, before: Query) -> Query | None:
    """The question before, in another period, split or for another target; None where this is about something else."""
    words = worded(message, language)
    if len(words.split()) > _GOES_ON + 2 or has("never", words, language):
        return None
    span, split = _span(words, language), first("split", words, language)
    if span is None and before.span and not before.span.month:
        if has("bare", words, language):
            span = structs.replace(before.span, ago=before.span.ago + 1, last=None)
        elif has("bare_this", words, language):
            span = structs.replace(before.span, ago=0, last=None)
    channels, weekday = _channels(words, language), _weekday(words, language)
    if has("against", words, language) and span:
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


def _channels(words: str, language: str) -> tuple[Channel, ...]:
    held = words_of(language).channels
    return tuple(channel for channel in held if has(f"channel {channel}", words, language))


def _weekday(words: str, language: str) -> Weekday | None:
    return next((day for day in WEEKDAYS if has(f"weekday {day}", words, language)), None)


def _target(words: str, language: str) -> int:
    """So many yeses: the number right before the word for them."""
    for phrase in phrases_of(language)["yeses"]:
        for match in phrase.pattern.finditer(words):
            count = number_of(words[: match.start()].split()[-1], language) if match.start() > 1 else None
            if count and count <= _MOST_TARGET:
                return count
    return 1


def _span(words: str, language: str) -> Span | None:
    return next(iter(spans_in(words, language)), None)
