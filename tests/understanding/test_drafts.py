"""Drafts: a report becomes an entry to confirm, with one question where the message left one open."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.contracts import Ask, DraftEntry, EntryInput, OutcomeInput
from coach.understanding import Reported, draft, reported_activity
from events.words import CHANNELS, REASONS

ENTRY = "01890000-0000-7000-8000-000000000000"


def drafted(text: str) -> DraftEntry:
    """The draft of what `text` reports."""
    reported = reported_activity(text)
    assert reported is not None
    return draft(reported, ENTRY)


def test_the_example() -> None:
    """Most no's about price: all stay unstated, and how many it were is the one question."""
    entry = drafted("Talked to 12 people today, 9 no's, most said too expensive. I feel useless.")
    assert (entry.entry_id, entry.channel, entry.count) == (ENTRY, "call", 12)
    assert entry.outcomes == [OutcomeInput(outcome="soft_no", reason="unstated", count=9)]
    assert entry.label == "12 conversations, 9 no's"
    assert entry.asks == [Ask(reason="price", of=9, text="How many of the nine were about price?")]


@pytest.mark.parametrize(
    ("text", "language", "label", "day"),
    [
        ("yesterday 40 calls, 12 no's", "en", "yesterday: 40 calls, 12 no's", date(2026, 2, 28)),
        ("40 calls today, 12 no's", "en", "40 calls, 12 no's", None),
        ("40 calls, 12 no's", "en", "40 calls, 12 no's", None),
        ("gestern 40 Anrufe, 12 Absagen", "de", "gestern: 40 Anrufe, 12 Absagen", date(2026, 2, 28)),
    ],
)
def test_what_was_done_yesterday_is_of_yesterday(text: str, language: str, label: str, day: date | None) -> None:
    """And the draft says so, across the end of a month as well."""
    reported = reported_activity(text, language)
    assert reported is not None
    entry = draft(reported, ENTRY, language, date(2026, 3, 1))
    assert (entry.label, entry.day) == (label, day)


def test_exact_reasons() -> None:
    """Counted reasons come first, the other no's are unstated, the other calls stay open."""
    entry = drafted("12 calls, 9 no's, 6 about price")
    assert entry.outcomes == [
        OutcomeInput(outcome="soft_no", reason="price", count=6),
        OutcomeInput(outcome="soft_no", reason="unstated", count=3),
    ]
    assert (entry.count, entry.label, entry.asks) == (12, "12 calls, 9 no's", [])


def test_a_hard_no_is_not_confirmed() -> None:
    """Only the person can say that a no is final."""
    entry = drafted("two soft no's, one hard no")
    assert OutcomeInput(outcome="hard_no", count=1, confirmed=False) in entry.outcomes
    assert sum(outcome.count for outcome in entry.outcomes) == entry.count == 3


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("12 calls today, 9 no's", "12 calls, 9 no's"),
        ("knocked on 20 doors, one yes", "20 visits, 1 yes"),
        ("made thirty cold calls, nobody picked up", "30 calls, 30 without an answer"),
        ("8 no's in a row", "8 no's"),
        ("I got a no from my biggest client", "1 no"),
        ("3 meetings, 1 deal, 2 want to think about it", "3 meetings, 2 no's, 1 yes"),
    ],
)
def test_labels(text: str, label: str) -> None:
    """The label says in plain words what would be logged."""
    assert drafted(text).label == label


COUNT = st.none() | st.integers(min_value=0, max_value=900)


@given(
    st.builds(
        Reported,
        channel=st.sampled_from(CHANNELS),
        when=st.just("today"),
        attempts=COUNT,
        conversations=COUNT,
        won=COUNT,
        small_wins=COUNT,
        hard_no=COUNT,
        no_answer=COUNT,
        unreachable=COUNT,
        rejections=COUNT,
        reasons=st.dictionaries(st.sampled_from(REASONS), st.integers(1, 300), max_size=3),
        leading_reason=st.none() | st.sampled_from(REASONS),
    )
)
def test_outcomes_never_exceed_the_count(reported: Reported) -> None:
    """Whatever was reported, the draft is an entry that the journal accepts."""
    entry = draft(reported, ENTRY)
    assert sum(outcome.count for outcome in entry.outcomes) <= entry.count
    assert all(outcome.count >= 1 for outcome in entry.outcomes)
    raw = {"entry_id": entry.entry_id, "channel": entry.channel, "count": entry.count}
    msgspec.convert(raw | {"outcomes": msgspec.to_builtins(entry.outcomes)}, EntryInput)
    assert len(entry.asks) <= 1
