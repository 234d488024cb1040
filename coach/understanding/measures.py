"""Query numbers: a question about the person's own numbers as measure, period, split and target.

In: the messages of a conversation. Out: what the last of them asks for, None where it asks for no number. "And last
month?" goes on about the number that was asked for before, in another period. Words are data, a file for each language.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import structs

from coach.understanding.language import DEFAULT, language_of
from coach.understanding.letters import worded
from coach.understanding.measure_forms import channels_in, first_channel, form_in
from coach.understanding.measure_words import LEARNT, Measure, Split, first, has, phrases_of, words_of
from coach.understanding.numbers import number_of, with_digits
from coach.understanding.people import people
from coach.understanding.phrases import KEPT
from coach.understanding.plain import sentences
from coach.understanding.query import Query
from coach.understanding.questions import NONE, question_in
from coach.understanding.small_talk import goes_on
from coach.understanding.spans import Span, begins, spans_in, spans_of
from coach.understanding.told_rates import told_rate
from events.words import WEEKDAYS, Reason, Weekday

__all__ = ["Measure", "Query", "Span", "Split", "asked_number", "asks_who", "query_for"]

_GOES_ON: Final = 9
"""Words: who writes more asks something new."""

_LEANS: Final = 4
"""Words of a message that leans on the one before it, and asks nothing new."""

_LEARNT_OF: Final = 2
"""So many of the latest messages are looked at for words that no phrase knows: it takes time."""

_SURE: Final = 0.5
"""The probability from which on a learnt question for a number counts: a wrong number reads worse than none."""

_SHORT: Final = 7
"""Words and marks: so short a question is about oneself ("pickup rate?"); a longer one says so."""

TODAY: Final = Span("day")
_LONG: Final = 12
"""Words and marks: so long a question about a reason is one about oneself."""

_OF_TRIES: Final = ("per_yes", "per_step", "expected")
_OF_TALKS: Final = ("per_yes", "expected")
_TOLD: Final[dict[str, Measure]] = {"yes": "told_yes", "step": "told_step"}
_RUNNING: Final = (Span("day"), Span("week"), Span("month"), Span("year"))
_OF_A_DAY: Final = ("overview", "rate", "noes", "yeses", "attempts", "conversations")
_MOST_TARGET: Final = 100
_MOST_TRIES: Final = 1000
_TRIES: Final = re.compile(r"(?<= )(\d+) ")


def asked_number(messages: Sequence[str], usual: str = DEFAULT) -> Query | None:
    """What the last message asks for, in the light of those before it."""
    found: Query | None = None
    for ago, message in zip(range(len(messages) - 1, -1, -1), messages, strict=True):
        language = language_of(message, usual)
        gone_on = _gone_on(message, language, found) if found else None
        learnt = ago < _LEARNT_OF and not gone_on
        found = _read(message, language) or gone_on or (_learnt(message, language) if learnt else None)
    return found


def asks_who(message: str, usual: str = DEFAULT) -> bool:
    """Whether a message asks whom to call today."""
    language = language_of(message, usual)
    return has("who", worded(message, language), language)


@lru_cache(maxsize=KEPT)
def _read(message: str, language: str) -> Query | None:
    words = worded(message, language)
    if told := told_rate(words, language):
        return Query(_TOLD[told.kind], target=told.hits, count=told.tries, channels=channels_in(words, language))
    form = form_in(words, language)
    if form and form.measure != "day_told":
        return form
    return _named(message, words, language) or form


def _named(message: str, words: str, language: str) -> Query | None:
    """A measure that is named, of one's own numbers."""
    # So many yeses name what the tries are for, whatever day they are wanted by.
    plain = not (_reaches(words, language) or has("measure best_day", words, language))
    if has("never", words, language) and plain and _target(words, language) == 1:
        return None
    for sentence, marked in sentences(words):
        if not (marked or begins(sentence, language)):
            continue
        measure = _measure(sentence, words, language)
        if measure is None or (measure not in _OF_TRIES and has("advice", words, language)):
            continue
        asked = query_for(measure, None, message, language, sentence)
        spoken = words.split()
        own = not people(language).self.isdisjoint(spoken) or len(spoken) <= (_LONG if asked.reason else _SHORT)
        own = own or bool(asked.span or asked.versus) or asked.measure in _OF_TRIES
        of_parts = asked.split in ("weekday", "channel") and len(spoken) <= _SHORT + 2
        of_parts = of_parts and not has("in_general", words, language)
        if not (own or of_parts):
            continue
        against = has("against", words, language) and not asked.versus
        unknown = asked.compares and against and not asked.span
        return None if unknown or (asked.measure == "overview" and not (asked.span or asked.compares)) else asked
    return None


