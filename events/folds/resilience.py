"""Resilience: how soon after a hard day the person reached out again, and where their reports of mood are sealed.

Imported history is left out: its rows have days, not moments. The fold collects; `view` walks the hard days.
"""

from bisect import bisect_right
from datetime import timedelta

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import Timeline, milliseconds_of
from events.types.mood import MoodReported
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.words import REJECTIONS

HARD = 5
"""So many no's make a day a hard one."""


class NoDay(Struct, array_like=True):
    """The no's of one local day, and the moment of the last one in milliseconds."""

    noes: int
    last: int


class ResilienceState(Struct):
    """Days with a no, by date; the moments of every outreach; where in the stream moods were reported, by moment
    (several of one moment in their order)."""

    days: dict[str, NoDay] = field(default_factory=dict)
    outreach: Timeline = field(default_factory=Timeline)
    moods: dict[int, list[int]] = field(default_factory=dict)


class BounceBack(Struct, frozen=True):
    """One hard day: its date, its no's, and how long it took from the last of them to the next outreach (None: not
    yet). Days off are in that time: it is not a race."""

    day: str
    noes: int
    took: timedelta | None


def apply(state: ResilienceState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, OutreachRecorded):
        if event.batch_id is None:
            state.outreach.add(milliseconds_of(recorded.occurred_at), 0)
    elif isinstance(event, OutcomeRecorded):
        if event.batch_id is None and event.outcome in REJECTIONS:
            at = milliseconds_of(recorded.occurred_at)
            day = state.days.get(recorded.day)
            if day is None:
                day = state.days[recorded.day] = NoDay(0, at)
            day.noes += event.count
            if at > day.last:
                day.last = at
    elif isinstance(event, MoodReported):
        state.moods.setdefault(milliseconds_of(recorded.occurred_at), []).append(recorded.version)


def view(state: ResilienceState) -> list[BounceBack]:
    """The hard days, oldest first, each with its bounce-back."""
    found: list[BounceBack] = []
    outreach = state.outreach.all()
    for date, day in sorted(state.days.items()):
        if day.noes < HARD:
            continue
        # Later by a millisecond at least: the outreach of the no itself often has its moment.
        place = bisect_right(outreach, day.last)
        took = timedelta(milliseconds=outreach[place] - day.last) if place < len(outreach) else None
        found.append(BounceBack(date, day.noes, took))
    return found


def moods(state: ResilienceState) -> list[int]:
    """The stream versions of the reports of mood, in the order of their moments: for the person to open."""
    return [version for _, versions in sorted(state.moods.items()) for version in versions]


RESILIENCE = Fold("resilience", 2, ResilienceState, apply, (OutreachRecorded, OutcomeRecorded, MoodReported))
