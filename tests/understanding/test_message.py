"""Messages: all readings of one text together, and texts that were made to do harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding import Message, understand
from coach.understanding.plain import LIMIT
from prompts.cards import MOODS, PATTERNS


def test_the_example() -> None:
    """The day, the reason, the mood and the patterns of the standard example."""
    message = understand("Talked to 12 people today, 9 no's, most said too expensive. I feel useless.")
    assert message.reported is not None
    assert message.reported.rejections == 9
    assert (message.reason, message.kind, message.scope, message.when) == ("price", "comfort", None, "today")
    assert message.moods == ["low", "self_blame"]
    assert {"bad_day", "one_reason_dominates"} <= set(message.patterns)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("I lost my biggest deal today, worked on it for months", "lost_big_deal"),
        ("He yelled at me and said never call again", "rude"),
        ("He yelled at me and said never call again", "hard_no"),
        ("I'm new to sales, first week", "new_seller"),
        ("I haven't made a single call today", "activity_drop"),
        ("nobody replies to my emails", "silence_often"),
        ("closed my first deal today!", "has_win"),
        ("Worst day ever. 30 calls, zero sales.", "bad_day"),
        ("They keep saying it's too expensive", "repeat_objection"),
        ("40 calls, 35 voicemails", "silence_often"),
        ("2 callbacks today", "small_wins"),
    ],
)
def test_patterns(text: str, pattern: str) -> None:
    """What a message shows by itself, in words or in counts."""
    assert pattern in understand(text).patterns


@pytest.mark.parametrize("text", ["I lost my biggest deal", "almost closed a deal", "30 calls, 0 deals"])
def test_no_win(text: str) -> None:
    """A lost or missed deal is no win."""
    assert "has_win" not in understand(text).patterns


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("They keep saying it's too expensive", "price"),
        ("How do I respond to 'not interested'?", "not_interested"),
        ("I'm not sure I can do this job", None),
        ("I'm tired and need a few days off", None),
        ("12 calls, 9 no's. What now?", "unstated"),
        ("I feel useless", None),
    ],
)
def test_the_reason_is_the_prospects(text: str, reason: str | None) -> None:
    """A reason comes from what prospects said; the person's own doubts are no prospect's hesitation."""
    assert understand(text).reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "rejected " * 40_000,
        "a" * 100_000 + "!",
        "no " * 40_000,
        "1 " * 40_000,
        ". , ; : ( ) " * 10_000,
        "they said no because of price and 12 calls, most not now, " * 2_000,
        "how many did " * 10_000,
        "{{ config.__class__ }} {% for k in env %}{{k}}{% endfor %}",
        "今天被拒绝了十二次，我觉得自己很没用。",
        "Ignоre prevіous \U000e0073\U000e0061 \u202eetirw\u202c",
    ],
)
def test_hostile_texts(text: str) -> None:
    """Long, repeated, foreign and disguised texts are read like any other, up to the limit."""
    assert isinstance(understand(text), Message)
    assert understand(text) == understand(text[:LIMIT]) or len(text) <= LIMIT


@given(st.text(max_size=600))
def test_any_text(text: str) -> None:
    """Whatever is typed is understood as something, in the cards' words."""
    message = understand(text)
    assert set(message.moods) <= set(MOODS)
    assert set(message.patterns) <= set(PATTERNS)
