"""Asked of the pitch: whether the person's own is to be looked at, or something else is asked of it."""

import pytest

from coach.understanding import names_pitch, understand


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what do you think of my pitch?", "en"), ("does my pitch sound too salesy", "en"),
        ("read over my one-liner please", "en"), ("look at my pitch, is the claim too big?", "en"),
        ("was hältst du von meinem pitch", "de"), ("klingt mein pitch arrogant?", "de"),
        ("schau mal auf meinen pitch, ist das zu dick aufgetragen?", "de"), ("wie wirkt mein pitch", "de"),
    ],
)  # fmt: skip
def test_the_own_pitch_is_to_be_looked_at(text: str, language: str) -> None:
    """Whatever it is said to be too much of."""
    assert understand(text, language).asked.act == "revise" and names_pitch(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is my pitch the problem?", "en"), ("my pitch went well", "en"), ("how do I open my pitch?", "en"),
        ("which pitch works better", "en"), ("liegt es an meinem pitch?", "de"),
        ("ich hab meinen pitch vergeigt", "de"),
    ],
)  # fmt: skip
def test_what_else_is_asked_of_a_pitch(text: str, language: str) -> None:
    """Whether it is to blame, and how to begin it."""
    assert understand(text, language).asked.act != "revise"
