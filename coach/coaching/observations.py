"""Observations: what the person's own numbers say to what they wrote. Rules here, words in `lines/<language>.json`.

Each rule says when an observation is true and to the point; of each topic the first that holds is made. The word for a
day or a run follows its predictive probability: >= 0.10 ordinary, >= 0.01 unlucky, below worth a look.
"""

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from random import Random
from typing import Final

import msgspec
from msgspec import Struct

from coach.coaching.hearing import feels, hears
from coach.coaching.rendering import RATES, named_in, render, sayable
from coach.coaching.repeats import as_said
from coach.coaching.situation import APART, Situation
from coach.insight.facts import FactSheet
from coach.insight.rates import MINIMUM
from coach.insight.runs import ORDINARY, UNLUCKY
from prompts.cards import Topic as About


class View(Struct, frozen=True):
    """What a rule looks at: the facts, the situation, and which facts and what else were stated today before."""

    sheet: FactSheet
    situation: Situation
    stated: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()

    def has(self, pattern: str) -> bool:
        return pattern in self.situation.patterns

    def value(self, fact: str) -> float | None:
        found = self.sheet.facts.get(fact)
        return found.value if found else None

    def between(self, fact: str, low: float, high: float) -> bool:
        value = self.value(fact)
        return value is not None and low <= value < high

    def new(self, fact: str) -> bool:
        """Not stated in this conversation before."""
        return fact not in self.stated

    def word(self, name: str) -> str | None:
        return self.sheet.words.get(name)


_COMMON: Final = 0.5
Rule = Callable[[View], bool]


class Observation(Struct, frozen=True):
    """`name` is that of its lines. `cards`: whose idea it carries out; `repeats`: cards that would say it again."""

    name: str
    cards: list[str]
    holds: Rule
    repeats: tuple[str, ...] = ()


def _again(view: View) -> bool:
    return "rejection_share" in view.stated


def _all_said_no(view: View) -> bool:
    noes = view.value("reported_rejections") or 0
    return noes > 2 and noes == view.value("reported_conversations")


def _several(view: View) -> bool:
    """Whether the journal has some conversations of today, and the message reports nothing else."""
    return not (_again(view) or view.situation.reports) and (view.value("today_conversations") or 0) >= 3


def _held_against(view: View) -> bool:
    """Whether there is enough from before today to hold a day against: never the day itself."""
    return view.sheet.before_today.conversations >= MINIMUM


def _of_today(view: View) -> bool:
    return not view.situation.good and (view.has("bad_day") or view.situation.kind == "numbers")


def _ordinary(view: View) -> bool:
    return view.between("day_odds", ORDINARY, 2.0)


def _day(again: bool, all_no: bool) -> Rule:
    return lambda view: _ordinary(view) and _again(view) == again and _all_said_no(view) == all_no


def _odd(low: float, high: float, again: bool) -> Rule:
    return lambda view: view.between("day_odds", low, high) and _again(view) == again


DAY: Final = (
    Observation("day_all_no_again", ["A1", "A16"], _day(again=True, all_no=True)),
    Observation("day_ordinary_again", ["A1", "A16"], _day(again=True, all_no=False)),
    Observation("day_all_no", ["A1", "A16"], _day(again=False, all_no=True)),
    Observation("day_ordinary", ["A1", "A16"], _day(again=False, all_no=False)),
    Observation("day_unlucky", ["A1", "A16"], _odd(UNLUCKY, ORDINARY, again=False)),
    Observation("day_unlucky_again", ["A1", "A16"], _odd(UNLUCKY, ORDINARY, again=True)),
    Observation("day_rare", ["A16", "B12"], _odd(0.0, UNLUCKY, again=False)),
    Observation("day_rare_again", ["A16", "B12"], _odd(0.0, UNLUCKY, again=True)),
    Observation("today_so_far", ["A1", "A16"], lambda view: _several(view) and _of_today(view) and _held_against(view)),
    Observation("share", ["A1"], lambda view: view.has("bad_day") and not _again(view) and _held_against(view)),
    Observation("first_day", ["A16"], lambda view: _several(view) and _of_today(view) and not _held_against(view)),
)
"""About the day that the message reports, or that the journal holds."""


def _plain_run(view: View) -> bool:
    """An ordinary run is worth a word where somebody speaks of it, or where it is not as common as a wet day."""
    return view.new("run") and view.between("run_odds", ORDINARY, 0.9 if view.has("run") else _COMMON)


def _run(low: float, high: float) -> Rule:
    return lambda view: view.new("run") and view.between("run_odds", low, high)


RUN: Final = (
    Observation("run_ordinary", ["A16"], _plain_run),
    Observation("run_unlucky", ["A16"], _run(UNLUCKY, ORDINARY)),
    Observation("run_worth_a_look", ["A16", "B12"], _run(0.0, UNLUCKY)),
    Observation("no_yes_yet", ["A15", "C4"], lambda view: view.new("yes_ceiling")),
)
"""About a stretch without a yes."""

