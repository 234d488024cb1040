"""Signs: which spans stand together, how far trade talk reaches, and whom a thought is about."""

import pytest

from coach.safety.lexicon import SignData
from coach.safety.signs import Span, _kind, _sentences, _together, signs_in


def together(*found: list[Span], within: int = 10) -> list[Span]:
    names = [chr(ord("a") + at) for at in range(len(found))]
    data = SignData(name="s", all=names, within=within, weight=2, none=[])
    return list(_together(data, dict(zip(names, found, strict=True))))


@pytest.mark.parametrize(
    ("other", "stretch"),
    [
        ((10, 12), [(0, 12)]),
        ((15, 17), [(0, 17)]),
        ((16, 18), []),
        ((5, 7), [(0, 7)]),
        ((4, 7), []),
    ],
)
def test_a_sign_needs_its_ideas_near_each_other(other: Span, stretch: list[Span]) -> None:
    """Ten characters between them are near enough, and none; eleven are not, and words of one idea are not two."""
    assert together([(0, 5)], [other]) == stretch


@pytest.mark.parametrize("first", [(20, 25), (40, 45)])
def test_the_nearest_on_either_side_is_taken(first: Span) -> None:
    assert together([first], [(0, 2), (30, 35), (99, 100)]) == [(min(30, first[0]), max(35, first[1]))]


def test_no_span_is_used_for_two_ideas() -> None:
    """What stands for the second idea is not the third as well; another one is."""
    assert together([(0, 5)], [(6, 8)], [(6, 8)]) == []
    assert together([(0, 5)], [(6, 8)], [(6, 8), (9, 11)]) == [(0, 11)]
    assert together([(10, 15)], [(6, 8)], [(6, 8), (16, 18)]) == [(6, 18)]


def test_near_is_near_on_both_sides() -> None:
    """Words that touch are apart and near; a gap counts the same before as after."""
    assert together([(5, 7)], [(0, 5)], within=0) == [(0, 7)]
    assert together([(0, 5)], [(5, 7)], within=0) == [(0, 7)]
    assert together([(15, 17)], [(0, 5)]) == [(0, 17)]
    assert together([(16, 18)], [(0, 5)]) == []


def test_every_place_that_holds_them_is_looked_at() -> None:
    """Trade talk beside the first may explain that one away and not the second."""
    assert together([(50, 55), (0, 5)], [(6, 8), (56, 58)]) == [(0, 8), (50, 58)]


def test_trade_talk_reaches_to_the_ends_of_the_sentence() -> None:
    text = "one ¤ two three ¤ four"
    assert _sentences(text, 6, 9) == (4, 16)
    assert _sentences(text, 0, 3) == (-1, 4)
    assert _sentences(text, 18, 22) == (16, len(text))
    assert _sentences("¤ one", 2, 5) == (0, 5)
    assert _sentences("one ¤", 0, 3) == (-1, 4)
    assert _sentences("one¤", 0, 3) == (-1, 3)
    assert _sentences("¤", 0, 0) == (-1, 0)


@pytest.mark.parametrize(
    ("text", "about", "kind"),
    [
        ("he gave his dog away", "gave", "third_party"),
        ("he gave the dog away", "gave", "third_party"),
        ("i gave my dog away", "gave", "self"),
        ("he asked and i gave my dog away", "gave", "self"),
        ("gave the dog away", "gave", "self"),
        ("he said no ¤ gave the dog away", "gave", "self"),
        ("i am fine ¤ he gave his dog away", "gave", "third_party"),
    ],
)
def test_whom_the_thought_is_about(text: str, about: str, kind: str) -> None:
    """The sentence of the sign decides, not the one before it."""
    assert _kind(text, text.index(about), "en") == kind


def test_only_words_of_a_language_that_the_text_may_be_in() -> None:
    """A borrowed phrase in a Dutch sentence about a lease is no English sign."""
    lease = "de opzegtermijn van dat leasecontract is verstreken, kan ik nog iets onderhandelen"
    assert signs_in(["no way out"])
    assert not signs_in([f"no way out: {lease}"])
