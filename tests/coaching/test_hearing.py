"""Hearing: who writes, knocks or applies is not told to dial, and who applies has no supplier. Held over all words."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from coach.coaching.hearing import always, spoken_of
from coach.coaching.observations import lines
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.situation import read_situation
from coach.evaluation.histories import fold, history
from coach.insight import wording
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.journal.labels import REASON_POINTS
from coach.understanding import understand
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
LANGUAGES = ["en", "de"]
NONE = Numbers(Counter(), Counter(), Counter())
BY_MAIL = FactSheet({}, {}, Numbers(Counter(email=20, call=4), Counter(), Counter()), NONE)
BY_PHONE = FactSheet({}, {}, Numbers(Counter(email=4, call=20), Counter(), Counter()), NONE)

NO_PHONE = [
    "Sent 9 cold emails today, 3 no's. What should I change?",
    "40 doors, 12 no's. How do I keep going?",
    "I pitched a partner at a fund and she passed. I feel stupid.",
    "They went with somebody else after the interview. I really wanted it.",
    "Another rejection, 60 applications so far. What am I doing wrong?",
    "12 LinkedIn messages, nobody answered.",
    "18 Mails verschickt, 4 Absagen. Was soll ich ändern?",
    "35 Türen, 9 Absagen, einer hat mich beschimpft.",
    "Der Investor hat abgesagt. Ich zweifle an mir.",
    "Wieder eine Absage auf meine Bewerbung. Ich bin müde.",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_has_a_line_that_anybody_can_hear(language: str) -> None:
    """Whatever the journal and the message hold, and without a phone; its words to say need none either."""
    for card in load_deck(language):
        assert any(always(line) and not spoken_of(line.text, language)[0] for line in card.lines), card.id
        assert not spoken_of(card.script or "", language)[0], card.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_observation_has_a_wording_that_anybody_can_hear(language: str) -> None:
    """But for those about what others published of their calls."""
    for name, texts in lines(language).items():
        if not name.startswith("others"):
            assert not all(spoken_of(text, language)[0] for text in texts), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reason_points_at_is_said_to_anybody(language: str) -> None:
    """These words are put into lines that everybody hears."""
    for points in REASON_POINTS.values():
        assert not spoken_of(wording.name(points, language), language)[0], points


@pytest.mark.parametrize("text", NO_PHONE)
def test_who_does_not_phone_hears_nothing_of_the_phone(text: str) -> None:
    """In any journal, also one that is full of calls; who applies hears nothing of suppliers and prices."""
    states = [fold(history(Random(seed), TODAY)) for seed in range(25)]
    for seed, journal in enumerate(states):
        reply = f"01a1ff86-df03-77b9-85c4-2bcada8e87{seed:02}"
        made = prepare(text, reply, journal, TODAY, load_deck(), Memory(), lambda _: None)
        for piece in made.pieces:
            phone, sales = spoken_of(piece.template, made.sheet.language)
            assert not phone, (text, piece.template)
            assert not (sales and made.message.trade.applies), (text, piece.template)


@pytest.mark.parametrize(
    ("text", "journal", "phones"),
    [
        ("What should I do next?", BY_MAIL, False),
        ("What should I do next?", BY_PHONE, True),
        ("20 dials, nobody", BY_MAIL, True),
        ("Wen ruf ich heute zuerst an?", BY_MAIL, True),
        ("14 cold emails, no reply", BY_PHONE, False),
        ("Ein Mann hat mir die Tür vor der Nase zugeschlagen", BY_PHONE, False),
        ("He called me a beggar at the door", BY_PHONE, False),
    ],
)
def test_the_message_says_how_somebody_works_else_the_journal(text: str, journal: FactSheet, phones: bool) -> None:
    """What is written today counts for more than what was done most."""
    assert read_situation(understand(text), journal, False).phones is phones


@pytest.mark.parametrize(
    ("text", "applies"),
    [
        ("I had an interview and they chose somebody else", True),
        ("sent my cv to five firms", True),
        ("the VC wants a second meeting", True),
        ("Wieder eine Bewerbung abgelehnt", True),
        ("Der Investor meldet sich nicht", True),
        ("the client wants a second meeting", False),
        ("Der Kunde meldet sich nicht", False),
        ("I applied a discount and she still said no", False),
    ],
)
def test_an_application_is_no_sale(text: str, applies: bool) -> None:
    """Suppliers and prices are not talked of to who applies for a job or for money."""
    assert understand(text).trade.applies is applies


def test_the_trade_of_the_message_before_holds_where_the_next_says_nothing() -> None:
    """ "Should I ask them for feedback?" behind an interview is about the interview."""
    states = fold(history(Random(3), TODAY))
    memory = Memory(last="had an interview thursday, they went with someone with more experience")
    reply = "01a1ff86-df03-77b9-85c4-2bcada8e8700"
    made = prepare("should i ask them for feedback?", reply, states, TODAY, load_deck(), memory, lambda _: None)
    assert made.situation and not made.situation.sells and not made.situation.phones
