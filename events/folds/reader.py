"""Reading state: every fold's state of a person, kept in a bounded cache and caught up from the log by version.

Any process reads its own writes, because catching up asks the log. After a withdrawal (retraction, correction, undone
import) of something already folded, the person's stream is folded again without it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any
from weakref import WeakValueDictionary

import msgspec
from msgspec import Struct, field

from events.envelope import Event, Occurrence, UnknownEvent
from events.folds.coaching import COACHING, CoachingState
from events.folds.entries import ENTRIES, EntriesState
from events.folds.fold import Fold
from events.folds.follow_ups import FOLLOW_UPS, FollowUpsState
from events.folds.goals import GOALS, GoalsState
from events.folds.imports import IMPORTS, ImportsState
from events.folds.person import PERSON, PersonState
from events.folds.pitches import PITCHES, PitchesState
from events.folds.plans import PLANS, PlansState
from events.folds.practice import PRACTICE, PracticeState
from events.folds.prospects import PROSPECTS, ProspectsState
from events.folds.reasons import REASONS, ReasonsState
from events.folds.resilience import RESILIENCE, ResilienceState
from events.folds.runs import RUNS, RunsState
from events.folds.snapshots import Snapshot, Snapshots, pack, unpack
from events.folds.stats import STATS, StatsState
from events.folds.streaks import STREAKS, StreaksState
from events.folds.wins import WINS, WinsState
from events.folds.withdrawal import WITHDRAWALS, Withdrawn
from events.log import Log

FOLDS: tuple[Fold, ...] = (
    PERSON,
    PROSPECTS,
    STATS,
    REASONS,
    STREAKS,
    ENTRIES,
    IMPORTS,
    COACHING,
    RUNS,
    FOLLOW_UPS,
    PITCHES,
    GOALS,
    RESILIENCE,
    PLANS,
    PRACTICE,
    WINS,
)
"""A new fold is a module beside this one, a line here and a property of `States`."""


WORTH_KEEPING = 500
"""Events folded since the last snapshot that make a new one worth its writing."""


class States(Struct):
    """All folded state of one person as of `version`. `unknown` counts events of types this program lacks.

    `journal_version` changes with every event that anything but the coaching fold takes in. What was worked out of the
    other folds may be kept in `worked_out` until then, with what it was true for; it goes when the states go.
    """

    version: int = 0
    by_fold: dict[str, Any] = field(default_factory=lambda: {fold.name: fold.initial() for fold in FOLDS})
    withdrawn: Withdrawn = field(default_factory=Withdrawn)
    unknown: dict[str, int] = field(default_factory=dict)
    journal_version: int = 0
    worked_out: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def person(self) -> PersonState:
        return self.by_fold["person"]  # type: ignore[no-any-return]

    @property
    def prospects(self) -> ProspectsState:
        return self.by_fold["prospects"]  # type: ignore[no-any-return]

    @property
    def stats(self) -> StatsState:
        return self.by_fold["stats"]  # type: ignore[no-any-return]

    @property
    def reasons(self) -> ReasonsState:
        return self.by_fold["reasons"]  # type: ignore[no-any-return]

    @property
    def streaks(self) -> StreaksState:
        return self.by_fold["streaks"]  # type: ignore[no-any-return]

    @property
    def entries(self) -> EntriesState:
        return self.by_fold["entries"]  # type: ignore[no-any-return]

    @property
    def imports(self) -> ImportsState:
        return self.by_fold["imports"]  # type: ignore[no-any-return]

    @property
    def coaching(self) -> CoachingState:
        return self.by_fold["coaching"]  # type: ignore[no-any-return]

    @property
    def runs(self) -> RunsState:
        return self.by_fold["runs"]  # type: ignore[no-any-return]

    @property
    def follow_ups(self) -> FollowUpsState:
        return self.by_fold["follow_ups"]  # type: ignore[no-any-return]

    @property
    def pitches(self) -> PitchesState:
        return self.by_fold["pitches"]  # type: ignore[no-any-return]

    @property
    def goals(self) -> GoalsState:
        return self.by_fold["goals"]  # type: ignore[no-any-return]

    @property
    def resilience(self) -> ResilienceState:
        return self.by_fold["resilience"]  # type: ignore[no-any-return]

    @property
    def plans(self) -> PlansState:
        return self.by_fold["plans"]  # type: ignore[no-any-return]

    @property
    def practice(self) -> PracticeState:
        return self.by_fold["practice"]  # type: ignore[no-any-return]

    @property
    def wins(self) -> WinsState:
        return self.by_fold["wins"]  # type: ignore[no-any-return]

    def canonical(self) -> bytes:
        """The folded state as bytes: equal for equal state, so two folds can be compared."""
        folded = (self.version, self.by_fold, self.withdrawn, self.unknown)
        return msgspec.json.encode(msgspec.to_builtins(folded, str_keys=True, order="sorted"))


def fold_into(states: States, events: Sequence[Occurrence], folds: Sequence[Fold] | None = None) -> bool:
    """Fold events into the states, in place. False when a withdrawal among them asks for folding from the start."""
    sound, withdrawn = True, states.withdrawn
    some_withdrawn = bool(withdrawn.entries or withdrawn.batches)
    steps: dict[type[Event], list[tuple[Callable[[Any, Occurrence], None], Any]]] = {}
    for recorded in events:
        kind = type(recorded.event)
        if kind in WITHDRAWALS:
            sound &= not withdrawn.note(recorded.event)
            some_withdrawn = True
        if some_withdrawn and withdrawn.covers(recorded):
            continue
        concerned = steps.get(kind)
        if concerned is None:
            concerned = steps[kind] = _concerned(kind, states, folds or FOLDS)
        for apply, state in concerned:
            apply(state, recorded)
    if events:
        states.version = events[-1].version
        if any(concerns_journal(kind) for kind in steps):
            states.journal_version = states.version
    return sound


@cache
def concerns_journal(kind: type[Event]) -> bool:
    """Whether a kind of event changes more than what the coach remembers of its own replies."""
    return any(issubclass(kind, fold.applies) for fold in FOLDS if fold is not COACHING)


def _concerned(
    kind: type[Event], states: States, folds: Sequence[Fold]
) -> list[tuple[Callable[[Any, Occurrence], None], Any]]:
    """What a kind of event goes to: each fold that it may change, with that fold's state."""
    if kind is UnknownEvent:
        return [(_count_unknown, states.unknown)]
    return [(fold.apply, states.by_fold[fold.name]) for fold in folds if issubclass(kind, fold.applies)]