def _learnt(message: str, language: str) -> Query | None:
    """A question about numbers in words that no phrase knows. A few words that lean on a question before are none."""
    if len(message.split()) <= _LEANS and goes_on(message, language):
        return None
    likely = question_in(message)
    label = likely.label
    if label not in LEARNT or likely.odds[label or NONE] < _SURE or has("never", worded(message, language), language):
        return None
    measure, split = LEARNT[label]
    asked = query_for(measure, split, message, language)
    if label == "n_change" and not asked.compares:
        return structs.replace(asked, split=None, compares=True)
    if measure == "expected" and not asked.count:  # so many yeses are wanted, and not what so many tries bring
        return structs.replace(asked, measure="per_yes") if asked.target > 1 else None
    return asked


def _measure(sentence: str, words: str, language: str) -> Measure | None:
    """What a sentence asks for; the tries of which it asks what they bring may stand in another one."""
    told = words if has("yeses", sentence, language) and not _tries(sentence, language) else sentence
    if has("expects", sentence, language) and not has("past", told, language) and _tries(told, language):
        return "expected"
    if has("of_reason", sentence, language) and not has("leading", sentence, language):
        return "reasons"
    found = first("measure", sentence, language)
    if found is None and _reaches(sentence, language):
        return "reply_rate"
    return "rate" if found in (None, "overview") and _of_ways(sentence, language) else found  # type: ignore[return-value]


def _reaches(words: str, language: str) -> bool:
    """Whether it is asked on which weekday people are reached."""
    return first("split", words, language) == "weekday" and has("reached", words, language)


def _of_ways(words: str, language: str) -> bool:
    """Whether ways to reach people are weighed: two against each other, or one for what it is worth to the person."""
    if has("aside", words, language) or not (channels := channels_in(words, language)):
        return False
    two = len(channels) > 1 and has("weighs", words, language) and has("either", words, language)
    return (two and not people(language).self.isdisjoint(words.split())) or has("ways", words, language)


def _tries(words: str, language: str) -> int:
    """So many tries: the first number that is not one of yeses, where the words say that it is of tries."""
    counted = with_digits(words, language)
    yeses = {match.start() for phrase in phrases_of(language)["yeses"] for match in phrase.pattern.finditer(counted)}
    found = (int(match[1]) for match in _TRIES.finditer(counted) if match.end() not in yeses)
    count = next((count for count in found if count > 1), 0)
    return count if has("tries", words, language) and count <= _MOST_TRIES else 0


def query_for(measure: Measure, split: Split | None, message: str, language: str, sentence: str | None = None) -> Query:
    """A measure as a message asks for it, with what its words say of periods, target, channels and weekday. Where no
    `split` is given, the words say that too. `sentence`: the one that asks; a period in it goes before any other."""
    words = worded(message, language)
    spans = spans_of(sentence or _asking(words, language) or words, language) or spans_in(words, language)
    if measure == "best_day":
        return Query(measure, span=next(iter(spans), None))
    weekday = _weekday(words, language)
    split = split or _split(measure, sentence or words, words, language)
    if split in ("weekday", "hour", "channel") and measure == "overview":
        measure = "rate"
    if split == "weekday" and measure == "rate" and has("steps", words, language):
        measure = "steps"
    if split in ("weekday", "channel") and measure == "rate" and has("reached", words, language):
        measure = "reply_rate"
    asked = Query(
        measure,
        span=next(iter(spans), None),
        compares=split is None and (has("against", words, language) or has("changed", words, language)),
        split=split,
        target=_target(words, language),
        channels=channels_in(words, language),
        weekday=weekday,
        reason=None if measure != "reasons" or has("leading", words, language) else _reason(words, language),
        reason_too=_reason_too(words, language) if measure == "reasons" else None,
        count=_tries(words, language) if measure == "expected" else 0,
        of_talks=measure in _OF_TALKS and has("talks", words, language),
    )
    if asked.split == "channel" and has("ways", words, language) and not has("form which_of", words, language):
        only = has("form only", words, language) and len(asked.channels) > 1
        worth = first_channel(sentence or words, language)
        asked = structs.replace(asked, worth=worth, form="only" if only else None)
    if measure == "expected" and asked.span in _RUNNING:  # "if I make 40 calls this week": the tries are to come
        asked = structs.replace(asked, span=None)
    return _with_versus(asked, words, language)


