"""Replies over generated journals: is every number a fact, every piece cited, nobody contacted after a hard no?

Pure: in, a number of histories; out, rows of the table, and for tests what is wrong with one reply.
"""

import re
from datetime import date
from random import Random
from typing import Final

from coach.coaching.composition import MOST_BLOCKS, MOST_WORDS, sound, to_block
from coach.coaching.guards import contacts_again, promises_a_yes
from coach.coaching.preparation import prepare
from coach.coaching.quantities import typed_quantity
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from coach.evaluation.table import Measured, share
from coach.insight.wording import number, period, with_unit
from events.ids import derive
from prompts.cards import Deck

TODAY: Final = date(2026, 11, 20)
REPLY: Final = "01a1ff86-df03-77b9-85c4-2bcada8e8701"

MESSAGES: Final = (
    "12 calls today, 9 no's, most said too expensive. I feel useless.",
    "Talked to 12 people today, 9 no's, most said too expensive. I feel useless.",
    "sent 40 emails, 2 replies, both no because of price",
    "I'm so tired of this.",
    "They all said now is not a good time.",
    "She told me never to call again. Rude as well.",
    "I closed two deals today, what now?",
    "3 meetings, 1 deal, 2 want to think about it",
    "Nobody picked up. Thirty calls for nothing.",
    "What should I do first tomorrow?",
    "We lost the big one to a competitor.",
    "I am angry at everybody on that list.",
    "I've had 19 no's, so a yes must be due now, right?",
    "I'm new at this and scared of the phone.",
    "ok",
    "10 conversations, 10 no's.",
    "How am I doing?",
    "A losing streak. Three weeks without a yes.",
    "Should I drop the price?",
    "They said take us off your list for good.",
)

CLAIMS: Final = ("numbers", "citations", "contact after a hard no", "a yes that is due", "length")


def generated(seed: int, deck: Deck) -> Prepared:
    """A reply to one of the messages over an invented journal."""
    random = Random(seed)
    states = fold(history(random, TODAY))
    memory = Memory(shown=[[card.id for card in random.sample(list(deck), 5)]])
    text = MESSAGES[seed % len(MESSAGES)]
    return prepare(text, derive(REPLY, str(seed)), states, TODAY, deck, memory, lambda _: None)


def faults(reply: Prepared, deck: Deck) -> dict[str, str]:
    """What is wrong with a reply: claim -> the block that breaks it. Empty for a sound one."""
    found: dict[str, str] = {}
    language = reply.sheet.language
    blocks = [to_block(piece, reply.sheet) for piece in reply.pieces]
    for piece, block in zip(reply.pieces, blocks, strict=True):
        left = block.text
        for fact in sorted((reply.sheet.facts[name] for name in block.facts), key=lambda fact: -len(number(fact))):
            for text in (period(fact, language), with_unit(fact, language), number(fact, language)):
                left = re.sub(re.escape(text), " ", left, flags=re.IGNORECASE)
        if not sound(piece, reply.sheet) or typed_quantity(left) is not None or "{" in block.text:
            found.setdefault("numbers", block.text)
        if not block.cards or not all(card in deck for card in block.cards):
            found.setdefault("citations", block.text)
        if promises_a_yes(block.text):
            found.setdefault("a yes that is due", block.text)
        if "hard_no" in reply.message.patterns and block.kind == "action" and contacts_again(block.text):
            found.setdefault("contact after a hard no", block.text)
    whole = [*reply.before, *blocks, *reply.after]
    words = sum(len(block.text.split()) for block in whole)
    if not 1 <= len(whole) <= MOST_BLOCKS or words > MOST_WORDS:
        found["length"] = f"{len(whole)} blocks, {words} words"
    return found


def measure(histories: int, deck: Deck) -> list[Measured]:
    """One row for each claim over so many generated journals."""
    broken: dict[str, list[str]] = {claim: [] for claim in CLAIMS}
    for seed in range(histories):
        for claim in faults(generated(seed, deck), deck):
            broken[claim].append(str(seed))
    return [share("replies", claim, histories, missed, 1.0) for claim, missed in broken.items()]
