"""Plain forms of a question about one's own numbers, read before any other: what came of the calls, how often nobody
answered, whether a weekday is dead, whether it is enough, whether others are better, what changed since the start.

In: plain words. Out: the `Query`, None where it is none of these. Words are data, `forms` in `measures.json`.
"""

import re
from typing import Final

from coach.understanding.measure_words import Split, has, phrases_of, words_of
from coach.understanding.numbers import with_digits
from coach.understanding.plain import sentences
from coach.understanding.query import Query, YesOrNo
from coach.understanding.spans import Span, begins, spans_in
from events.words import WEEKDAYS, Channel, Weekday

_COUNT: Final = re.compile(r"(?<= )(\d+) ")
_MOST: Final = 10_000


def form_in(words: str, language: str) -> Query | None:
    """What one of the sentences asks for."""
    asking = (one for one, marked in sentences(words) if marked or _begins(one, language))
    return next((found for one in asking if (found := _form(one, words, language))), None)


def _begins(sentence: str, language: str) -> bool:
    """Whether one of its parts begins like a question: "be honest, do I book enough"."""
    return any(begins(f" {part.strip()} ", language) for part in sentence.split(" , "))


def channels_in(words: str, language: str) -> tuple[Channel, ...]:
    """Every way that is named."""
    return tuple(one for one in words_of(language).channels if has(f"channel {one}", words, language))


def first_channel(words: str, language: str) -> Channel | None:
    """The way that is named first."""
    lists = phrases_of(language)
    places = {
        one: min(match.start() for phrase in lists[f"channel {one}"] if (match := phrase.find(words)))
        for one in channels_in(words, language)
    }
    return min(places, key=lambda one: places[one], default=None)


def _form(sentence: str, words: str, language: str) -> Query | None:
    def says(name: str, where: str = sentence) -> bool:
        return has(f"form {name}", where, language)

    span = next(iter(spans_in(sentence, language) or spans_in(words, language)), None)
    if says("others"):
        return Query("others", span)
    claimed = says("dead", words) and (says("holds") or (says("dead") and says("dead_asked")))
    if claimed and (day := _weekday(words, language)):
        form: YesOrNo = "dead_hour" if says("part_of_day", words) else "dead"
        return Query("reply_rate", None, split="weekday", weekday=day, form=form)
    if says("what_changed") and (has("span start", words, language) or says("since_start")):
        month = next((one.month for one in spans_in(words, language) if one.month), None)
        return Query("then", versus=Span(month=month, other="start"), compares=True)
    if says("came_of") and (channels := channels_in(sentence, language)):
        return Query("rate", span, split="channel", channels=channels)
    if says("silent") or (says("silent_told") and _told(sentence, language)):
        told = _told(sentence, language) if says("silent_told") else 0
        return Query(
            "silence", span, channels=channels_in(sentence, language), count=told, form="told" if told else None
        )
    if says("day_noes") and (noes := _noes(sentence, language)):
        split: Split | None = "hour" if says("part_of_day", words) else None
        return Query("day_noes", count=noes, split=split, form="bad" if says("bad") and not says("normal") else "ok")
    if says("day_ok") or says("day_bad"):
        return Query("day_told", form="ok" if says("day_ok") else "bad")
    if says("booked"):
        channels = tuple(one for one in channels_in(sentence, language) if one != "meeting")
        return Query("booked", span, compares=True, channels=channels, form="enough")
    return None


def _told(words: str, language: str) -> int:
    """The count that was told."""
    counts = (int(match[1]) for match in _COUNT.finditer(with_digits(words, language)))
    return next((count for count in counts if 1 < count < _MOST), 0)


def _noes(words: str, language: str) -> int:
    """The count right before the word for no's."""
    counted = with_digits(words, language)
    for phrase in phrases_of(language)["noes"]:
        for match in phrase.pattern.finditer(counted):
            before = counted[: match.start()].split()[-1:]
            if before and before[0].isdigit() and 1 < int(before[0]) < _MOST:
                return int(before[0])
    return 0


def _weekday(words: str, language: str) -> Weekday | None:
    """The one weekday that is named, in any form."""
    named = [day for day in WEEKDAYS if has(f"form {day}", words, language)]
    return named[0] if len(named) == 1 else None
