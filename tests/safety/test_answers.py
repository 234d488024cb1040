"""Answers to the question of the gate: what is a no, what is a yes or leaves it open, and what is more than either."""

import pytest

from coach.safety import affirms, assess, denies, may_affirm, said_behind_no


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No.", "NO!!", "no, nothing like that", "nah", "God no", "Nein, keine Sorge.", "nee, alles gut"),
        *("Non, pas du tout", "não", "No, figurati!", "nee hoor", "no thanks", "I won't do anything, just tired"),
        *("ne, ich tu mir nichts an. bin nur müde", "yeah no, nothing like that"),
    ],
)
def test_a_no_is_one_in_seven_languages(text: str) -> None:
    assert denies(text) and not affirms(text)
    assert assess(text).level < 2


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "yes", "no, but I would not mind if it ended", "no idea", "no answer again", "not today", "no more"),
        *("nein, aber manchmal schon", "never again", "I don't know", "12 calls, 9 no's", "thanks", "danke", "ok"),
    ],
)
def test_whoever_says_more_has_not_denied_it(text: str) -> None:
    assert not denies(text)


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("no, just tired. 2 applications went out", "2 applications went out"),
        ("ne ich tu mir nix an, bin nur müde. hab morgen das Gespräch", "hab morgen das Gespräch"),
        ("No. What do I say to Joan?", "What do I say to Joan?"),
        ("no answer again", None),
        ("nothing", None),
    ],
)
def test_what_stands_behind_a_no(text: str, behind: str | None) -> None:
    assert said_behind_no(text) == behind


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "Yes.", "yeah sometimes", "a little, yes", "maybe", "sometimes at night", "not today", "not really"),
        *("I don't know", "idk", "kind of tbh", "no, but sometimes", "no. maybe tomorrow", "ja", "ja, manchmal schon"),
        *("weiß nicht", "nein, aber manchmal schon", "noch nicht", "sí", "a veces", "oui", "parfois", "je ne sais pas"),
        *(
            "maybe in the spring",
            "don’t know",
            "sim",
            "às vezes",
            "sì, forse",
            "non lo so",
            "ja, soms",
            "ik weet het niet",
            "both",
        ),
    ],
)
def test_a_yes_and_what_leaves_it_open(text: str) -> None:
    """In seven languages: neither is a no."""
    assert affirms(text) and not denies(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "ok", "12 calls, 9 no's", "no", "no idea", "I am tired", "what do I say to Joan?", "thanks"),
        *(
            "schon 3 Termine gemacht",
            "maybe twelve calls tomorrow morning",
            "Joan said yes",
            "so what now",
            "and then?",
            "yes I called all twelve of them and nobody was there",
        ),
    ],
)
def test_no_answer_at_all(text: str) -> None:
    assert not affirms(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "yes call him",
            "yes well I think about it but the kids need me",
            "maybe call him again",
            "no, maybe call him",
        ),
        *(
            "ja ruf ich an",
            "vielleicht 12 Anrufe",
            "oui appelle-le",
            "sì chiamalo",
            "sí llámalo",
            "sim liga",
            "ja bel hem",
        ),
    ],
)
def test_what_may_be_the_answer(text: str) -> None:
    """Whoever begins with a yes, or briefly with a maybe, is asked once more, whatever follows."""
    assert may_affirm(text) and not affirms(text)


@pytest.mark.parametrize("text", ["yesterday was bad", "maybe we call him again", "call him, yes", "", "no", "no idea"])
def test_what_cannot_be_the_answer(text: str) -> None:
    assert not may_affirm(text)
