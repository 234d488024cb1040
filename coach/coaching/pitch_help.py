"""Pitch help by rules: what the numbers say about one version of a pitch, and what to try in its words. Pure.

In: the version with what it met. Out: pieces that stand without any model, and are a model's material where one is
asked.
"""

from random import Random
from typing import Final

from msgspec import Struct, structs

from coach.coaching.answers import answers
from coach.coaching.composition import Piece, choose_line
from coach.coaching.counted import block_of
from coach.coaching.observations import View, observe
from coach.coaching.patterns import clearly_ahead
from coach.coaching.selection import Memory, select
from coach.coaching.situation import Situation, read_situation
from coach.contracts import Block
from coach.insight.asked import Answer as Counted
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.insight.pitch_facts import version_sheet
from coach.insight.wording import quoted
from coach.understanding import understand
from events.folds.pitches import PitchResult
from events.folds.reader import States
from events.words import Reason
from prompts.cards import Card, Deck

MOST_SAID: Final = 3
MOST_CARDS: Final = 3
ENOUGH_CARDS: Final = 2


QUOTED: Final = 60
"""Words of a pitch that are quoted: the beginning is what a listener hears first."""


def criteria(pitch: str, language: str) -> list[Block]:
    """The pitch in use, as it begins, and what it can be held against: judging it is left to who hears it."""
    words = pitch.split()
    shown = " ".join(words[:QUOTED]) + ("…" if len(words) > QUOTED else "")
    found = answers(language)["revise.pitch"]
    return [
        block_of(Counted(["your_pitch"], {}, {"pitch_words": quoted(shown, language)}), language, about_people=True),
        Block("insight", found.say, found.cards, []),
        Block("action", found.do, found.do_cards, []),
    ]


class PitchHelp(Struct, frozen=True):
    """`said` is what the numbers say, `tries` what to try in the words, one piece for each of `cards`."""

    sheet: FactSheet
    said: list[Piece]
    tries: list[Piece]
    cards: list[Card]


def pitch_help(found: PitchResult, states: States, deck: Deck, language: str) -> PitchHelp:
    """The same version with the same numbers has the same help."""
    sheet, random = version_sheet(found, states, language), Random(f"{found.pitch_id}/{found.version}")
    situation = structs.replace(read_situation(understand(""), sheet, False, "pitch"), kind="pitch")
    observations = observe(View(sheet, situation), random, MOST_SAID)
    said = [Piece("insight", text, list(observation.cards)) for observation, text in observations]
    cards = _cards(deck, situation, sheet.recent, {card for piece in said for card in piece.cards}, random)
    tries = [
        Piece("action", choose_line(card, situation, sheet, set(), set(), random).text, [card.id]) for card in cards
    ]
    return PitchHelp(sheet, said, tries, cards)


def _cards(deck: Deck, situation: Situation, met: Numbers, said: set[str], random: Random) -> list[Card]:
    """The cards for the leading reasons, and where those are few also the cards for a pitch that did not land."""
    reasons = _leading(met)
    # Few numbers are no reason against working on the words: only what is claimed about numbers needs them.
    situation = structs.replace(situation, patterns=situation.patterns - {"few_data"})
    found: list[Card] = []
    for wanted in (reasons, reasons | {"pitch"}):
        chosen = select(deck, structs.replace(situation, reasons=wanted), Memory(), random)
        found = [card for card in (*chosen["reframe"][:1], *chosen["action"]) if card.id not in said][:MOST_CARDS]
        if len(found) >= ENOUGH_CARDS:
            break
    return found


def _leading(met: Numbers) -> frozenset[Reason]:
    """The leading reason, with the next one where the lead is not clear; without any, that of a pitch itself."""
    stated = met.stated_reasons
    if not stated:
        return frozenset({"pitch"})
    first, count = stated[0]
    return frozenset({first, *(second for second, behind in stated[1:2] if not clearly_ahead(count, behind))})
