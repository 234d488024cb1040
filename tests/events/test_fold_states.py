"""What the folds of a day hold: stats, person, prospects, entries, coaching; and what withdrawal takes out."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.fold_events import MONDAY, called, given_reply, proof, rated, record
from support.folding import folded

from events.envelope import Event
from events.folds.coaching import COACHING, CoachingState
from events.folds.entries import ENTRIES, KEPT, EntriesState
from events.folds.person import PERSON, PersonState
from events.folds.prospects import PROSPECTS, ProspectsState
from events.folds.stats import STATS, StatsState
from events.folds.withdrawal import Withdrawn
from events.types.coaching import CoachingRated, DraftDismissed
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.imports import ImportUndone
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.types.person import PersonRegistered, PersonSettingsChanged
from events.types.prospects import ProspectAdded, ProspectChanged
from events.words import CHANNELS, OUTCOMES, Channel
from events.words import REASONS as WHY

# Stats


outcomes = st.builds(
    OutcomeRecorded,
    entry_id=st.just("entry"),
    outreach_id=st.just("outreach"),
    channel=st.sampled_from(CHANNELS),
    outcome=st.sampled_from(OUTCOMES),
    reason=st.none() | st.sampled_from(WHY),
    count=st.integers(1, 40),
    prospect_id=st.sampled_from([None, "p1", "p2"]),
    amount=st.none() | st.integers(0, 1000).map(float),
)
attempts = st.builds(
    OutreachRecorded, entry_id=st.just("entry"), channel=st.sampled_from(CHANNELS), count=st.integers(1, 40)
)
logged = st.lists(st.tuples(attempts | outcomes, st.dates(date(2026, 1, 1), date(2026, 1, 9))), max_size=40)


@given(logged=logged, chance=st.randoms())
@proof
def test_stats_are_sums_by_day(logged: list[tuple[Event, date]], chance: random.Random) -> None:
    """Of counts, not of rows, in whatever order they come in; days without anything are not there."""
    by_day: dict[str, list[Event]] = {}
    for event, moment in logged:
        by_day.setdefault(moment.isoformat(), []).append(event)
    state: StatsState = folded(STATS, [record(*pair) for pair in chance.sample(logged, len(logged))])
    assert state.days.keys() == by_day.keys()
    for day, events in by_day.items():
        out = [event for event in events if isinstance(event, OutreachRecorded)]
        back = [event for event in events if isinstance(event, OutcomeRecorded)]
        tally: Counter[str] = Counter()
        for event in out:
            tally[event.channel] += event.count
        assert state.days[day].attempts == tally
        assert state.days[day].entries == len(out)
        for outcome in OUTCOMES:
            counted = sum(event.count for event in back if event.outcome == outcome)
            assert state.days[day].outcomes.get(outcome, 0) == counted
        assert state.days[day].amount == sum(event.amount or 0 for event in back)


# Person, prospects, entries, coaching


def test_settings_are_those_of_the_newest_change() -> None:
    """None leaves a setting as it was; the sealed name is where it was last given."""
    register = PersonRegistered(time_zone="Europe/Berlin", working_days=["mon"], language="de")
    state: PersonState = folded(
        PERSON,
        [
            record(register, version=1, sealed=b"name"),
            record(PersonSettingsChanged(language="fr"), version=2),
            record(PersonSettingsChanged(streaks=False), version=3, sealed=b"name"),
            record(PersonSettingsChanged(working_days=["tue"]), version=4),
        ],
    )
    assert state == PersonState(True, "Europe/Berlin", ["tue"], "fr", False, 3)
    assert not PersonState().registered


def test_a_confirmed_hard_no_locks_its_prospect() -> None:
    """Only a confirmed one, and only of a prospect that is named."""

    def no(**fields: Any) -> OutcomeRecorded:
        return OutcomeRecorded(entry_id="e", outreach_id="o", channel="call", outcome="hard_no", **fields)

    state: ProspectsState = folded(
        PROSPECTS,
        [
            record(ProspectAdded(prospect_id="p1", industry="retail", tags=["fair"]), version=1),
            record(ProspectChanged(prospect_id="p1", industry="media"), version=2),
            record(no(prospect_id="p1"), version=3),
            record(no(confirmed=True), version=4),
            record(no(prospect_id="p2", confirmed=True), version=5),
        ],
    )
    assert state.locked == {"p2": 5}
    assert state.prospects["p1"].industry == "media"
    assert state.prospects["p1"].tags == []
    assert state.prospects["p1"].details_version == 2


def test_what_was_logged_about_a_prospect() -> None:
    """Entries are counted, also those without an outcome; the outcome that happened last counts, not the one that
    came in last; of one moment it is the later one."""

    def outcome(kind: Any, prospect: str | None = "p1") -> OutcomeRecorded:
        return OutcomeRecorded(entry_id="e", outreach_id="o", channel="call", outcome=kind, prospect_id=prospect)

    outreach = OutreachRecorded(entry_id="e", channel="call", count=7, prospect_id="p1")
    state: ProspectsState = folded(
        PROSPECTS,
        [
            record(outreach, MONDAY, 1),
            record(outcome("soft_no"), MONDAY, 2),
            record(outcome("progress"), MONDAY, 3),
            record(outreach, MONDAY - timedelta(days=1), 4),
            record(outcome("won"), MONDAY - timedelta(days=1), 5),
            record(called(), MONDAY, 6),
            record(outcome("won", None), MONDAY + timedelta(days=1), 7),
            record(OutreachRecorded(entry_id="f", channel="call", prospect_id="p2"), MONDAY, 8),
        ],
    )
    assert (state.dealings["p1"].entries, state.dealings["p1"].outcome) == (2, "progress")
    assert (state.dealings["p2"].entries, state.dealings["p2"].outcome) == (1, "")
    assert set(state.dealings) == {"p1", "p2"}


def test_the_last_answer_is_kept_with_its_reason() -> None:
    """A later answer without a reason leaves none; an older one that comes in later changes nothing, nor does somebody
    who did not pick up."""

    def told(kind: Any, reason: Any, prospect: str) -> OutcomeRecorded:
        more = {"entry_id": "e", "outreach_id": "o", "channel": "call", "prospect_id": prospect}
        return OutcomeRecorded(outcome=kind, reason=reason, **more)

    state: ProspectsState = folded(
        PROSPECTS,
        [
            record(told("soft_no", "price", "p1"), MONDAY, 1),
            record(told("soft_no", "timing", "p1"), MONDAY - timedelta(days=1), 2),
            record(told("soft_no", "price", "p2"), MONDAY, 3),
            record(told("progress", None, "p2"), MONDAY, 4),
            record(told("hard_no", "price", "p3"), MONDAY, 5),
            record(told("no_answer", None, "p3"), MONDAY + timedelta(days=1), 6),
        ],
    )
    found = {who: (known.outcome, known.answer, known.reason) for who, known in state.dealings.items()}
    assert found == {
        "p1": ("soft_no", "soft_no", "price"),
        "p2": ("progress", "progress", ""),
        "p3": ("no_answer", "hard_no", "price"),
    }


def test_how_a_prospect_was_last_tried() -> None:
    """By when it happened, in whatever order it came in; the last note is that of the newest event that seals one."""

    def tried(prospect_id: str | None, channel: Channel) -> OutreachRecorded:
        return OutreachRecorded(entry_id="entry", channel=channel, prospect_id=prospect_id)

    events = [
        record(tried("p1", "email"), MONDAY, 1, sealed=b"note"),
        record(tried("p1", "meeting"), MONDAY + timedelta(days=2), 2),
        record(tried("p1", "message"), MONDAY + timedelta(days=1), 3, sealed=b"note"),
        record(tried("p1", "other"), MONDAY - timedelta(days=1), 4, sealed=b"note"),
        record(tried("p2", "other"), MONDAY, 5),
        record(tried(None, "call"), MONDAY, 6),
    ]
    for story in (events, events[::-1]):
        state: ProspectsState = folded(PROSPECTS, story)
        assert {name: last.channel for name, last in state.tried.items()} == {"p1": "meeting", "p2": "other"}
        assert state.tried["p1"].noted and state.tried["p1"].noted[1] == 3
        assert state.tried["p2"].noted is None


def test_the_newest_fifty_entries_are_kept() -> None:
    """In the order they were recorded, with their outcomes, and the number that there ever were."""
    events = []
    for number in range(120):
        entry = f"e{number}"
        outcome = OutcomeRecorded(entry_id=entry, outreach_id="o", channel="call", outcome="soft_no", count=number)
        day = MONDAY - timedelta(days=number)  # each one later recorded than happened
        events += [record(called(entry=entry), day, 2 * number + 1), record(outcome, day, 2 * number + 2)]
    state: EntriesState = folded(ENTRIES, events)
    assert KEPT == 50
    assert list(state.recent) == [f"e{number}" for number in range(70, 120)]
    assert state.total == 120
    for number in range(70, 120):
        kept = state.recent[f"e{number}"]
        assert (kept.version, kept.occurred_at[:10]) == (2 * number + 1, str(MONDAY - timedelta(days=number)))
        assert [outcome.count for outcome in kept.outcomes] == [number]
    late = OutcomeRecorded(entry_id="e3", outreach_id="o", channel="call", outcome="won")
    ENTRIES.apply(state, record(late, version=241))
    assert "e3" not in state.recent


def test_a_changed_mind_takes_the_first_rating_back() -> None:
    """A block counts once for each of its cards, however often it is rated."""

    def helpful(*ratings: CoachingRated) -> dict[str, int]:
        state: CoachingState = folded(COACHING, [record(event) for event in (given_reply("r", "A1", "B2"), *ratings)])
        return state.helpful

    assert helpful() == {}
    assert helpful(rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(False, "A1")) == {"A1": -1}
    assert helpful(rated(False, "A1"), rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(False, "A1"), rated(True, "A1")) == {"A1": 1}
    assert helpful(rated(True, "A1"), rated(False, "B2", block=1)) == {"A1": 1, "B2": -1}
    assert helpful(rated(True, "A1", block=0), rated(True, "A1", block=1)) == {"A1": 2}


def test_replies_are_kept_to_the_newest_and_cards_are_counted() -> None:
    """What was shown counts for ever; the replies themselves are in the log."""
    events = [record(given_reply(f"r{number}", "A1", "B2"), version=number + 1) for number in range(90)]
    state: CoachingState = folded(COACHING, [*events, record(DraftDismissed(entry_id="e", reply_id="r1"))])
    assert list(state.replies) == [f"r{number}" for number in range(50, 90)]
    assert state.replies["r89"].version == 90
    assert state.shown == {"A1": 90, "B2": 90}
    assert state.dismissed == {"e": "r1"}


# Withdrawal


def test_what_was_withdrawn_is_covered() -> None:
    """Retracted and replaced entries, and all that came with an undone import; nothing else."""
    withdrawn = Withdrawn()
    assert withdrawn.note(EntryRetracted(entry_id="e1"))
    assert withdrawn.note(EntryCorrected(entry_id="e2", replacement_id="e3"))
    assert withdrawn.note(ImportUndone(batch_id="b1"))
    for again in (EntryRetracted(entry_id="e2"), EntryCorrected(entry_id="e1", replacement_id="e4")):
        assert not withdrawn.note(again)
    assert not withdrawn.note(ImportUndone(batch_id="b1"))
    assert not withdrawn.note(called())

    def outcome(entry: str, batch: str | None = None) -> OutcomeRecorded:
        return OutcomeRecorded(entry_id=entry, outreach_id="o", channel="call", outcome="won", batch_id=batch)

    covered = [called(entry="e1"), called(entry="e2"), outcome("e1"), outcome("e9", "b1")]
    covered_too = [
        OutreachRecorded(entry_id="e9", channel="call", batch_id="b1"),
        ProspectAdded(prospect_id="p", batch_id="b1"),
    ]
    counting = [called(entry="e3"), outcome("e3"), outcome("e9", "b2"), ProspectAdded(prospect_id="e1")]
    assert all(withdrawn.covers(record(event)) for event in (*covered, *covered_too))
    assert not any(withdrawn.covers(record(event)) for event in (*counting, EntryRetracted(entry_id="e1")))