LITTLE: Final = (
    Observation("few_data", ["A16"], lambda view: view.has("few_data") and view.sheet.recent.conversations > 1),
    Observation("empty", ["A16", "C10"], lambda view: not view.sheet.recent.attempts),
)
"""Where there is not enough to say anything else."""

SILENCE: Final = (
    Observation(
        "silence",
        ["A13"],
        # Somebody who talked and then went quiet is no unread mail.
        lambda view: view.new("silent_share") and (view.situation.reports or view.situation.kind == "numbers"),
    ),
)


def _names_same(view: View) -> bool:
    return view.word("reported_reason_name") == view.word("reason_name")


def _names_other(view: View) -> bool:
    return view.word("reported_reason_name") is not None and not _names_same(view)


REASON: Final = (
    Observation(
        "same_reason_ahead",
        ["C4", "C11"],
        lambda view: _names_same(view) and view.has("one_reason_dominates") and view.new("top_reason"),
    ),
    Observation(
        "same_reason",
        ["C10", "C11"],
        lambda view: _names_same(view) and view.has("reasons_spread") and view.new("top_reason"),
    ),
    Observation(
        "other_reason",
        ["C10", "C11"],
        # Where nothing leads by much, no reason is another one than usual.
        lambda view: _names_other(view) and not view.has("few_data") and not view.has("reasons_spread"),
        ("C4",),
    ),
    Observation("unstated_often", ["C10", "A20"], lambda view: view.has("unstated_often")),
    Observation(
        "reason_ahead",
        ["C4", "C11"],
        lambda view: view.has("one_reason_dominates") and view.new("top_reason"),
    ),
    Observation("reasons_spread", ["B2", "C10"], lambda view: view.has("reasons_spread") and view.new("top_reason")),
)
"""About the reasons of the no's."""

_PACE: Final[frozenset[About]] = frozenset({"goal", "lasting", "restart", "rest", "growth"})


def _of_pace(view: View) -> bool:
    asked = not _PACE.isdisjoint(view.situation.topics) and not view.situation.reasons
    return asked and view.new("usual_day_attempts")


NEXT: Final = (
    Observation("due_follow_ups", ["A10"], lambda view: view.new("follow_ups_due")),
    Observation("activity_drop", ["A19", "B22"], lambda view: view.new("activity_drop")),
    Observation("usual_day", ["A17", "A18"], _of_pace),
)
NEXT_YES: Final = (Observation("next_yes", ["A16", "A13"], lambda view: view.has("next_yes")),)
STANDING: Final = (
    Observation("yes_share", ["A13", "A16"], lambda view: view.new("conversion") and not view.has("few_data")),
    Observation("standing_few", ["A16"], lambda view: view.has("few_data") and view.sheet.recent.conversations > 1),
)


def _tells_nothing(view: View) -> bool:
    """Who has just told what they did is not told that nothing is logged."""
    return not (view.situation.unclear or view.situation.reports)


EFFORT: Final = (
    Observation("two_weeks", ["A24"], lambda view: view.new("week_attempts") and view.new("last_week_attempts")),
    Observation("this_week", ["A24"], lambda view: view.new("week_attempts")),
    Observation("last_week", ["A24"], lambda view: view.new("last_week_attempts") and _tells_nothing(view)),
)
TALK: Final = (Observation("for_the_talk", ["A24"], lambda view: view.new("attempts")),)
"""For a talk with the boss, a record is what one can bring."""

GOOD: Final = (
    Observation("good_reported", ["B16"], lambda view: bool(view.value("reported_won"))),
    Observation("small_reported", ["B16"], lambda view: view.situation.reports),
    Observation("good_today", ["B16"], lambda view: view.new("today_won")),
)
BESIDE: Final = (
    Observation("won_beside", ["B16"], lambda view: bool(view.value("reported_won"))),
    Observation("step_beside", ["B16"], lambda view: bool(view.value("reported_small_wins"))),
)
"""What went well on a day of no's, so that it is not lost among them."""

BREAK: Final = (
    Observation("before_the_break", ["A23", "A24"], lambda view: view.situation.returning and view.new("won")),
)


def _mostly_email(view: View) -> bool:
    recent = view.sheet.recent
    return 2 * recent.channels.get("email", 0) > recent.attempts


OTHERS: Final = (
    Observation("others_email", ["A1", "A14"], lambda view: _mostly_email(view) and view.new("others_email_reply")),
    Observation("others_call", ["A1", "A14"], lambda view: not view.has("few_data") and view.new("others_call_won")),
    Observation("others_no_record", ["A1", "A14"], lambda view: view.new("others_call_won")),
)
"""About what others published of their work: their facts are there only for those who ask how others do."""

VERSION: Final = (
    Observation("version_unmet", ["A16"], lambda view: not view.sheet.recent.conversations),
    Observation("version_few", ["A16"], lambda view: view.has("few_data")),
)
COMPARED: Final = (Observation("version_compared", ["A16"], lambda view: view.new("pitch_better")),)
HINT: Final = (Observation("version_hint", ["C10"], lambda view: view.new("top_reason")),)
"""About one version of a pitch: the facts are of what that version met."""