def _with_versus(asked: Query, words: str, language: str) -> Query:
    """Of two periods that are held against each other the second is the one before."""
    if not asked.compares:
        return asked
    if usual := _against_usual(asked, words, language):
        return usual
    spans = spans_in(words, language)
    if len(spans) > 1:
        return structs.replace(asked, span=spans[0], versus=spans[1])
    if spans and spans[0].other != "since" and has("against", words, language):
        return structs.replace(asked, span=None, versus=spans[0])
    return asked


def _split(measure: Measure, sentence: str, words: str, language: str) -> Split | None:
    split = first("split", words, language) or ("weekday" if _weekday(words, language) else None)
    if measure in _OF_TRIES:
        return "duration" if split == "duration" else None
    if measure == "rate" and split is None and (_of_ways(words, language) or _of_ways(sentence, language)):
        return "channel"
    return split  # type: ignore[return-value]


def _against_usual(asked: Query, words: str, language: str) -> Query | None:
    """A day that is held against what is usual."""
    if asked.measure in _OF_A_DAY and _span(words, language) == TODAY and has("usual", words, language):
        return structs.replace(asked, span=TODAY, versus=Span(other="usual"), compares=True)
    return None


def _gone_on(message: str, language: str, before: Query) -> Query | None:
    """The question before, in another period, split or for another target; None where this is about something else."""
    words = worded(message, language)
    if len(words.split()) > _GOES_ON + 2 or has("never", words, language):
        return None
    if has("sure", words, language):
        return structs.replace(before, sure=True)
    if before.measure in _TOLD.values():
        return None
    before = structs.replace(before, sure=False)
    span, split = _span(words, language), first("split", words, language)
    if span is None and before.span and not before.span.month:
        if has("bare", words, language):
            span = structs.replace(before.span, ago=before.span.ago + 1, last=None)
        elif has("bare_this", words, language):
            span = structs.replace(before.span, ago=0, last=None)
    channels, weekday = channels_in(words, language), _weekday(words, language)
    if has("against", words, language) and span:
        return structs.replace(before, compares=True, versus=span)
    if span is not None or split is not None:
        kept = before.split if split is None else split
        return structs.replace(before, span=span or before.span, compares=False, versus=None, split=kept)
    if channels or weekday:
        split = "weekday" if weekday else "channel"
        return structs.replace(before, split=split, channels=channels, weekday=weekday)
    if len(words.split()) > _SHORT or has("noes", words, language):
        return None
    target = next((count for word in words.split() if (count := number_of(word, language))), None)
    if before.measure == "per_yes" and target and target <= _MOST_TARGET:
        return structs.replace(before, target=target)
    if before.measure == "expected" and target and 1 < target <= _MOST_TRIES:
        return structs.replace(before, count=target)
    return None


def _asking(words: str, language: str) -> str:
    """The sentences that ask."""
    asked = [sentence.strip() for sentence, marked in sentences(words) if marked or begins(sentence, language)]
    return f" {' . '.join(asked)} " if asked else ""


def _reason(words: str, language: str) -> Reason | None:
    return first("reason", words, language)  # type: ignore[return-value]


def _reason_too(words: str, language: str) -> Reason | None:
    """The second of two reasons that are named."""
    if has("leading", words, language):
        return None
    named = [name for name in words_of(language).reasons if has(f"reason {name}", words, language)]
    return named[1] if len(named) == 2 else None


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
