"""Reports as tired people type them: what a careful reader would draft is drafted, and nothing more."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from coach.understanding import draft, language_of, reported_activity

ENTRY = "01890000-0000-7000-8000-000000000000"


class Row(Struct):
    """A message and the draft of it, empty where it reports nothing.

    `before`: written before the rules for such messages. `open`: the draft says less, or something else, so far.
    """

    text: str
    before: bool
    draft: dict[str, Any]
    open: bool = False


ROWS = [
    msgspec.json.decode(line, type=Row)
    for line in (Path(__file__).parent / "reports.jsonl").read_text("utf-8").splitlines()
]


def drafted(text: str) -> dict[str, Any]:
    """The draft of `text` on one line: what, how many, how many of each outcome or reason, what it asks, when."""
    language = language_of(text)
    reported = reported_activity(text, language)
    if reported is None:
        return {}
    entry = draft(reported, ENTRY, language)
    found: dict[str, Any] = {"count": entry.count, "channel": entry.channel}
    for outcome in entry.outcomes:
        name = str(outcome.reason if outcome.outcome == "soft_no" else outcome.outcome)
        found[name] = found.get(name, 0) + outcome.count
    if entry.asks:
        found["asks"] = entry.asks[0].reason
    return found if reported.when == "unspecified" else found | {"when": reported.when}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[:60])
def test_drafts(row: Row, request: pytest.FixtureRequest) -> None:
    """Parts of a count, scores, fractions and short forms are read; plans, prices and others' numbers are not."""
    if row.open:
        request.applymarker(pytest.mark.xfail(strict=True, reason="read less well than a careful reader"))
    assert drafted(row.text) == row.draft


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("15 calls, 15 no's, 9 voicemails", {"count": 15, "channel": "call", "unstated": 15}),
        ("40 dials, 10 conversations, 6 no's, 4 hung up", {"count": 40, "channel": "call", "unstated": 10}),
        ("40 dials, 10 conversations, 6 no's, 3 hung up", {"count": 40, "channel": "call", "unstated": 6}),
    ],
)
def test_a_draft_has_room_for_its_outcomes(text: str, draft: dict[str, Any]) -> None:
    """What the attempts have no room for is left out, and ways of a no are added only where they complete the whole."""
    assert drafted(text) == draft


@given(st.lists(st.sampled_from([row.text for row in ROWS]), max_size=4).map(", ".join))
def test_counts_agree(text: str) -> None:
    """However reports are mixed: reasons fit into no's, outcomes into attempts, and nothing is negative."""
    reported = reported_activity(text, language_of(text))
    if reported is None:
        return
    good = (reported.won, reported.small_wins)
    outcomes = [count or 0 for count in (reported.rejections, *good, reported.no_answer, reported.unreachable)]
    assert min(outcomes) >= 0
    assert sum(reported.reasons.values()) + (reported.hard_no or 0) <= (reported.rejections or 0)
    assert reported.attempts is None or reported.attempts >= sum(outcomes)