Topic = tuple[Observation, ...]

_ASKED: Final[dict[About, Topic]] = {
    "silence": SILENCE,
    "goal": STANDING,
    "growth": STANDING,
    "others": STANDING,
    "price": REASON,
    "competitor": REASON,
    "timing": REASON,
    "decision": REASON,
    "targeting": REASON,
    "opening": REASON,
    "value": REASON,
    "asking": REASON,
    "follow_up": NEXT,
}
"""What a question about numbers is answered with first, by what it is about."""


_OF_LITTLE: Final[frozenset[About]] = frozenset({"usual", "others", "worth", "growth"})
"""What is answered with how little there is to judge by."""


def topics(view: View) -> list[Topic]:
    """What to look at, the most to the point first."""
    situation = view.situation
    if situation.mode == "pitch":
        return [(*VERSION, *RUN[-1:], *STANDING), COMPARED, (*REASON, *HINT)]
    if situation.unclear:
        return [EFFORT]
    if situation.good or view.has("mixed"):
        return [GOOD]
    if not APART.isdisjoint(situation.patterns):
        return []
    named = "spread" in situation.subjects
    spread = [tuple(one for one in REASON if one.name == "reasons_spread")] if named else []
    if situation.gentle:
        # A low day is no time for a diagnosis: only what takes weight off.
        eased = tuple(one for one in DAY if one.name.startswith(("day_ordinary", "day_all_no")))
        return [*spread, BESIDE, BREAK, eased, LITTLE]
    if view.has("workplace") and not situation.reports:
        return [TALK]
    match situation.kind:
        case "numbers":
            asked = [_ASKED[about] for about in situation.topics[:1] if about in _ASKED]
            if view.has("own_effort"):
                return [EFFORT]
            usual = [STANDING] if asked else [RUN, DAY, STANDING, REASON]
            # Where no yes came yet, nobody can say when one does.
            coming = RUN[-1:] if view.has("next_yes") and not view.sheet.recent.won else NEXT_YES
            return [OTHERS, coming, *asked, *(topic for topic in usual if topic not in asked), LITTLE]
        case "what_next":
            return [OTHERS, BREAK, NEXT, REASON] if situation.asks else [BREAK]
        case "pitch" | "practice":
            return [OTHERS, REASON]
    if view.has("lost_big_deal"):
        return []
    found: list[Topic] = [*spread, BESIDE, BREAK]
    if view.has("run"):
        found.append(RUN)
    if situation.reports_silence:
        found.append(SILENCE)
    # A day of no's is held against the usual for who speaks of it, or of nothing in particular.
    if situation.about_noes or situation.reports or situation.refused or not (situation.told or situation.topics):
        found.append(DAY)
    if situation.about_noes:
        found.append(REASON)
    if situation.reports and not situation.about_noes:
        found.append(EFFORT)
    if (situation.reports and situation.about_noes) or not _OF_LITTLE.isdisjoint(situation.topics):
        found.append(LITTLE)
    return found


def observe(view: View, random: Random, most: int = 2) -> list[tuple[Observation, str]]:
    """The observations to make, at most `most`, each with its words."""
    made: list[tuple[Observation, str]] = []
    for topic in topics(view):
        if len(made) == most or (made and topic in (LITTLE, EFFORT)):
            break
        for observation in topic:
            if not observation.holds(view):
                continue
            rated = any(_rates(text) for _, text in made)
            texts = lines(view.sheet.language)[observation.name]
            able = [text for text in texts if _can(text, view) and not (rated and _rates(text))]
            if able:
                made.append((observation, random.choice(able)))
                break
    return made


def languages() -> frozenset[str]:
    """The languages that a whole reply can be made in."""
    return frozenset(entry.name.removesuffix(".json") for entry in (files("coach.coaching") / "lines").iterdir())


@cache
def lines(language: str = "en") -> dict[str, list[str]]:
    """Name of an observation -> its wordings."""
    raw = (files("coach.coaching") / "lines" / f"{language}.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, list[str]])


def all_observations() -> Iterable[Observation]:
    """Every rule there is."""
    standing = (NEXT_YES, STANDING, EFFORT, TALK, GOOD, BESIDE, BREAK, OTHERS)
    for topic in (DAY, RUN, LITTLE, SILENCE, REASON, NEXT, *standing, VERSION, COMPARED, HINT):
        yield from topic


def _rates(text: str) -> bool:
    return not RATES.isdisjoint(named_in(text))


def _can(text: str, view: View) -> bool:
    """Whether all that it names is known, and nobody was told the same today."""
    sheet = view.sheet
    if not (sayable(named_in(text), sheet.facts, sheet.words) and hears(text, view.situation, sheet.language)):
        return False
    if feels(text, sheet.language) and not view.situation.weighs:
        return False
    return not view.said or as_said(render(text, sheet.facts, sheet.words, sheet.language).text) not in view.said
