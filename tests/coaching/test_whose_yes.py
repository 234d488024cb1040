"""Whose yes: how somebody was in touch is taken from what was said, and from the journal only where nothing was."""

import pytest

from tests.coaching.test_kept_away import talk


@pytest.mark.parametrize(
    ("texts", "outcome", "channel"),
    [
        (
            ("Sandra Bell emailed me and asks for a new offer.", "we went with 5%, she signed it"),
            "won",
            "email",
        ),
        (("Sandra Bell texted me this morning.", "she signed it on the phone"), "won", "call"),
        (("Sandra Bell signed, she came by at the office",), "won", "in_person"),
        (("Sandra Bell picked up! demo with her on friday",), "progress", "call"),
        (("Sandra Bell hat heute per Mail geschrieben.", "sie hat unterschrieben"), "won", "email"),
        (("Sandra Bell hat unterschrieben, gleich beim Termin",), "won", "meeting"),
        (("Sandra Bell hat zurückgerufen und sie will nächsten Dienstag reden",), "progress", "call"),
    ],
)
def test_the_channel_is_the_one_that_was_told(texts: tuple[str, ...], outcome: str, channel: str) -> None:
    """In the message itself, else in the one before."""
    *_, reply = talk(*texts)
    (entry,) = reply.drafts
    assert entry.prospect and entry.prospect.prospect_id == "bell"
    assert ([part.outcome for part in entry.outcomes], entry.channel) == ([outcome], channel)
