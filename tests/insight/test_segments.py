"""Segments: no's by what the prospects are, with the distinct prospects behind each count."""

import random
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st
from support.folding import MONDAY, called, met, on, proof, record

from coach.insight.numbers import Period
from coach.insight.segments import Cut, Noes, Segment, noes, noes_by_segment
from events.envelope import Event, Recorded
from events.folds.reader import States, fold_into
from events.types.outcomes import OutcomeRecorded
from events.types.prospects import ProspectAdded, ProspectChanged
from events.words import CHANNELS, OUTCOMES, REASONS, REJECTIONS


def states(*events: tuple[Event, int] | Event) -> States:
    """What these events make, each on the day beside it, else on the Monday."""
    return _folded([record(*_dated(one), version) for version, one in enumerate(events, 1)])


def _dated(one: tuple[Event, int] | Event) -> tuple[Event, Any]:
    return (one[0], on(one[1])) if isinstance(one, tuple) else (one, on(0))


def _folded(stream: list[Recorded]) -> States:
    found = States()
    fold_into(found, stream)
    return found


def no(prospect: str | None = None, reason: str = "price", **fields: Any) -> OutcomeRecorded:
    return met("soft_no", reason=reason, prospect_id=prospect, **fields)


SHOPS = ProspectAdded(prospect_id="p1", industry="retail", role="owner", tags=["fair", "warm"])
PRESS = ProspectAdded(prospect_id="p2", industry="media")


def test_no_number_hides_how_many_said_it() -> None:
    """Ten no's of one prospect are ten of one; nobody in particular is nobody."""
    found = states(SHOPS, PRESS, no("p1", count=10), no("p2", "timing"), no("p1", "timing"), no(count=4))
    assert noes(found) == {"price": Noes(14, 1), "timing": Noes(2, 2)}
    assert noes(states(SHOPS, called(40), met("won", prospect_id="p1"))) == {}


def test_firmness_and_channel_cut_the_same_no_s() -> None:
    """A final no is one of its own, and so is every channel."""
    found = states(no("p1"), no("p1", channel="email"), met("hard_no", reason="fit", prospect_id="p2", channel="email"))
    assert noes(found, "firmness") == {"soft_no": Noes(2, 1), "hard_no": Noes(1, 1)}
    assert noes(found, "channel") == {"call": Noes(1, 1), "email": Noes(2, 2)}


def test_a_segment_tells_its_reasons() -> None:
    """By the prospects as they are now; those without a value, and nobody in particular, are under ""."""
    found = states(SHOPS, PRESS, no("p1"), no("p2", "fit"), no("p3"), no(count=5))
    assert noes_by_segment(found, "industry") == {
        "retail": {"price": Noes(1, 1)},
        "media": {"fit": Noes(1, 1)},
        "": {"price": Noes(6, 1)},
    }
    moved = states(SHOPS, no("p1"), ProspectChanged(prospect_id="p1", industry="media"))
    assert noes_by_segment(moved, "industry") == {"media": {"price": Noes(1, 1)}}
    assert noes_by_segment(moved, "role") == {"": {"price": Noes(1, 1)}}


def test_every_tag_of_a_prospect_has_their_no_s() -> None:
    """So tags together may have more than all."""
    found = noes_by_segment(states(SHOPS, no("p1", count=3)), "tag")
    assert found == {"fair": {"price": Noes(3, 1)}, "warm": {"price": Noes(3, 1)}}


def test_a_period_holds_its_own_days() -> None:
    """Both of its ends are in it."""
    found = states(SHOPS, *((no("p1"), day) for day in range(5)))
    middle = Period(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))
    assert noes(found, period=middle) == {"price": Noes(3, 1)}
    assert noes_by_segment(found, "industry", period=middle) == {"retail": {"price": Noes(3, 1)}}
    assert noes_by_segment(found, "industry", period=Period(until=date(2025, 12, 31))) == {}


IDS = ["p1", "p2", "p3", "p4"]
words = st.sampled_from(["", "a", "b"])
outcomes = st.builds(
    met,
    st.sampled_from(OUTCOMES),
    channel=st.sampled_from(CHANNELS),
    reason=st.none() | st.sampled_from(REASONS),
    count=st.integers(1, 9),
    prospect_id=st.sampled_from([None, *IDS]),
)
prospects = st.lists(
    st.builds(
        ProspectAdded,
        prospect_id=st.sampled_from(IDS),
        industry=words,
        company_size=words,
        role=words,
        tags=st.lists(st.sampled_from(["x", "y"]), unique=True),
    ),
    unique_by=lambda prospect: prospect.prospect_id,
)


@given(
    segment=st.sampled_from(get_args(Segment)),
    cut=st.sampled_from(get_args(Cut)),
    known=prospects,
    story=st.lists(st.tuples(outcomes, st.integers(0, 9)), max_size=25),
    bounds=st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)),
    chance=st.randoms(),
)
@proof
def test_counts_agree_with_a_walk_through_the_story(
    segment: Segment,
    cut: Cut,
    known: list[ProspectAdded],
    story: list[tuple[OutcomeRecorded, int]],
    bounds: tuple[int | None, int | None],
    chance: random.Random,
) -> None:
    """And with the cells of the fold: values sum up to all no's, in whatever order the events come in."""
    since, until = (None if bound is None else MONDAY + timedelta(days=bound) for bound in bounds)
    period = Period(since, until)
    stream = [record(*_dated(one), number) for number, one in enumerate([*known, *story], 1)]
    found = _folded(stream)
    by_value = noes_by_segment(found, segment, cut, period)
    assert by_value == noes_by_segment(_folded(chance.sample(stream, len(stream))), segment, cut, period)

    about = {prospect.prospect_id: prospect for prospect in known}
    said: dict[tuple[str, str], list[tuple[int, str | None]]] = {}
    for event, number in story:
        if event.outcome not in REJECTIONS or not period.holds(on(number).date().isoformat()):
            continue
        part = {"reason": event.reason or "unstated", "firmness": event.outcome, "channel": event.channel}[cut]
        prospect = about.get(event.prospect_id or "")
        values = [""] if prospect is None else prospect.tags or [""]
        if segment != "tag":
            values = [getattr(prospect, segment, "")]
        for value in values:
            said.setdefault((value, part), []).append((event.count, event.prospect_id))
    expected = {
        key: Noes(sum(count for count, _ in rows), len({who for _, who in rows if who})) for key, rows in said.items()
    }
    assert {(value, part): n for value, parts in by_value.items() for part, n in parts.items()} == expected
    total = sum(n.count for n in noes(found, cut, period).values())
    cells = (sum(cells.values()) for day, cells in found.reasons.days.items() if period.holds(day))
    assert total == sum(cells)
    assert segment == "tag" or total == sum(n.count for parts in by_value.values() for n in parts.values())
