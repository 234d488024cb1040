"""Wins: the latest yeses and steps forward, whatever order they come in."""

import random

from hypothesis import given
from hypothesis import strategies as st
from support.folding import canonical, folded, met, on, proof, record, snapshot

from events.folds.wins import KEPT, WINS, WinsState

stories = st.lists(
    st.tuples(st.sampled_from(["won", "progress", "soft_no", "no_answer"]), st.integers(0, 30)), max_size=40
)


def test_only_wins_are_kept() -> None:
    """A no is counted elsewhere; a bulk of steps forward is one win with its count."""
    events = [met("soft_no"), met("progress", count=3), met("won", prospect_id="p"), met("no_answer")]
    state: WinsState = folded(WINS, [record(event, on(day), day + 1) for day, event in enumerate(events)])
    assert [(one.outcome, one.count, one.day, one.prospect_id) for one in state.latest] == [
        ("progress", 3, "2026-01-06", None),
        ("won", 1, "2026-01-07", "p"),
    ]


@given(story=stories, chance=st.randoms())
@proof
def test_the_latest_are_kept_in_any_order(story: list[tuple[str, int]], chance: random.Random) -> None:
    """The last twelve by their moment, also when they come in late, and after a snapshot half-way."""
    stream = [record(met(outcome), on(day), number) for number, (outcome, day) in enumerate(story, 1)]
    wins = [(day, n) for n, (outcome, day) in enumerate(story, 1) if outcome in ("won", "progress")]
    state: WinsState = folded(WINS, stream)
    assert [one.version for one in state.latest] == [n for _, n in sorted(wins)][-KEPT:]
    mixed = chance.sample(stream, len(stream))
    half = snapshot(folded(WINS, mixed[: len(mixed) // 2]))
    for recorded in mixed[len(mixed) // 2 :]:
        WINS.apply(half, recorded)
    assert canonical(half) == canonical(state)
