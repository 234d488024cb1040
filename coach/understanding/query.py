"""A query: a question about the person's own numbers, as measure, period, split, target and the yes or no asked for."""

from typing import Literal

from msgspec import Struct

from coach.understanding.measure_words import Measure, Split
from coach.understanding.spans import Span
from events.words import Channel, Reason, Weekday

YesOrNo = Literal["only", "enough", "dead", "dead_hour", "told", "ok", "bad"]
"""Whether one way should be the only one, whether it is enough, whether a weekday (or an hour of it) is dead, whether
the count that was told is right, whether a day, or so many no's, are fine, or bad."""


class Query(Struct, frozen=True):
    """What was asked for. `versus`: the period to hold `span` against, where `compares`. `target`: so many yeses.
    `channels`, `weekday` and `reason` are those that were named, `reason_too` a second one. `count`: so many tries, of
    which is asked what they bring, or of which `target` came to something; `of_talks`: tries are conversations, not
    attempts. `sure`: how far the answer can be relied on. `worth`: the way of which is asked whether it pays. `form`:
    the yes or no that is asked for with the number."""

    measure: Measure
    span: Span | None = None
    versus: Span | None = None
    compares: bool = False
    split: Split | None = None
    target: int = 1
    channels: tuple[Channel, ...] = ()
    weekday: Weekday | None = None
    reason: Reason | None = None
    count: int = 0
    of_talks: bool = False
    sure: bool = False
    reason_too: Reason | None = None
    worth: Channel | None = None
    form: YesOrNo | None = None
