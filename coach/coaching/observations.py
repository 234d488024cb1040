"""Observations: what the person's own numbers say about the day they report, as templates with their condition.

The word for a day follows the predictive probability: >= 0.10 ordinary, >= 0.01 unlucky, below worth a look.
"""

from collections.abc import Callable
from random import Random
from typing import Final

from msgspec import Struct

from coach.coaching.rendering import named_in
from coach.coaching.situation import Situation
from coach.insight.facts import FactSheet

Condition = Callable[[FactSheet, Situation], bool]


class Observation(Struct, frozen=True):
    """A template, the cards whose idea it carries out, when it is true, and cards that would only repeat it."""

    text: str
    cards: list[str]
    holds: Condition
    repeats: tuple[str, ...] = ()


def _odds(low: float, high: float) -> Condition:
    return lambda sheet, _: "day_odds" in sheet.facts and low <= sheet.facts["day_odds"].value < high


def _always(sheet: FactSheet, situation: Situation) -> bool:
    return True


def _same_reason(sheet: FactSheet, situation: Situation) -> bool:
    reported = sheet.words.get("reported_reason_name")
    return reported is not None and reported == sheet.words.get("reason_name")


def _other_reason(sheet: FactSheet, situation: Situation) -> bool:
    return "reported_reason_name" in sheet.words and not _same_reason(sheet, situation)


def _ahead(sheet: FactSheet, situation: Situation) -> bool:
    return "one_reason_dominates" in situation.patterns


def _empty(sheet: FactSheet, situation: Situation) -> bool:
    return not sheet.recent.attempts


_BASE = "{rejections:period} {rejections} of your {conversations:unit} ended in a no: {rejection_share}."

DAY: Final = (
    Observation(
        _BASE + " At that share, {reported_rejections} or more no's out of {reported_conversations} is what "
        "{day_odds} of such days look like. It felt like more than that. By your own record it was an ordinary day.",
        ["A1", "A16"],
        _odds(0.10, 1.01),
    ),
    Observation(
        _BASE + " With odds like that, {reported_rejections} or more in a day of {reported_conversations} come up "
        "{day_odds} of the time. It hurt, and it was still within the usual.",
        ["A1", "A16"],
        _odds(0.10, 1.01),
    ),
    Observation(
        _BASE + " A day with {reported_rejections} or more no's out of {reported_conversations} turns up {day_odds} "
        "of the time at that share. That is an unlucky day, and chance alone still makes such days.",
        ["A1", "A16"],
        _odds(0.01, 0.10),
    ),
    Observation(
        _BASE + " At that share a day like this one turns up {day_odds} of the time, which is rare. Worth a calm look "
        "at what was different: the list, the offer, the hour.",
        ["A16", "B12"],
        _odds(0.0, 0.01),
    ),
    Observation(
        "So far {today_rejections} of today's {today_conversations:unit} in your journal ended in a no. "
        + _BASE
        + " That sets the scale for today.",
        ["A1", "A16"],
        _always,
    ),
    Observation(_BASE + " That is what your work looks like on an average day.", ["A1", "A16"], _always),
    Observation(
        "{conversations:unit} {conversations:period} are too few to read anything into. Until there are more, "
        "a hard day says little about you or your offer.",
        ["A16"],
        lambda sheet, situation: "few_data" in situation.patterns and sheet.recent.conversations > 1,
    ),
    Observation(
        "Your journal has nothing to compare this with yet. Log a week of it, the no's too, and I can tell you "
        "what an ordinary day looks like for you.",
        ["A16", "C10"],
        _empty,
    ),
)
"""About the day: the first that holds is used, with a free choice among those that share its condition."""

REASON: Final = (
    Observation(
        "Hearing it about {reported_reason_name} fits what your journal shows: {top_reason} of your "
        "{rejections:unit} were put down to {reason_name}, clearly ahead of any other reason. That points at how "
        "the offer lands, more than at you.",
        ["C4", "C11"],
        lambda sheet, situation: _same_reason(sheet, situation) and _ahead(sheet, situation),
    ),
    Observation(
        "You name {reported_reason_name}. {reason_name} also leads in your journal, with {top_reason:unit}, "
        "though not by enough to call it the cause.",
        ["C10", "C11"],
        lambda sheet, situation: _same_reason(sheet, situation) and "reasons_spread" in situation.patterns,
    ),
    Observation(
        "You name {reported_reason_name}. {top_reason:period} your journal has {reason_name} ahead with "
        "{top_reason:unit}, so today may be a change or just today. Note the reasons and we will see which.",
        ["C10", "C11"],
        lambda sheet, situation: _other_reason(sheet, situation) and "few_data" not in situation.patterns,
        ("C4",),
    ),
    Observation(
        "{top_reason:period} {reason_name} is the reason you hear clearly ahead of any other, with "
        "{top_reason:unit}. That points at offer and message.",
        ["C4", "C11"],
        lambda sheet, situation: "reported_reason_name" not in sheet.words and _ahead(sheet, situation),
    ),
)


def observe(
    observations: tuple[Observation, ...], sheet: FactSheet, situation: Situation, random: Random
) -> Observation | None:
    """The observation to make, None where nothing can be said."""
    able = [
        observation
        for observation in observations
        if all(name in sheet.facts or name in sheet.words for name in named_in(observation.text))
        and observation.holds(sheet, situation)
    ]
    if not able:
        return None
    alike = [observation for observation in able if named_in(observation.text) == named_in(able[0].text)]
    return random.choice(alike)
