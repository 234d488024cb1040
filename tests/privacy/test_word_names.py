"""Names that are words: people told by what they do, by a label or a title."""

import pytest

from coach.contracts import KnownInput
from coach.privacy import Placeholders, Records, redact


def masked(text: str, contact: str = "", company: str = "") -> list[str]:
    """What is masked, in order."""
    found = redact(text, Records.of_one(KnownInput(contact, company)), Placeholders())
    return [text[span.start : span.end] for span in found.spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lucky approved the plan at last", "Lucky"),
        ("Harmony turned us down again", "Harmony"),
        ("April never answered, so I wrote once more", "April"),
        ("Autumn is on leave until the tenth", "Autumn"),
        ("Liberty is our champion there", "Liberty"),
        ("Penny checks every line of the offer", "Penny"),
        ("Skye kept quiet. Faith in payroll has the papers", "Faith"),
        ("Merit from the front office was kind", "Merit"),
        ("Drew and Anna are both out", "Drew"),
        ("Summer and her boss came late", "Summer"),
        ("told June about the delay", "June"),
        ("will didnt call back", "will"),
        ("my boss rich said it is fine", "rich"),
        ("Vogel vom Einkauf ist krank", "Vogel"),
        ("Fuchs hat schon wieder geschoben", "Fuchs"),
        ("Montag hat am Montag frei", "Montag"),
        ("Herbst meldet sich einfach nicht", "Herbst"),
        ("Gestern mit Klein gesprochen", "Klein"),
        ("Luz no contesta desde ayer", "Luz"),
        ("Gioia ha detto di no", "Gioia"),
        ("Aimée n'a pas rappelé", "Aimée"),
    ],
)
def test_a_word_that_does_what_people_do_is_a_name(text: str, name: str) -> None:
    """At the start of a clause, though no record has it."""
    assert name in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "May was slow and April was worse",
        "Summer is dead, autumn too",
        "Will it work if I call again?",
        "May I ask for a reference?",
        "Mark my words, mark them well",
        "Grace period ends soon",
        "Chase them or let them go?",
        "Art is long, my list is short",
        "Hope they call",
        "Patience pays, they say. Patience is not my strength",
        "Faith in the process is all I have",
        "Joy at last, the order is in",
        "Skip the small talk",
        "Rich data, poor results",
        "Freitag hat bei mir immer die beste Quote",
        "Montag ruft er wieder an",
        "Sommer ist tote Zeit",
        "Lange hat es gedauert",
        "Petit bilan de la semaine",
    ],
)
def test_the_same_words_stay_where_nobody_is_meant(text: str) -> None:
    """Months, virtues, orders, adjectives."""
    assert masked(text) == []


def test_somebody_named_whole_is_meant_again() -> None:
    """In German behind an article too, on record or not."""
    text = "Lisa Stern hat zugesagt. Heute will die Stern plötzlich Rabatt."
    assert masked(text).count("Stern") == 1
    assert masked(text, "Lisa Stern")[1:] == ["Stern"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Champion: Sage. DM: Brooks, budget open", ["Sage", "Brooks"]),
        ("Influencers: Mo and Penny", ["Mo", "Penny"]),
        ("attn: June", ["June"]),
        ("Entscheiderin: Linde, Budget offen", ["Linde"]),
        ("hr. lang ist da, fr. kurz nicht", ["lang", "kurz"]),
        ("mme petit hésite", ["petit"]),
        ("mevr. groot wil wachten", ["groot"]),
        ("then Director Han left", ["Han"]),
    ],
)
def test_labels_and_titles_name_somebody(text: str, names: list[str]) -> None:
    """Whatever words follow them."""
    found = masked(text)
    assert [name for name in names if name not in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "Next step: call. Mood: fine. Owner: me",
        "Re: Summer sale",
        "DM: unknown, budget: none",
        "Termin fr 14 uhr, sonst fr. nachmittag",
        "our HR lady is out",
    ],
)
def test_labels_and_titles_of_nobody(text: str) -> None:
    """A label without a name, a Friday, a department."""
    assert masked(text) == []
