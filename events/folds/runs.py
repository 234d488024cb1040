"""Runs: conversations in a row without a yes, over individually logged conversations only.

A bulk entry has no inner order, so only outcomes with a count of 1 are here. They stand by moment, then in the order
they were recorded; late ones find their place. Functions below read runs from the state.
"""

from datetime import datetime

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import Timeline, milliseconds_of, moment_of
from events.types.outcomes import OutcomeRecorded
from events.words import CONVERSATIONS, OUTCOMES

WINDOW = 500
"""How many conversations before a run say what is usual (DESIGN.md, section 5)."""

_MARKS = {outcome: number for number, outcome in enumerate(OUTCOMES)}
_WON = bytes([_MARKS["won"]])


class RunsState(Struct):
    """Every individually logged conversation; a mark is the place of its outcome among `OUTCOMES`."""

    conversations: Timeline = field(default_factory=Timeline)


class Run(Struct, frozen=True):
    """`length` conversations without a yes, from number `start` (0 is the first ever) on. `since` and `until` are
    the moments of the first and the last of them, in UTC; None in an empty run."""

    start: int
    length: int
    since: datetime | None = None
    until: datetime | None = None


def apply(state: RunsState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, OutcomeRecorded) and event.count == 1 and event.outcome in CONVERSATIONS:
        state.conversations.add(milliseconds_of(recorded.occurred_at), _MARKS[event.outcome])


def current(state: RunsState) -> Run:
    """The run that the person is in now: everything after the last yes."""
    marks = state.conversations.marks
    start = marks.rfind(_WON) + 1
    return _run(state, start, len(marks) - start)


def longest(state: RunsState) -> Run:
    """The longest run ever, the first of them where several are as long."""
    start, best, length = 0, 0, 0
    for stretch in state.conversations.marks.split(_WON):
        if len(stretch) > length:
            best, length = start, len(stretch)
        start += len(stretch) + 1
    return _run(state, best, length)


def before(state: RunsState, run: Run, limit: int = WINDOW) -> list[bool]:
    """Whether each of the last `limit` conversations before a run was won, oldest first; fewer if there were."""
    marks = state.conversations.marks
    return [mark == _WON[0] for mark in marks[max(0, run.start - limit) : run.start]]


def latest(state: RunsState, limit: int = WINDOW) -> list[bool]:
    """Whether each of the last `limit` conversations up to now was won, oldest first; fewer if there were."""
    marks = state.conversations.marks
    return [mark == _WON[0] for mark in marks[max(0, len(marks) - limit) :]]


def _run(state: RunsState, start: int, length: int) -> Run:
    if not length:
        return Run(start, 0)
    first, last = state.conversations.moment(start), state.conversations.moment(start + length - 1)
    return Run(start, length, moment_of(first), moment_of(last))


RUNS = Fold("runs", 2, RunsState, apply, (OutcomeRecorded,))
