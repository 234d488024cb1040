"""Polarity: a win decides before anything speaks of a loss, mixed news has its own words, and irony is no good news."""

from datetime import date
from random import Random

import pytest

from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from events.folds.reader import States
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
LOSS = {"lost_big_deal", "bad_day", "run", "ghosted"}

GOOD = [
    "Booked two demos today, after three weeks of nothing.",
    "sold Baker Lane! commission is tiny",
    "Second viewing on Friday with the Lowes!",
    "Signed the Nordfeld contract after five months.",
    "12 conversations today, 5 meetings booked, 6 no's",
    "great news, she signed!",
    "Termin gebucht beim größten Kunden der Region, drei Monate gebaggert!",
    "Endlich! Abschluss bei der Spedition nach drei Monaten.",
    "Bin zum Zweitgespräch eingeladen",
]
MIXED = [
    "signed the contract today after five months, weirdly I just want to sleep",
    "client said yes to the big project, still feel like a fraud",
    "term sheet came in today. I feel nothing",
    "got the offer! after 80 rejections. cried in the car",
    "endlich! abschluss bei der spedition, 3 monate dran gearbeitet. trotzdem leer irgendwie",
    "Vertrag unterschrieben heute. Bin trotzdem völlig leer.",
    "Zusage für das Plakat bekommen, aber irgendwie freu ich mich gar nicht",
]
IRONY = [
    'oh great, another "just not a priority right now". love my life. 11 times today.',
    'oh wonderful, number nine to say "we are happy with what we have".',
    'great, eighth "not today thanks" in a row. living the dream',
    'na super, schon wieder "kein Bedarf". ich liebe meinen Job',
    "Ganz toll, die vierte Absage diese Woche. Läuft bei mir",
    "Toll, schon wieder ein Korb. Das macht fünf.",
]
LOST = [
    "lost the Brenner deal, 4 months of work gone",
    "Nach 5 Monaten ist der Deal mit Kessler geplatzt. Bin fertig",
]


def reply_to(text: str, seed: int = 3, states: States | None = None) -> Prepared:
    states = states or fold(history(Random(seed), TODAY))
    reply = f"01a1ff86-df03-77b9-85c4-2bcada8e87{seed:02}"
    return prepare(text, reply, states, TODAY, load_deck(), Memory(), lambda _: None, hour=12)


def lines_for(pattern: str, language: str) -> set[str]:
    """Every line of a card that was written for this."""
    return {line.text for card in load_deck(language) for line in card.lines if pattern in line.patterns}


@pytest.mark.parametrize("text", GOOD)
def test_a_win_decides_before_anything_says_lost(text: str) -> None:
    """Neither the months before it nor the no's beside it make a loss of it."""
    for seed in range(1, 8):
        situation = reply_to(text, seed).situation
        assert situation and situation.good and not situation.patterns & (LOSS | {"mixed"})
        assert "big_loss" not in situation.topics


@pytest.mark.parametrize("text", MIXED)
def test_mixed_news_has_words_of_its_own(text: str) -> None:
    """The win is named first, the feeling second; nothing speaks of a loss and nothing is to be celebrated."""
    for seed in range(1, 8):
        reply = reply_to(text, seed)
        assert reply.situation and not reply.situation.good and "mixed" in reply.situation.patterns
        assert not reply.situation.patterns & LOSS
        cards = [piece for piece in reply.pieces if piece.kind != "insight"]
        assert cards and cards[0].kind == "validation"
        assert {piece.template for piece in cards} <= lines_for("mixed", reply.sheet.language)


@pytest.mark.parametrize("text", IRONY)
def test_irony_is_no_win(text: str) -> None:
    """Praise beside a no means the opposite: nothing counts in full, and nothing is to be marked."""
    for seed in range(1, 8):
        situation = reply_to(text, seed).situation
        assert situation and not situation.good and "irony" in situation.patterns
        assert "win" not in situation.topics and "hopeful" not in situation.moods


@pytest.mark.parametrize(
    "text", ["I love my job, two deals today", "na super, 3 Zusagen heute", "oh great, they signed!"]
)
def test_praise_of_a_win_is_praise(text: str) -> None:
    """No no, no irony."""
    situation = reply_to(text).situation
    assert situation and situation.good


@pytest.mark.parametrize("text", LOST)
def test_a_loss_stays_a_loss(text: str) -> None:
    """A deal that is told as lost is answered as one."""
    situation = reply_to(text).situation
    assert situation and not situation.good and "lost_big_deal" in situation.patterns


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("20 calls, 3 meetings, 12 no's", True),
        ("20 calls, 1 meeting, 19 no's", False),
        ("8 no's today, 2 yeses", True),
        ("9 no's today", False),
    ],
)
def test_a_day_whose_wins_are_ordinary_is_no_sad_day(text: str, good: bool) -> None:
    """Without a journal to say what is usual, a fair share of wins is enough."""
    situation = reply_to(text, states=States()).situation
    assert situation and situation.good is good
    assert ("bad_day" in situation.patterns) is not good


@pytest.mark.parametrize(
    "text",
    [
        "old lady cried because her husband died last month and i had to ask for money. feel like a monster",
        "asked a pensioner for a donation and she told me about her husband in hospital. i just stood there",
        "Die Witwe am Telefon hat geweint, und ich wollte ihr eine Versicherung verkaufen. Schäme mich",
        "Eine Dame hat erzählt, dass ihr Mann gestorben ist. Ich stand da mit meinem Klemmbrett.",
    ],
)
def test_sorrow_is_no_objection(text: str) -> None:
    """No price, no rate, no task: what was met at the door is answered as what it was."""
    for seed in range(1, 8):
        reply = reply_to(text, seed)
        assert reply.situation and not reply.situation.reasons
        assert {piece.template for piece in reply.pieces} <= lines_for("grief", reply.sheet.language)
        assert reply.pieces


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Der Hoffmann ihr Chef hat abgelehnt.", False),
        ("Die Chefin vom Kunden hat Nein gesagt.", False),
        ("the seller's boss won't let him move before June", False),
        ("Her manager turned it down in the end.", False),
        ("Wie ist meine Quote diesen Monat?", False),
        ("Mein Chef hat meine Gehaltserhöhung abgelehnt", True),
        ("Meine Quote nicht erreicht, der Chef tobt", True),
        ("my manager yelled at me about the target", True),
    ],
)
def test_a_boss_belongs_to_whoever_has_one(text: str, own: bool) -> None:
    """The customer's boss is no talk with one's own."""
    situation = reply_to(text).situation
    assert situation and ("workplace" in situation.patterns) is own


@pytest.mark.parametrize(
    "text", ["should I take the money from my uncle", "Mein Onkel würde mir Geld leihen. Soll ich das annehmen?"]
)
def test_money_of_the_family_is_no_price(text: str) -> None:
    """Nobody has called anything too expensive."""
    situation = reply_to(text).situation
    assert situation and "price" not in situation.reasons and "price" not in situation.topics
