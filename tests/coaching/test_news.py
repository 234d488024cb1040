"""News of a prospect: whose final no, yes, no or step forward a message tells."""

import pytest
from support.called import KNOWN, LOU

from coach.coaching.news import news_in, tells_final


@pytest.mark.parametrize(
    ("text", "last", "news"),
    [
        ("Lou Fisk went with a competitor", "", {"soft_no": LOU}),
        ("Lou Fisk wants to talk in January", "", {"soft_no": LOU}),
        ("Lou Fisk: take us off your list", "", {"hard_no": LOU}),
        ("Lou Fisk: you are the fourth one this week", "", {}),
        ("Lou Fisk: never call again?", "", {}),
        ("Lou Fisk: I will never call again", "", {}),
        ("Dana: take us off your list", "", {}),
        ("Lou Fisk: lovely chat", "", {}),
        ("he signed", "Lou Fisk has the offer", {"won": LOU}),
        ("he signed", "a quiet day", {}),
    ],
)
def test_what_is_told_of_whom(text: str, last: str, news: dict[str, str]) -> None:
    """By name, in front of what they said, or in the message before. A question and one's own words are no news, nor
    is what is told of one of several."""
    assert news_in(text, last, KNOWN, "en") == news


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("Lou Fisk: take us off your list", True),
        ("they said never contact us again", True),
        ("Lou Fisk: lovely chat", False),
        ("take care", False),
    ],
)
def test_a_final_no_is_heard_whoever_gave_it(text: str, final: bool) -> None:
    """Also behind a name in front of it."""
    assert tells_final(text, "en") is final
