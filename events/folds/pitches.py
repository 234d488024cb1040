"""Pitches: their versions, and the outcomes that each version met.

An outcome belongs to the version it names, else to the one in use at its moment: the last that was added or chosen
before it. The fold keeps outcomes on a timeline, so a version or an outcome that comes in late finds its place;
`results` reads them. What came before the first version belongs to none.
"""

from collections import Counter

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.folds.timeline import Timeline, milliseconds_of
from events.types.outcomes import OutcomeRecorded
from events.types.pitches import PitchVersionAdded, PitchVersionChosen
from events.words import CONVERSATIONS, OUTCOMES, REASONS, REJECTIONS

_CELLS: tuple[tuple[str, str], ...] = tuple((outcome, reason) for outcome in OUTCOMES for reason in ("", *REASONS))
_MARKS = {cell: mark for mark, cell in enumerate(_CELLS)}
"""One byte for what an outcome was and why: 6 outcomes by 10 reasons (or none) are 60 of the 256 there are."""


class VersionState(Struct):
    """One version: where it was added in the stream (its text is sealed there), when, in milliseconds, and the reply or
    revision that it came from."""

    stream_version: int
    added: int
    source: str
    reply_id: str | None = None


class Change(Struct, array_like=True):
    """From `at` (milliseconds) on, this version is in use. `order` breaks ties: where it stands in the stream."""

    at: int
    order: int
    pitch: str


class PitchesState(Struct):
    """Versions and what named them, by "pitch_id/version"; `changes` in their order; `singles` are outcomes that
    name none, one mark each, and `bulk` those with a count, by moment and mark."""

    versions: dict[str, VersionState] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    named: dict[str, dict[int, int]] = field(default_factory=dict)
    singles: Timeline = field(default_factory=Timeline)
    bulk: dict[int, dict[int, int]] = field(default_factory=dict)


class PitchResult(Struct, frozen=True):
    """What one version met: counts by outcome, and of its no's by reason. `in_use` marks the version of today."""

    pitch_id: str
    version: int
    stream_version: int
    source: str
    in_use: bool
    outcomes: dict[str, int]
    reasons: dict[str, int]
    reply_id: str | None = None

    @property
    def conversations(self) -> int:
        return sum(self.outcomes.get(outcome, 0) for outcome in CONVERSATIONS)


def apply(state: PitchesState, recorded: Occurrence) -> None:
    event = recorded.event
    if isinstance(event, OutcomeRecorded):
        _met(state, recorded, event)
    elif isinstance(event, PitchVersionAdded | PitchVersionChosen):
        at, name = milliseconds_of(recorded.occurred_at), _name(event.pitch_id, event.version)
        if isinstance(event, PitchVersionAdded):
            state.versions[name] = VersionState(recorded.version, at, event.source, event.reply_id)
        state.changes.append(Change(at, recorded.version, name))
        state.changes.sort(key=lambda change: (change.at, change.order))


def _met(state: PitchesState, recorded: Occurrence, event: OutcomeRecorded) -> None:
    reason = event.reason or "unstated" if event.outcome in REJECTIONS else ""
    mark = _MARKS[event.outcome, reason]
    if event.pitch_id is not None and event.pitch_version is not None:
        counts = state.named.setdefault(_name(event.pitch_id, event.pitch_version), {})
    elif event.count == 1:
        state.singles.add(milliseconds_of(recorded.occurred_at), mark)
        return
    else:
        counts = state.bulk.setdefault(milliseconds_of(recorded.occurred_at), {})
    counts[mark] = counts.get(mark, 0) + event.count


def in_use(state: PitchesState) -> tuple[str, int] | None:
    """The pitch and version in use, if there is any that was added."""
    known = [change.pitch for change in state.changes if change.pitch in state.versions]
    return _parts(known[-1]) if known else None


def in_use_since(state: PitchesState) -> int | None:
    """From when on, in milliseconds, the version in use was used last; None where there is none."""
    known = [change for change in state.changes if change.pitch in state.versions]
    since = None
    for change in reversed(known):
        if change.pitch != known[-1].pitch:
            break
        since = change.at
    return since


def is_added(state: PitchesState, pitch_id: str, version: int) -> bool:
    """Whether there is this version of this pitch."""
    return _name(pitch_id, version) in state.versions


def results(state: PitchesState) -> list[PitchResult]:
    """Every version with what it met, by pitch in the order they were added, then by version."""
    met = _counted(state)
    using = in_use(state)
    found = []
    for name, version in sorted(state.versions.items(), key=lambda item: (item[1].added, item[1].stream_version)):
        outcomes: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        for mark, count in met.get(name, {}).items():
            outcome, reason = _CELLS[mark]
            outcomes[outcome] += count
            if reason:
                reasons[reason] += count
        pitch = _parts(name)
        result = PitchResult(
            *pitch,
            stream_version=version.stream_version,
            source=version.source,
            in_use=pitch == using,
            outcomes=dict(outcomes),
            reasons=dict(reasons),
            reply_id=version.reply_id,
        )
        found.append(result)
    return found


def _counted(state: PitchesState) -> dict[str, Counter[int]]:
    """Counts by mark for each version: of what named it, and of what came while it was in use."""
    met: dict[str, Counter[int]] = {name: Counter(marks) for name, marks in state.named.items()}
    changes = [change for change in state.changes if change.pitch in state.versions]
    for place, change in enumerate(changes):
        end = changes[place + 1].at if place + 1 < len(changes) else None
        counts = met.setdefault(change.pitch, Counter())
        singles = state.singles
        last = len(singles) if end is None else singles.from_(end)
        counts.update(singles.marks[singles.from_(change.at) : last])
        for moment, marks in state.bulk.items():
            if change.at <= moment and (end is None or moment < end):
                counts.update(marks)
    return met


def _name(pitch_id: str, version: int) -> str:
    return f"{pitch_id}/{version}"


def _parts(name: str) -> tuple[str, int]:
    pitch_id, _, version = name.rpartition("/")
    return pitch_id, int(version)


PITCHES = Fold("pitches", 3, PitchesState, apply, (OutcomeRecorded, PitchVersionAdded, PitchVersionChosen))