def _count_unknown(unknown: dict[str, int], recorded: Occurrence) -> None:
    assert isinstance(recorded.event, UnknownEvent)
    name = recorded.event.stored_type
    unknown[name] = unknown.get(name, 0) + 1


class Reader:
    """States of people, from a bounded cache. Returned states are shared: read them, do not change them."""

    def __init__(self, log: Log, capacity: int = 64, snapshots: Snapshots | None = None) -> None:
        self._log = log
        self._snapshots = snapshots
        self._capacity = capacity
        self._cache: OrderedDict[str, States] = OrderedDict()
        # Weak: a lock stays as long as somebody holds or awaits it, not for every person who was ever read.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def states(self, person_id: str) -> States:
        """The person's states as of now."""
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        async with lock:
            # Taken out while it changes: a reader that is cancelled half-way leaves nothing half-folded behind.
            states = self._cache.pop(person_id, None) or await self._start(person_id)
            began = states.version
            while not await self._catch_up(person_id, states):  # again: a withdrawal may come in meanwhile
                states, began = States(withdrawn=states.withdrawn), 0
            if states.version - began >= WORTH_KEEPING:
                await self._keep(person_id, states)
            self._cache[person_id] = states
            if len(self._cache) > self._capacity:
                self._cache.popitem(last=False)
            return states

    async def rebuild(self, person_id: str, progress: Callable[[int], None] = lambda events: None) -> bool:
        """Fold a person's whole stream again, and keep that. False if it differs from what was being served.

        `progress` is told how many events were folded so far.
        """
        served = await self.states(person_id)
        before = served.canonical() if served.version == await self._log.head(person_id) else None
        states = States(withdrawn=served.withdrawn)
        async for page in self._log.occurrences(person_id):
            fold_into(states, [occurrence for occurrence in page if occurrence.version <= served.version])
            progress(states.version)
        self._cache.pop(person_id, None)
        await self._keep(person_id, states)
        return before is None or states.canonical() == before

    async def _start(self, person_id: str) -> States:
        """The states that a snapshot holds, if it is of this very journal and of these folds; else none."""
        snapshot = await self._snapshots.load(person_id) if self._snapshots else None
        found = unpack(FOLDS, snapshot.states) if snapshot else None
        if snapshot is None or found is None:
            return States()
        row = (await self._log.at(person_id, [snapshot.version])).get(snapshot.version)
        if row is None or row.hash != snapshot.hash:
            return States()
        frame, by_fold = found
        return States(frame.version, by_fold, frame.withdrawn, frame.unknown, journal_version=frame.version)

    async def _keep(self, person_id: str, states: States) -> None:
        if self._snapshots is None or not states.version:
            return
        row = (await self._log.at(person_id, [states.version]))[states.version]
        packed = pack(FOLDS, states.version, states.withdrawn, states.unknown, states.by_fold)
        await self._snapshots.keep(person_id, Snapshot(states.version, row.hash, packed))

    async def _catch_up(self, person_id: str, states: States) -> bool:
        sound = True
        async for page in self._log.occurrences(person_id, after=states.version):
            sound &= fold_into(states, page)
            await asyncio.sleep(0)
        return sound
