"""What prospects are called, and whom of them a text names."""

import pytest
from support.called import KNOWN, LOU, somebody

from coach.coaching.called import called_so, named_in_message


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Lou Fisk hung up", {LOU}),
        ("lou hung up", {LOU}),
        ("Fisk's assistant hung up", {LOU}),
        ("Brixton Tools hung up", {LOU}),
        ("Brixton hung up", {LOU}),
        ("tools are expensive", set()),
        ("Dana hung up", {"dana", "other"}),
        ("Dana Moore hung up", {"other"}),
        ("Dana, then Lou", {"dana", "other", LOU}),
        ("I will call on Friday", set()),
        ("Will Mark hung up", {"will"}),
        ("so I rang Dana Moore", {"other"}),
        ("a quiet day", set()),
    ],
)
def test_whom_a_text_names(text: str, who: set[str]) -> None:
    """By the whole name or a part of it, the longest first; a part that is an everyday word names nobody."""
    assert named_in_message(text, KNOWN, "en") == who


def test_what_is_a_name() -> None:
    """Contact and company whole, each part of a contact of three letters, the first of a company of four."""
    known = called_so([somebody("p", "Al Bo Ray", "Orb Works"), somebody("q", "Zoe", "Kern Metals")])
    assert known.names.keys() == {
        ("al", "bo", "ray"),
        ("orb", "works"),
        ("ray",),
        ("zoe",),
        ("kern", "metals"),
        ("kern",),
    }
    assert known.whole == {("al", "bo", "ray"), ("orb", "works"), ("kern", "metals")}
