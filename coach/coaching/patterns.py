"""Patterns: what the journal shows, as the words that cards are chosen by. Pure."""

import math
from typing import Final

from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.insight.rates import MINIMUM
from coach.insight.runs import UNLUCKY
from prompts.cards import Pattern

HARD_DAY: Final = 5
"""No's in one day that make it a hard one whatever the usual share."""

_SHOWN_BY: Final[dict[str, Pattern]] = {
    "follow_ups_due": "followups_due",
    "activity_drop": "activity_drop",
    "segment_share": "segment_gap",
}
"""Facts that exist only where they show a pattern."""


def patterns_of(sheet: FactSheet) -> set[Pattern]:
    """What the journal of today and the recent weeks shows."""
    recent = sheet.recent
    found: set[Pattern] = set()
    if recent.conversations < MINIMUM:
        found.add("few_data")
    if recent.won:
        found.add("has_win")
    if recent.small_wins:
        found.add("small_wins")
    found |= {pattern for fact, pattern in _SHOWN_BY.items() if fact in sheet.facts}
    if "run_odds" in sheet.facts and sheet.facts["run_odds"].value < UNLUCKY:
        found.add("rate_drop")
    if _hard_day(sheet):
        found.add("bad_day")
    found |= patterns_of_reasons(recent)
    if recent.rejections >= MINIMUM and recent.outcomes["soft_no"] >= 0.75 * recent.rejections:
        found.add("soft_often")
    silent = recent.outcomes["no_answer"] + recent.outcomes["unreachable"]
    if recent.attempts >= MINIMUM and silent >= 0.5 * recent.attempts:
        found.add("silence_often")
    if "streak" in sheet.facts and sheet.facts["streak"].value >= 3:
        found.add("steady_effort")
    conversion = sheet.facts.get("conversion")
    if conversion and conversion.high is not None and conversion.high < 0.15:
        found.add("low_conversion")
    return found


def _hard_day(sheet: FactSheet) -> bool:
    reported = sheet.facts.get("reported_rejections")
    rejections = int(reported.value) if reported else sheet.today.rejections
    return rejections >= HARD_DAY


def patterns_of_reasons(recent: Numbers) -> set[Pattern]:
    """What the stated reasons of the recent no's have in common."""
    stated = recent.stated_reasons
    total = sum(count for _, count in stated)
    found: set[Pattern] = set()
    if total >= 10:
        second = stated[1][1] if len(stated) > 1 else 0
        found.add("one_reason_dominates" if clearly_ahead(stated[0][1], second) else "reasons_spread")
    if recent.rejections >= 10 and recent.reasons["unstated"] >= 0.5 * recent.rejections:
        found.add("unstated_often")
    return found


def clearly_ahead(first: int, second: int) -> bool:
    """Whether `first` exceeds `second` by more than chance: one-sided exact sign test at 5%."""
    n = first + second
    if n > 1000:  # far past where exactness matters, and 2**n is large
        return first - second > 1.6449 * math.sqrt(n)
    return sum(math.comb(n, k) for k in range(first, n + 1)) * 20 < 1 << n
